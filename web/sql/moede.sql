-- name: moede
SELECT m.*, k.navn AS kommune, u.navn AS udvalg, d.filnavn, d.type, d.sider, g.hoved_id,
  coalesce(h.filnavn, h.id) AS hoved_filnavn
FROM moeder m JOIN dokumenter d ON d.id = m.dokument_id
LEFT JOIN gentagelser g ON g.moede_id = m.id LEFT JOIN moeder n ON n.id = g.hoved_id
LEFT JOIN dokumenter h ON h.id = n.dokument_id
LEFT JOIN kommuner k ON k.kode = m.kommune_kode LEFT JOIN udvalg u ON u.id = m.udvalg_id
WHERE m.id = :moede

-- name: punkter
SELECT id, nr, titel, lukket, udfald, side_fra,
  (SELECT count(*) FROM stemmer s WHERE s.punkt_id = p.id AND s.stemme <> 'for') AS imod,
  (SELECT count(*) FROM tabeller t WHERE t.punkt_id = p.id) AS tabeller
FROM punkter p WHERE moede_id = :moede ORDER BY raekkefoelge

-- name: deltagere
SELECT d.*, (SELECT count(DISTINCT f.punkt_id) FROM punkter p JOIN fravaer f ON f.punkt_id = p.id
    WHERE p.moede_id = :moede AND +f.person_id = d.person_id AND p.beslutning IS NOT NULL) AS vaek,
  (SELECT count(*) FROM punkter p WHERE p.moede_id = :moede AND p.beslutning IS NOT NULL) AS af
FROM deltagere d WHERE d.moede_id = :moede ORDER BY d.id

-- name: naboer
SELECT n.id, n.dato, n.dato < m.dato AS tidligere FROM moeder m JOIN moeder n ON n.udvalg_id = m.udvalg_id
WHERE m.id = :moede AND n.id IN (
  (SELECT id FROM moeder x WHERE x.udvalg_id = m.udvalg_id AND x.dato < m.dato ORDER BY x.dato DESC, x.id LIMIT 1),
  (SELECT id FROM moeder x WHERE x.udvalg_id = m.udvalg_id AND x.dato > m.dato ORDER BY x.dato, x.id LIMIT 1)
) ORDER BY n.dato

-- name: advarsler
SELECT a.kode, a.besked FROM advarsler a JOIN moeder m ON m.dokument_id = a.dokument_id
WHERE m.id = :moede AND a.punkt_id IS NULL ORDER BY a.id

-- name: ligner
WITH navne AS MATERIALIZED (
  SELECT DISTINCT dansk_lille(navn) AS navn FROM deltagere WHERE moede_id = :moede
), egne AS MATERIALIZED (
  SELECT p.id, dansk_lille(p.titel) AS titel, j.normaliseret
  FROM punkter p JOIN punkt_journalnumre pj ON pj.punkt_id = p.id JOIN journalnumre j ON j.id = pj.journalnummer_id
  WHERE p.moede_id = :moede
), ens AS MATERIALIZED (
  SELECT u.id AS udvalg_id, u.navn, k.kode, k.navn AS kommune FROM udvalg u JOIN kommuner k ON k.kode = u.kommune_kode
  WHERE dansk_lille(u.navn) = dansk_lille(:udvalg)
)
SELECT * FROM (
  SELECT e.*, (SELECT count(*) FROM navne) AS navne, (SELECT count(DISTINCT id) FROM egne) AS punkter,
    (SELECT count(DISTINCT n.navn) FROM moeder m JOIN deltagere d ON d.moede_id = m.id
       JOIN navne n ON n.navn = dansk_lille(d.navn) WHERE m.udvalg_id = e.udvalg_id) AS samme_navne,
    (SELECT count(DISTINCT x.id) FROM egne x JOIN journalnumre j ON j.kommune_kode = e.kode
       AND j.normaliseret = x.normaliseret JOIN punkt_journalnumre pj ON pj.journalnummer_id = j.id
       JOIN punkter p ON p.id = pj.punkt_id AND dansk_lille(p.titel) = x.titel) AS samme_punkter
  FROM ens e
) WHERE samme_navne >= 3 OR samme_punkter > 0 ORDER BY samme_navne + samme_punkter DESC, kommune LIMIT 5
