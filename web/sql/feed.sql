-- name: sag
SELECT s.id, s.titel, k.navn AS kommune FROM sager s LEFT JOIN kommuner k ON k.kode = s.kommune_kode WHERE s.id = :sag

-- name: sagens
SELECT p.id, '' AS hvad FROM sagspunkter s JOIN punkter p ON p.id = s.punkt_id JOIN moeder m ON m.id = p.moede_id
WHERE s.sag_id = :sag AND m.id NOT IN (SELECT moede_id FROM gentagelser) ORDER BY m.dato DESC, p.id LIMIT :antal

-- name: personens
WITH gjort AS (
  SELECT punkt_id, CASE stemme WHEN 'for' THEN 'Stemte for.' WHEN 'imod' THEN 'Stemte imod.' ELSE 'Undlod at stemme.' END AS hvad
  FROM stemmer WHERE person_id = :person
  UNION SELECT punkt_id, 'Inhabil.' FROM fravaer WHERE person_id = :person AND aarsag = 'inhabil'
  UNION SELECT punkt_id, upper(substr(art, 1, 1)) || substr(art, 2) || coalesce(': ' || tekst, '.') FROM bemaerkninger
  WHERE person_id = :person
)
SELECT p.id, group_concat(j.hvad, char(10)) AS hvad
FROM gjort j JOIN punkter p ON p.id = j.punkt_id JOIN moeder m ON m.id = p.moede_id
WHERE m.id NOT IN (SELECT moede_id FROM gentagelser) GROUP BY p.id ORDER BY m.dato DESC, p.id LIMIT :antal

-- name: punkter
SELECT p.id, p.nr, p.titel, p.udfald, substr(p.beslutning, 1, 500) AS beslutning, m.dato, k.navn AS kommune,
  coalesce(u.navn, m.udvalg_navn) AS udvalg, json_extract(o.value, '$.hvad') AS hvad,
  (SELECT max(tidspunkt) FROM indlaesninger i WHERE i.dokument_id = p.dokument_id) AS opdateret
FROM json_each(:poster) o JOIN punkter p ON p.id = json_extract(o.value, '$.id') JOIN moeder m ON m.id = p.moede_id
LEFT JOIN kommuner k ON k.kode = m.kommune_kode LEFT JOIN udvalg u ON u.id = m.udvalg_id
ORDER BY m.dato DESC, p.id

-- name: udvalgets
SELECT m.id FROM moeder m WHERE m.udvalg_id IS :udvalg AND (:udvalg IS NOT NULL OR m.kommune_kode IS :kode)
  AND m.id NOT IN (SELECT moede_id FROM gentagelser) ORDER BY m.dato DESC, m.id LIMIT :antal

-- name: kommunens
SELECT m.id FROM moeder m WHERE m.kommune_kode IS :kode AND m.id NOT IN (SELECT moede_id FROM gentagelser)
ORDER BY m.dato DESC, m.id LIMIT :antal

-- name: moeder
SELECT m.id, m.dato, d.type, k.navn AS kommune, coalesce(u.navn, m.udvalg_navn) AS udvalg,
  (SELECT max(tidspunkt) FROM indlaesninger i WHERE i.dokument_id = m.dokument_id) AS opdateret,
  (SELECT json_group_array(json_object('nr', nr, 'titel', titel, 'udfald', udfald)) FROM
     (SELECT nr, titel, udfald FROM punkter WHERE moede_id = m.id ORDER BY raekkefoelge)) AS punkter
FROM moeder m JOIN dokumenter d ON d.id = m.dokument_id
LEFT JOIN kommuner k ON k.kode = m.kommune_kode LEFT JOIN udvalg u ON u.id = m.udvalg_id
WHERE m.id IN (SELECT value FROM json_each(:moeder)) ORDER BY m.dato DESC, m.id

-- name: udgivelse
SELECT tidspunkt FROM udgivelse
