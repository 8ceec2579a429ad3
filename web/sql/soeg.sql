-- name: kommuner
SELECT kode, navn, region FROM kommuner WHERE kode IN (SELECT kommune_kode FROM moeder) ORDER BY navn

-- name: forgaengere
SELECT kode, navn FROM kommuner WHERE efterfoelger = :kode AND kode IN (SELECT kommune_kode FROM moeder) ORDER BY navn

-- name: udvalg
SELECT navn, count(*) AS antal FROM udvalg GROUP BY navn ORDER BY antal DESC, navn LIMIT 300

-- name: kle
SELECT nummer, titel FROM kle WHERE niveau = 'hovedgruppe' ORDER BY nummer
