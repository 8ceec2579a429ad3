-- name: udvalg
SELECT u.id, u.navn, k.kode, k.navn AS kommune FROM udvalg u LEFT JOIN kommuner k ON k.kode = u.kommune_kode
WHERE u.id = :udvalg

-- name: kommune
SELECT k.kode, k.navn AS kommune FROM adresser a JOIN kommuner k ON k.kode = a.maal_id
WHERE a.sti = :sti AND a.art = 'kommune'

-- name: moeder
SELECT m.id, m.dato, substr(m.dato, 1, 4) AS aar, d.type, (SELECT count(*) FROM punkter p WHERE p.moede_id = m.id) AS punkter
FROM moeder m JOIN dokumenter d ON d.id = m.dokument_id
WHERE m.udvalg_id IS :udvalg AND (:udvalg IS NOT NULL OR m.kommune_kode IS :kode)
  AND m.id NOT IN (SELECT moede_id FROM gentagelser)
ORDER BY m.dato DESC, m.id LIMIT 2000

-- name: udfald
SELECT substr(m.dato, 1, 4) AS aar, p.udfald, count(*) AS antal
FROM moeder m JOIN dokumenter d ON d.id = m.dokument_id AND d.type = 'referat' JOIN punkter p ON p.moede_id = m.id
WHERE m.udvalg_id IS :udvalg AND (:udvalg IS NOT NULL OR m.kommune_kode IS :kode) AND m.dato IS NOT NULL
  AND p.udfald IS NOT NULL AND m.id NOT IN (SELECT moede_id FROM gentagelser)
GROUP BY 1, 2 ORDER BY 1, 3 DESC

-- name: medlemmer
WITH lister AS (
  SELECT d.person_id, d.rolle, d.stedfortraeder_for, d.status, m.dato, m.id AS moede_id, m.dokument_id, d.side,
    d.tegn_fra, d.tegn_til, d.regel
  FROM moeder m JOIN dokumenter o ON o.id = m.dokument_id AND o.type = 'referat'
  JOIN deltagere d ON d.moede_id = m.id
  WHERE m.udvalg_id IS :udvalg AND (:udvalg IS NOT NULL OR m.kommune_kode IS :kode) AND d.person_id IS NOT NULL
    AND m.id NOT IN (SELECT moede_id FROM gentagelser)
), samlet AS (
  SELECT person_id, min(dato) AS foerste, count(DISTINCT moede_id) AS moeder,
    count(DISTINCT CASE WHEN status = 'til stede' THEN moede_id END) AS til_stede,
    group_concat(DISTINCT rolle) AS roller, min(stedfortraeder_for IS NOT NULL) AS suppleant
  FROM lister GROUP BY person_id
), seneste AS (
  SELECT person_id, max(dato) AS seneste, dokument_id, side, tegn_fra, tegn_til, regel FROM lister GROUP BY person_id
)
SELECT s.*, t.*, p.navn, p.parti, count(*) OVER () AS i_alt
FROM samlet s JOIN seneste t ON t.person_id = s.person_id JOIN personer p ON p.id = s.person_id
ORDER BY t.seneste DESC, s.moeder DESC, p.navn LIMIT :antal OFFSET :spring

-- name: udsat
WITH udsatte AS (
  SELECT p.id AS punkt_id, p.nr, p.titel, p.udfald, p.dokument_id, p.side, p.tegn_fra, p.tegn_til, p.regel, m.dato,
    count(*) OVER () AS i_alt
  FROM moeder m JOIN punkter p ON p.moede_id = m.id
  WHERE m.udvalg_id IS :udvalg AND (:udvalg IS NOT NULL OR m.kommune_kode IS :kode) AND (p.udfald = 'udsat'
      OR (p.udfald = 'blandet' AND EXISTS (SELECT 1 FROM indstillinger i WHERE i.punkt_id = p.id AND i.udfald = 'udsat')))
    AND m.id NOT IN (SELECT moede_id FROM gentagelser)
  ORDER BY m.dato DESC, p.id LIMIT :antal OFFSET :spring
)
SELECT u.*, s.sag_id, (SELECT v.punktvis FROM punkter_vis v WHERE v.punkt_id = u.punkt_id) AS punktvis, (
  SELECT json_object('punkt_id', n.id, 'dato', x.dato, 'udvalg', coalesce(v.navn, x.udvalg_navn), 'udfald', n.udfald)
  FROM sagspunkter o JOIN punkter n ON n.id = o.punkt_id JOIN moeder x ON x.id = n.moede_id
  LEFT JOIN udvalg v ON v.id = x.udvalg_id
  WHERE o.sag_id = s.sag_id AND x.dato > u.dato AND x.id NOT IN (SELECT moede_id FROM gentagelser)
  ORDER BY x.dato, n.id LIMIT 1
) AS siden
FROM udsatte u LEFT JOIN sagspunkter s ON s.punkt_id = u.punkt_id ORDER BY u.dato DESC, u.punkt_id

-- name: beslutninger
SELECT punkt_id, side, tegn_fra, tegn_til, regel FROM afsnit
WHERE art = 'beslutning' AND punkt_id IN (SELECT value FROM json_each(:punkter)) ORDER BY punkt_id, raekkefoelge

-- name: kle
WITH numre AS (
  SELECT DISTINCT p.id AS punkt_id, substr(j.kle, 1, 2) AS gruppe, m.dato
  FROM moeder m JOIN punkter p ON p.moede_id = m.id JOIN punkt_journalnumre j ON j.punkt_id = p.id
  WHERE m.udvalg_id IS :udvalg AND (:udvalg IS NOT NULL OR m.kommune_kode IS :kode) AND j.kle IS NOT NULL
    AND m.id NOT IN (SELECT moede_id FROM gentagelser)
)
SELECT n.gruppe, k.titel, count(*) AS punkter, min(n.dato) AS foerste, max(n.dato) AS seneste
FROM numre n LEFT JOIN kle k ON k.nummer = n.gruppe GROUP BY n.gruppe ORDER BY punkter DESC, n.gruppe

-- name: tal
SELECT count(*) AS punkter, sum(p.lukket) AS lukkede,
  sum(EXISTS (SELECT 1 FROM punkt_journalnumre j WHERE j.punkt_id = p.id AND j.kle IS NOT NULL)) AS med_kle
FROM moeder m JOIN punkter p ON p.moede_id = m.id
WHERE m.udvalg_id IS :udvalg AND (:udvalg IS NOT NULL OR m.kommune_kode IS :kode)
  AND m.id NOT IN (SELECT moede_id FROM gentagelser)
