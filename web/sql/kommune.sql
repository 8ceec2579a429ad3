-- name: kommune
SELECT kode, navn, region FROM kommuner WHERE kode = :kode

-- name: maaneder
SELECT m.udvalg_id, coalesce(u.navn, m.udvalg_navn) AS udvalg, substr(m.dato, 1, 7) AS maaned, count(*) AS moeder
FROM moeder m LEFT JOIN udvalg u ON u.id = m.udvalg_id
WHERE m.kommune_kode IS :kode AND m.dato IS NOT NULL AND m.id NOT IN (SELECT moede_id FROM gentagelser)
GROUP BY 1, 3 ORDER BY 3

-- name: tal
SELECT count(*) AS moeder, min(dato) AS foerste, max(dato) AS seneste,
  sum((SELECT count(*) FROM punkter p WHERE p.moede_id = m.id)) AS punkter,
  (SELECT count(*) FROM dokumenter WHERE kommune_kode IS :kode) AS dokumenter
FROM moeder m WHERE m.kommune_kode IS :kode AND m.id NOT IN (SELECT moede_id FROM gentagelser)

-- name: personer
SELECT p.id, p.navn, p.parti,
  (SELECT max(m.dato) FROM deltagere d JOIN moeder m ON m.id = d.moede_id WHERE d.person_id = p.id) AS seneste
FROM personer p WHERE p.kommune_kode IS :kode

-- name: sager
SELECT s.id, s.titel, s.journalnummer, s.foerste_dato, s.seneste_dato, s.antal_udvalg,
  (SELECT count(*) FROM (SELECT DISTINCT m.udvalg_id, m.dato FROM sagspunkter o JOIN punkter p ON p.id = o.punkt_id
     JOIN moeder m ON m.id = p.moede_id WHERE o.sag_id = s.id)) AS behandlinger,
  s.i_alt
FROM (
  SELECT *, count(*) OVER () AS i_alt FROM sager WHERE kommune_kode IS :kode AND (foerste_dato < seneste_dato OR antal_udvalg > 1)
  ORDER BY seneste_dato DESC, id LIMIT :antal OFFSET :spring
) s ORDER BY s.seneste_dato DESC, s.id

-- name: advarsler
SELECT a.kode, a.besked, a.punkt_id, p.titel, coalesce(p.side_fra, 1) AS side, d.id AS dokument_id, d.filnavn, d.dato,
  count(*) OVER () AS i_alt
FROM dokumenter d JOIN advarsler a ON a.dokument_id = d.id LEFT JOIN punkter p ON p.id = a.punkt_id
WHERE d.kommune_kode IS :kode ORDER BY d.dato DESC, d.id, a.id LIMIT :antal OFFSET :spring
