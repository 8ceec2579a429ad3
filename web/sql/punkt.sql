-- name: punkt
SELECT v.*, p.side, p.tegn_fra, p.tegn_til, p.regel, p.raekkefoelge, p.ingen_fravaer, m.start, m.slut, m.sted,
  d.sider AS dokument_sider, s.sag_id, x.ledende_punkt_id,
  (SELECT coalesce(h.filnavn, h.id) FROM gentagelser g JOIN moeder n ON n.id = g.hoved_id
   JOIN dokumenter h ON h.id = n.dokument_id WHERE g.moede_id = m.id) AS ledende_filnavn
FROM punkter p
JOIN punkter_vis v ON v.punkt_id = p.id
JOIN moeder m ON m.id = p.moede_id
JOIN dokumenter d ON d.id = p.dokument_id
LEFT JOIN sagspunkter s ON s.punkt_id = p.id
LEFT JOIN punktudgaver x ON x.punkt_id = p.id
WHERE p.id = :punkt

-- name: naboer
SELECT n.id, n.nr, n.titel, n.raekkefoelge FROM punkter p JOIN punkter n ON n.moede_id = p.moede_id
WHERE p.id = :punkt AND n.raekkefoelge IN (p.raekkefoelge - 1, p.raekkefoelge + 1) ORDER BY n.raekkefoelge

-- name: afsnit
SELECT * FROM afsnit WHERE punkt_id = :punkt ORDER BY raekkefoelge

-- name: indstillinger
SELECT * FROM indstillinger WHERE punkt_id = :punkt ORDER BY nr, id

-- name: afstemninger
SELECT * FROM afstemninger WHERE punkt_id = :punkt ORDER BY nr

-- name: stemmer
SELECT * FROM stemmer WHERE punkt_id = :punkt ORDER BY id

-- name: fravaer
SELECT * FROM fravaer WHERE punkt_id = :punkt ORDER BY id

-- name: bemaerkninger
SELECT * FROM bemaerkninger WHERE punkt_id = :punkt ORDER BY nr

-- name: bilag
SELECT * FROM bilag WHERE punkt_id = :punkt ORDER BY nr

-- name: journalnumre
SELECT * FROM punkt_journalnumre WHERE punkt_id = :punkt ORDER BY tegn_fra

-- name: bevillinger
SELECT * FROM bevillinger WHERE punkt_id = :punkt ORDER BY tegn_fra, id

-- name: henvisninger
SELECT h.*, t.titel AS maal_titel, t.udfald AS maal_udfald FROM henvisninger h
LEFT JOIN punkter t ON t.id = h.maal_punkt_id
WHERE h.punkt_id = :punkt ORDER BY coalesce(h.dato, '9'), h.id

-- name: advarsler
SELECT a.kode, a.besked FROM advarsler a WHERE a.punkt_id = :punkt ORDER BY a.id

-- name: tabeller
SELECT * FROM tabeller WHERE punkt_id = :punkt ORDER BY nr

-- name: celler
SELECT c.tabel_id, c.raekke, c.kolonne, c.raa, c.vaerdi, c.raekkenavn, c.kolonnenavn, c.side, c.tegn_fra, c.tegn_til,
  r.niveau
FROM tabeller t JOIN tabelceller c ON c.tabel_id = t.id
LEFT JOIN tabelraekker r ON r.tabel_id = c.tabel_id AND r.raekke = c.raekke
WHERE t.punkt_id = :punkt ORDER BY t.nr, c.raekke, c.kolonne

-- name: kontroller
SELECT k.* FROM tabeller t JOIN kontroller k ON k.tabel_id = t.id
WHERE t.punkt_id = :punkt AND k.holder = 0 ORDER BY k.raekke, k.kolonne, k.id

-- name: behandlinger
SELECT s.sag_id, g.titel AS sag, g.antal, g.antal_udvalg, o.metode, v.punkt_id, v.udvalg, v.dato, v.nr, v.titel,
  v.udfald, v.type
FROM sagspunkter s JOIN sager g ON g.id = s.sag_id JOIN sagspunkter o ON o.sag_id = s.sag_id
JOIN punkter_vis v ON v.punkt_id = o.punkt_id
WHERE s.punkt_id = :punkt AND g.antal > 1
  AND (v.punkt_id = :punkt OR v.moede_id NOT IN (SELECT moede_id FROM gentagelser)) ORDER BY v.dato, v.punkt_id LIMIT 60

-- name: rettede
SELECT * FROM rettede
WHERE (punkt_id = :punkt OR raekke_id = (SELECT moede_id FROM punkter WHERE id = :punkt)) AND tilstand <> 'enig'
ORDER BY nr
