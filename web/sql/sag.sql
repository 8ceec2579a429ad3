-- name: sag
SELECT s.*, k.navn AS kommune, e.titel AS kle_titel FROM sager s LEFT JOIN kommuner k ON k.kode = s.kommune_kode
LEFT JOIN kle e ON e.nummer = substr(s.kle, 1, 2) WHERE s.id = :sag

-- name: punkter
SELECT p.id AS punkt_id, p.nr, p.titel, p.lukket, p.udfald, substr(p.beslutning, 1, 600) AS beslutning, p.side_fra,
  p.side, p.tegn_fra, p.tegn_til, p.regel, p.dokument_id, m.id AS moede_id, m.dato, m.udvalg_id,
  coalesce(u.navn, m.udvalg_navn) AS udvalg, d.type, d.filnavn,
  coalesce(m.udvalg_id || ' ' || m.dato, m.id) AS gang, g.moede_id IS NOT NULL AS gentaget, s.metode
FROM sagspunkter s JOIN punkter p ON p.id = s.punkt_id JOIN moeder m ON m.id = p.moede_id
JOIN dokumenter d ON d.id = m.dokument_id LEFT JOIN udvalg u ON u.id = m.udvalg_id
LEFT JOIN gentagelser g ON g.moede_id = m.id
WHERE s.sag_id = :sag ORDER BY m.dato,
  coalesce((SELECT min(x.start) FROM moeder x WHERE x.udvalg_id = m.udvalg_id AND x.dato = m.dato), ''), gang, d.type <> 'referat', gentaget, p.id LIMIT 2000

-- name: indstillinger
SELECT i.*, p.dokument_id FROM indstillinger i JOIN punkter p ON p.id = i.punkt_id
WHERE i.punkt_id IN (SELECT value FROM json_each(:punkter)) ORDER BY i.punkt_id, i.nr, i.id

-- name: afstemninger
SELECT a.*, p.dokument_id FROM afstemninger a JOIN punkter p ON p.id = a.punkt_id
WHERE a.punkt_id IN (SELECT value FROM json_each(:punkter)) ORDER BY a.punkt_id, a.nr

-- name: stemmer
SELECT s.*, p.dokument_id FROM stemmer s JOIN punkter p ON p.id = s.punkt_id
WHERE s.punkt_id IN (SELECT value FROM json_each(:punkter)) ORDER BY s.punkt_id, s.id

-- name: bevillinger
SELECT b.*, p.dokument_id FROM bevillinger b JOIN punkter p ON p.id = b.punkt_id
WHERE b.punkt_id IN (SELECT value FROM json_each(:punkter)) ORDER BY b.punkt_id, b.tegn_fra, b.id

-- name: beslutninger
SELECT a.punkt_id, a.side, a.tegn_fra, a.tegn_til, a.regel, p.dokument_id FROM afsnit a JOIN punkter p ON p.id = a.punkt_id
WHERE a.art = 'beslutning' AND a.punkt_id IN (SELECT value FROM json_each(:punkter))
ORDER BY a.punkt_id, a.raekkefoelge

-- name: kanter
SELECT k.fra_punkt_id, k.til_punkt_id, k.metode, k.score, coalesce(pj.raa, j.raa) AS journalnummer,
  coalesce(h.side, pj.side) AS side, coalesce(h.tegn_fra, pj.tegn_fra) AS tegn_fra,
  coalesce(h.tegn_til, pj.tegn_til) AS tegn_til, coalesce(h.regel, pj.regel) AS regel,
  coalesce(p.dokument_id, t.dokument_id) AS dokument_id
FROM sagspunkter s JOIN sagskanter k ON k.fra_punkt_id = s.punkt_id AND k.forslag = 0
JOIN punkter t ON t.id = k.til_punkt_id
LEFT JOIN journalnumre j ON j.id = k.journalnummer_id
LEFT JOIN punkt_journalnumre pj ON pj.punkt_id = k.til_punkt_id AND pj.journalnummer_id = k.journalnummer_id
LEFT JOIN henvisninger h ON h.id = k.henvisning_id LEFT JOIN punkter p ON p.id = h.punkt_id
WHERE s.sag_id = :sag ORDER BY k.score DESC, k.fra_punkt_id, k.til_punkt_id LIMIT 5000

-- name: forslag
WITH ender AS (
  SELECT k.fra_punkt_id AS her, k.til_punkt_id AS der, k.metode, k.score FROM sagspunkter s
  JOIN sagskanter k ON k.fra_punkt_id = s.punkt_id AND k.forslag = 1 WHERE s.sag_id = :sag
  UNION ALL
  SELECT k.til_punkt_id, k.fra_punkt_id, k.metode, k.score FROM sagspunkter s
  JOIN sagskanter k ON k.til_punkt_id = s.punkt_id AND k.forslag = 1 WHERE s.sag_id = :sag
)
SELECT e.metode, e.score, p.id AS punkt_id, p.titel, p.udfald, p.nr, m.dato, coalesce(u.navn, m.udvalg_navn) AS udvalg,
  h.titel AS her_titel, o.sag_id
FROM ender e JOIN punkter p ON p.id = e.der JOIN punkter h ON h.id = e.her JOIN moeder m ON m.id = p.moede_id
LEFT JOIN udvalg u ON u.id = m.udvalg_id LEFT JOIN sagspunkter o ON o.punkt_id = e.der
WHERE o.sag_id IS NOT :sag AND m.id NOT IN (SELECT moede_id FROM gentagelser)
ORDER BY e.score DESC, m.dato, p.id LIMIT 30
