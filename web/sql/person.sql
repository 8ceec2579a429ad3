-- name: person
SELECT p.*, k.navn AS kommune FROM personer p LEFT JOIN kommuner k ON k.kode = p.kommune_kode WHERE p.id = :person

-- name: partier
WITH steder AS (
  SELECT d.parti, d.side, d.tegn_fra, d.tegn_til, d.regel, d.moede_id FROM deltagere d
  WHERE d.person_id = :person AND d.parti IS NOT NULL
  UNION ALL
  SELECT x.parti, x.side, x.tegn_fra, x.tegn_til, x.regel, p.moede_id FROM (
    SELECT parti, side, tegn_fra, tegn_til, regel, punkt_id FROM stemmer WHERE person_id = :person
    UNION ALL SELECT parti, side, tegn_fra, tegn_til, regel, punkt_id FROM fravaer WHERE person_id = :person
    UNION ALL SELECT parti, side, tegn_fra, tegn_til, regel, punkt_id FROM bemaerkninger WHERE person_id = :person
  ) x JOIN punkter p ON p.id = x.punkt_id WHERE x.parti IS NOT NULL
)
SELECT s.parti, min(m.dato) OVER (PARTITION BY s.parti) AS foerste, m.dato AS seneste, s.side, s.tegn_fra, s.tegn_til,
  s.regel, m.dokument_id, count(*) OVER (PARTITION BY s.parti) AS antal,
  row_number() OVER (PARTITION BY s.parti ORDER BY m.dato DESC, s.moede_id, s.tegn_fra) AS nr
FROM steder s JOIN moeder m ON m.id = s.moede_id ORDER BY nr, foerste, s.parti LIMIT 20

-- name: udvalg
WITH lister AS (
  SELECT m.udvalg_id, coalesce(u.navn, m.udvalg_navn) AS udvalg, d.rolle, d.stedfortraeder_for IS NOT NULL AS suppleant,
    d.status, m.dato, coalesce(g.hoved_id, m.id) AS gang, m.dokument_id, d.side, d.tegn_fra, d.tegn_til, d.regel
  FROM deltagere d JOIN moeder m ON m.id = d.moede_id
  JOIN dokumenter o ON o.id = m.dokument_id AND o.type = 'referat'
  LEFT JOIN udvalg u ON u.id = m.udvalg_id LEFT JOIN gentagelser g ON g.moede_id = m.id
  WHERE d.person_id = :person
)
SELECT udvalg_id, udvalg, rolle, suppleant, max(dato) AS seneste, count(DISTINCT gang) AS moeder,
  count(DISTINCT CASE WHEN status = 'til stede' THEN gang END) AS til_stede,
  (SELECT min(f.dato) FROM lister f WHERE f.udvalg_id IS l.udvalg_id AND f.rolle IS l.rolle
     AND f.suppleant = l.suppleant) AS foerste,
  dokument_id, side, tegn_fra, tegn_til, regel
FROM lister l GROUP BY udvalg_id, rolle, suppleant ORDER BY seneste DESC, moeder DESC, udvalg

-- name: stemmetal
SELECT stemme, count(*) AS antal FROM (
  SELECT DISTINCT s.stemme, s.punkt_id, s.afstemning_id FROM stemmer s JOIN punkter p ON p.id = s.punkt_id
  WHERE s.person_id = :person AND p.moede_id NOT IN (SELECT moede_id FROM gentagelser)
) GROUP BY stemme

-- name: stemmer
WITH alle AS (
  SELECT s.stemme, s.side, s.tegn_fra, s.tegn_til, s.regel, a.emne, p.id AS punkt_id, p.nr, p.titel, p.udfald,
    p.dokument_id, m.dato, coalesce(u.navn, m.udvalg_navn) AS udvalg,
    row_number() OVER (PARTITION BY s.punkt_id, s.afstemning_id, s.stemme ORDER BY s.id) AS gang
  FROM stemmer s JOIN punkter p ON p.id = s.punkt_id JOIN moeder m ON m.id = p.moede_id
  LEFT JOIN afstemninger a ON a.id = s.afstemning_id LEFT JOIN udvalg u ON u.id = m.udvalg_id
  WHERE s.person_id = :person AND s.stemme IN (SELECT value FROM json_each(:valg))
    AND m.id NOT IN (SELECT moede_id FROM gentagelser)
)
SELECT *, count(*) OVER () AS i_alt FROM alle WHERE gang = 1
ORDER BY stemme = 'for', dato DESC, punkt_id LIMIT :antal OFFSET :spring

-- name: fravaer_aar
WITH lister AS (
  SELECT m.id, m.dato,
    row_number() OVER (PARTITION BY coalesce(g.hoved_id, m.id) ORDER BY g.moede_id IS NOT NULL, m.id) AS gang
  FROM moeder m JOIN dokumenter o ON o.id = m.dokument_id AND o.type = 'referat'
  LEFT JOIN gentagelser g ON g.moede_id = m.id
  WHERE m.dato IS NOT NULL AND m.id IN (SELECT moede_id FROM deltagere WHERE person_id = :person)
)
SELECT substr(l.dato, 1, 4) AS aar, count(DISTINCT l.id) AS moeder, count(DISTINCT p.id) AS punkter,
  count(DISTINCT f.punkt_id) AS vaek, count(DISTINCT CASE WHEN f.omfang = 'hele mødet' THEN f.punkt_id END) AS hele,
  count(DISTINCT CASE WHEN f.aarsag = 'inhabil' THEN f.punkt_id END) AS inhabil
FROM lister l JOIN punkter p ON p.moede_id = l.id AND (p.beslutning IS NOT NULL
  OR NOT EXISTS (SELECT 1 FROM punkter x WHERE x.moede_id = l.id AND x.beslutning IS NOT NULL))
LEFT JOIN fravaer f ON f.punkt_id = p.id AND +f.person_id = :person
WHERE l.gang = 1 GROUP BY 1 ORDER BY 1

-- name: fravaer
WITH alle AS (
  SELECT f.omfang, f.aarsag, f.stedfortraeder, f.side, f.tegn_fra, f.tegn_til, f.regel, p.id AS punkt_id, p.titel,
    m.id AS moede_id, m.dato, m.dokument_id, coalesce(u.navn, m.udvalg_navn) AS udvalg,
    dense_rank() OVER (PARTITION BY coalesce(g.hoved_id, m.id) ORDER BY g.moede_id IS NOT NULL, m.id) AS gang,
    row_number() OVER (PARTITION BY m.id, f.omfang, f.aarsag, f.stedfortraeder ORDER BY p.raekkefoelge, f.id) AS plads,
    sum(p.beslutning IS NOT NULL) OVER (PARTITION BY m.id, f.omfang, f.aarsag, f.stedfortraeder) AS besluttede,
    count(*) OVER (PARTITION BY m.id, f.omfang, f.aarsag, f.stedfortraeder) AS steder
  FROM fravaer f JOIN punkter p ON p.id = f.punkt_id JOIN moeder m ON m.id = p.moede_id
  LEFT JOIN gentagelser g ON g.moede_id = m.id LEFT JOIN udvalg u ON u.id = m.udvalg_id
  WHERE f.person_id = :person
)
SELECT *, (SELECT coalesce(nullif(sum(x.beslutning IS NOT NULL), 0), count(*)) FROM punkter x
  WHERE x.moede_id = v.moede_id) AS af FROM (
  SELECT *, count(*) OVER () AS i_alt FROM alle WHERE gang = 1 AND plads = 1
  ORDER BY dato DESC, punkt_id LIMIT :antal OFFSET :spring
) v ORDER BY dato DESC, punkt_id

-- name: bemaerkninger
SELECT b.art, b.tekst, b.side, b.tegn_fra, b.tegn_til, b.regel, p.id AS punkt_id, p.nr, p.titel, p.udfald,
  p.dokument_id, m.dato, coalesce(u.navn, m.udvalg_navn) AS udvalg, count(*) OVER () AS i_alt
FROM bemaerkninger b JOIN punkter p ON p.id = b.punkt_id JOIN moeder m ON m.id = p.moede_id
LEFT JOIN udvalg u ON u.id = m.udvalg_id
WHERE b.person_id = :person AND m.id NOT IN (SELECT moede_id FROM gentagelser)
ORDER BY m.dato DESC, p.id, b.nr LIMIT :antal OFFSET :spring

-- name: mulige
WITH alle AS (
  SELECT k.tabel, k.raekke_id, coalesce(d.navn, s.navn, f.navn, b.navn, b.hvem) AS navn,
    coalesce(s.punkt_id, f.punkt_id, b.punkt_id) AS punkt_id, d.moede_id,
    coalesce(d.side, s.side, f.side, b.side) AS side, coalesce(d.tegn_fra, s.tegn_fra, f.tegn_fra, b.tegn_fra) AS tegn_fra,
    coalesce(d.tegn_til, s.tegn_til, f.tegn_til, b.tegn_til) AS tegn_til,
    coalesce(d.regel, s.regel, f.regel, b.regel) AS regel
  FROM person_kandidater k
  LEFT JOIN deltagere d ON k.tabel = 'deltagere' AND d.id = k.raekke_id
  LEFT JOIN stemmer s ON k.tabel = 'stemmer' AND s.id = k.raekke_id
  LEFT JOIN fravaer f ON k.tabel = 'fravaer' AND f.id = k.raekke_id
  LEFT JOIN bemaerkninger b ON k.tabel = 'bemaerkninger' AND b.id = k.raekke_id
  WHERE k.person_id = :person
)
SELECT a.*, m.id AS moede_id, m.dato, m.dokument_id, coalesce(u.navn, m.udvalg_navn) AS udvalg, p.titel,
  count(*) OVER () AS i_alt,
  (SELECT json_group_array(json_array(x.id, x.navn)) FROM person_kandidater o JOIN personer x ON x.id = o.person_id
   WHERE o.tabel = a.tabel AND o.raekke_id = a.raekke_id AND o.person_id <> :person) AS andre
FROM alle a LEFT JOIN punkter p ON p.id = a.punkt_id JOIN moeder m ON m.id = coalesce(a.moede_id, p.moede_id)
LEFT JOIN udvalg u ON u.id = m.udvalg_id
ORDER BY m.dato DESC, a.raekke_id LIMIT :antal OFFSET :spring
