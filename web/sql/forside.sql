-- name: tal
SELECT (SELECT count(*) FROM punkter)
    - (SELECT count(*) FROM gentagelser g CROSS JOIN punkter p ON p.moede_id = g.moede_id) AS punkter,
  (SELECT count(*) FROM moeder) - (SELECT count(*) FROM gentagelser) AS moeder,
  (SELECT count(*) FROM dokumenter) AS dokumenter, (SELECT count(DISTINCT kommune_kode) FROM moeder) AS kommuner,
  (SELECT sum(moeder) FROM daekning WHERE kommune_kode IS NULL) AS uden_kommune,
  (SELECT min(dato) FROM moeder) AS fra, (SELECT max(dato) FROM moeder) AS til,
  (SELECT max(tidspunkt) FROM indlaesninger) AS opdateret

-- name: daekning
SELECT d.kommune_kode, k.navn AS kommune, CAST(d.aar AS TEXT) AS aar, d.moeder, d.punkter
FROM daekning d LEFT JOIN kommuner k ON k.kode = d.kommune_kode

-- name: udfald
SELECT CAST(aar AS TEXT) AS aar, udfald, sum(antal) AS antal FROM punkttal
WHERE aar IS NOT NULL AND udfald IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 3 DESC

-- name: nyeste
WITH nye AS (
  SELECT punkt_id, moede_id, dato, row_number() OVER (PARTITION BY moede_id ORDER BY punkt_id) AS nr,
    count(*) OVER (PARTITION BY moede_id) AS i_alt, dense_rank() OVER (ORDER BY dato DESC, moede_id) AS plads
  FROM (
    SELECT punkt_id, moede_id, dato FROM behandlinger
    WHERE dato IS NOT NULL AND udfald <> :intet AND NOT fast ORDER BY dato DESC, moede_id LIMIT 500
  )
)
SELECT v.moede_id, v.punkt_id, v.kommune, v.udvalg, v.dato, v.nr, v.titel, v.udfald, n.i_alt,
  substr(v.beslutning, 1, 220) AS beslutning
FROM nye n CROSS JOIN punkter_vis v ON v.punkt_id = n.punkt_id
WHERE n.nr <= :pr_moede AND n.plads <= :moeder ORDER BY n.plads, n.nr
