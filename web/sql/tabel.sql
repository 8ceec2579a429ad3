-- name: tabel
SELECT t.*, v.titel AS punkt, v.dato, v.udvalg, v.kommune, v.filnavn, v.dokument_id
FROM tabeller t JOIN punkter_vis v ON v.punkt_id = t.punkt_id WHERE t.id = :tabel

-- name: celler
SELECT c.tabel_id, c.raekke, c.kolonne, c.raa, c.vaerdi, c.kolonnenavn, NULL AS niveau FROM tabelceller c
WHERE c.tabel_id = :tabel ORDER BY c.raekke, c.kolonne
