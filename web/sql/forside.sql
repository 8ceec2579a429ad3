-- name: tal
SELECT (SELECT count(*) FROM punkter)
    - (SELECT count(*) FROM gentagelser g CROSS JOIN punkter p ON p.moede_id = g.moede_id) AS punkter,
  (SELECT count(*) FROM moeder) - (SELECT count(*) FROM gentagelser) AS moeder,
  (SELECT count(*) FROM dokumenter) AS dokumenter, (SELECT count(DISTINCT kommune_kode) FROM moeder) AS kommuner,
  (SELECT min(dato) FROM moeder) AS fra, (SELECT max(dato) FROM moeder) AS til,
  (SELECT max(tidspunkt) FROM indlaesninger) AS opdateret

-- name: daekning
SELECT d.kommune_kode, coalesce(k.navn, 'Ukendt kommune') AS kommune, CAST(d.aar AS TEXT) AS aar, d.moeder, d.punkter
FROM daekning d LEFT JOIN kommuner k ON k.kode = d.kommune_kode ORDER BY kommune, d.aar

-- name: udfald
SELECT CAST(aar AS TEXT) AS aar, udfald, sum(antal) AS antal FROM punkttal
WHERE aar IS NOT NULL AND udfald IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 3 DESC

-- name: nyeste
SELECT v.punkt_id, v.kommune, v.udvalg, v.dato, v.nr, v.titel, v.udfald, substr(v.beslutning, 1, 220) AS beslutning
FROM (
  SELECT id FROM (
    SELECT p.id, m.dato, row_number() OVER (PARTITION BY m.id ORDER BY p.id) AS nr
    FROM (
      SELECT m.id, m.dato FROM moeder m JOIN dokumenter d ON d.id = m.dokument_id
      WHERE m.dato IS NOT NULL AND d.type = 'referat' AND m.id NOT IN (SELECT moede_id FROM gentagelser)
      ORDER BY m.dato DESC, m.id LIMIT 50
    ) m JOIN punkter p ON p.moede_id = m.id
    WHERE p.beslutning IS NOT NULL AND length(p.titel) > 24
      AND p.udfald IN ('godkendt', 'tiltrådt', 'anbefalet', 'afvist', 'udsat', 'oversendt', 'blandet', 'valgt')
  ) WHERE nr <= 3 ORDER BY dato DESC, id LIMIT 8
) s JOIN punkter_vis v ON v.punkt_id = s.id ORDER BY v.dato DESC, v.punkt_id
