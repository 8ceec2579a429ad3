-- name: moede
SELECT m.*, k.navn AS kommune, u.navn AS udvalg, d.filnavn, d.type, d.sider
FROM moeder m JOIN dokumenter d ON d.id = m.dokument_id
LEFT JOIN kommuner k ON k.kode = m.kommune_kode LEFT JOIN udvalg u ON u.id = m.udvalg_id
WHERE m.id = :moede

-- name: punkter
SELECT id, nr, titel, lukket, udfald, side_fra,
  (SELECT count(*) FROM stemmer s WHERE s.punkt_id = p.id AND s.stemme <> 'for') AS imod,
  (SELECT count(*) FROM tabeller t WHERE t.punkt_id = p.id) AS tabeller
FROM punkter p WHERE moede_id = :moede ORDER BY raekkefoelge

-- name: deltagere
SELECT * FROM deltagere WHERE moede_id = :moede ORDER BY id

-- name: naboer
SELECT n.id, n.dato, n.dato < m.dato AS tidligere FROM moeder m JOIN moeder n ON n.udvalg_id = m.udvalg_id
WHERE m.id = :moede AND n.id IN (
  (SELECT id FROM moeder x WHERE x.udvalg_id = m.udvalg_id AND x.dato < m.dato ORDER BY x.dato DESC, x.id LIMIT 1),
  (SELECT id FROM moeder x WHERE x.udvalg_id = m.udvalg_id AND x.dato > m.dato ORDER BY x.dato, x.id LIMIT 1)
) ORDER BY n.dato

-- name: advarsler
SELECT a.kode, a.besked FROM advarsler a JOIN moeder m ON m.dokument_id = a.dokument_id
WHERE m.id = :moede AND a.punkt_id IS NULL ORDER BY a.id
