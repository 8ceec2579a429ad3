-- name: imod-eller-undlod
SELECT b.punkt_id, s.stemme, s.navn, s.person_id, coalesce(s.parti, pe.parti) AS parti, s.antal, a.emne, s.side,
  s.tegn_fra, s.tegn_til
FROM fundsteder b CROSS JOIN stemmer s ON s.punkt_id = b.punkt_id
LEFT JOIN personer pe ON pe.id = s.person_id LEFT JOIN afstemninger a ON a.id = s.afstemning_id
WHERE b.art = 'imod' AND s.stemme <> 'for' AND (:stemme IS NULL OR s.stemme = :stemme)
  AND (:parti IS NULL OR dansk_lille(coalesce(s.parti, pe.parti)) = dansk_lille(:parti))
  AND (:navn IS NULL OR instr(dansk_lille(s.navn), dansk_lille(:navn))) {hvor}
ORDER BY b.dato DESC, b.punkt_id DESC, s.id LIMIT :antal OFFSET :spring

-- name: hvordan-stemte
SELECT b.punkt_id, s.stemme, s.navn, s.person_id, coalesce(s.parti, pe.parti) AS parti, s.antal, a.emne, s.side,
  s.tegn_fra, s.tegn_til
FROM fundsteder b CROSS JOIN stemmer s ON s.punkt_id = b.punkt_id
LEFT JOIN personer pe ON pe.id = s.person_id LEFT JOIN afstemninger a ON a.id = s.afstemning_id
WHERE b.art = 'stemmer'
  AND (:parti IS NULL OR dansk_lille(coalesce(s.parti, pe.parti)) = dansk_lille(:parti))
  AND (:navn IS NULL OR instr(dansk_lille(s.navn), dansk_lille(:navn))) {hvor}
ORDER BY b.dato DESC, b.punkt_id DESC, s.id LIMIT :antal OFFSET :spring

-- name: snaevert-flertal
SELECT b.punkt_id, a.emne, a.for_antal, a.imod_antal, a.undlod_antal, abs(a.for_antal - a.imod_antal) AS forskel,
  a.side, a.tegn_fra, a.tegn_til
FROM afstemninger a CROSS JOIN behandlinger b ON b.punkt_id = a.punkt_id
WHERE a.for_antal IS NOT NULL AND a.imod_antal > 0 AND abs(a.for_antal - a.imod_antal) <= :forskel {hvor}
ORDER BY forskel, b.dato DESC, a.id LIMIT :antal OFFSET :spring

-- name: stemmetal-der-ikke-passer
SELECT b.punkt_id, a.emne, a.for_antal, a.imod_antal, a.undlod_antal,
  (SELECT group_concat(valg || ' ' || n, ', ') FROM (SELECT stemme AS valg, sum(coalesce(s.antal, 1)) AS n
    FROM stemmer s WHERE s.afstemning_id = a.id GROUP BY 1 ORDER BY 1)) AS naevnt, a.side, a.tegn_fra, a.tegn_til
FROM afstemninger a CROSS JOIN behandlinger b ON b.punkt_id = a.punkt_id
WHERE a.stemmer_overens = 0 {hvor}
ORDER BY b.dato DESC, a.id LIMIT :antal OFFSET :spring

-- name: partier-der-stemmer-sammen
SELECT k.navn AS kommune, b.parti_a, b.parti_b, sum(b.faelles) AS faelles, sum(b.ens) AS ens,
  1.0 * sum(b.ens) / sum(b.faelles) AS andel, b.punkt_id, max(b.dato) AS seneste
FROM partipar b LEFT JOIN kommuner k ON k.kode = b.kommune_kode
WHERE (:parti IS NULL OR dansk_lille(:parti) IN (dansk_lille(parti_a), dansk_lille(parti_b))) {hvor}
GROUP BY b.kommune_kode, b.parti_a, b.parti_b HAVING sum(b.faelles) >= :mindst
ORDER BY andel DESC, faelles DESC, kommune, parti_a, parti_b LIMIT :antal OFFSET :spring

-- name: udsat-og-aldrig-genoptaget
SELECT b.punkt_id, (SELECT max(x.dato) FROM behandlinger x WHERE x.udvalg_id = b.udvalg_id) AS sidste_moede,
  (SELECT v.til_punkt_id FROM sagskanter v WHERE v.fra_punkt_id = b.punkt_id AND v.forslag = 1
    ORDER BY v.score DESC LIMIT 1) AS forslag_id, a.side, a.tegn_fra, a.tegn_til
FROM fundsteder b LEFT JOIN afsnit a
  ON a.id = (SELECT x.id FROM afsnit x WHERE x.punkt_id = b.punkt_id AND x.art = 'beslutning' ORDER BY x.raekkefoelge LIMIT 1)
WHERE b.art = 'udsat' {hvor}
ORDER BY b.dato DESC, b.punkt_id DESC LIMIT :antal OFFSET :spring

-- name: indstilling-ikke-fulgt
SELECT b.punkt_id, i.indstiller, i.tekst, i.side, i.tegn_fra, i.tegn_til
FROM fundsteder b CROSS JOIN indstillinger i ON i.punkt_id = b.punkt_id
WHERE b.art = 'ikke fulgt' AND i.udfald = 'afvist' {hvor}
ORDER BY b.dato DESC, b.punkt_id DESC, i.nr LIMIT :antal OFFSET :spring

-- name: anbefalet-men-ikke-vedtaget
SELECT b.punkt_id, b.andet_punkt_id AS foer_id, u.navn AS foer_udvalg, a.side, a.tegn_fra, a.tegn_til
FROM fundsteder b LEFT JOIN behandlinger y ON y.punkt_id = b.andet_punkt_id LEFT JOIN udvalg u ON u.id = y.udvalg_id
LEFT JOIN afsnit a
  ON a.id = (SELECT x.id FROM afsnit x WHERE x.punkt_id = b.punkt_id AND x.art = 'beslutning' ORDER BY x.raekkefoelge LIMIT 1)
WHERE b.art = 'anbefalet' {hvor}
ORDER BY b.dato DESC, b.punkt_id DESC LIMIT :antal OFFSET :spring

-- name: sendt-videre-eller-i-hoering
SELECT b.punkt_id, a.side, a.tegn_fra, a.tegn_til
FROM fundsteder b LEFT JOIN afsnit a
  ON a.id = (SELECT x.id FROM afsnit x WHERE x.punkt_id = b.punkt_id AND x.art = 'beslutning' ORDER BY x.raekkefoelge LIMIT 1)
WHERE b.art = 'oversendt' {hvor}
ORDER BY b.dato DESC, b.punkt_id DESC LIMIT :antal OFFSET :spring

-- name: uden-beslutning
SELECT b.punkt_id, p.side, p.tegn_fra, p.tegn_til
FROM fundsteder b CROSS JOIN punkter p ON p.id = b.punkt_id
WHERE b.art = 'uden beslutning' {hvor}
ORDER BY b.dato DESC, b.punkt_id DESC LIMIT :antal OFFSET :spring

-- name: forbehold
SELECT b.punkt_id, r.art, r.hvem, r.person_id, r.parti, r.tekst AS ordlyd, r.side, r.tegn_fra, r.tegn_til
FROM fundsteder b CROSS JOIN bemaerkninger r ON r.punkt_id = b.punkt_id
WHERE b.art = 'bemærkning' AND r.art <> 'bemærkning' AND (:bemaerkning IS NULL OR r.art = :bemaerkning)
  AND (:parti IS NULL OR instr(dansk_lille(coalesce(r.parti, '') || ' ' || coalesce(r.hvem, '')), dansk_lille(:parti)))
  {hvor}
ORDER BY b.dato DESC, b.punkt_id DESC, r.nr LIMIT :antal OFFSET :spring

-- name: inhabile
SELECT b.punkt_id, f.navn, f.person_id, coalesce(f.parti, pe.parti) AS parti, f.stedfortraeder, f.side, f.tegn_fra,
  f.tegn_til
FROM fundsteder b CROSS JOIN fravaer f ON f.punkt_id = b.punkt_id LEFT JOIN personer pe ON pe.id = f.person_id
WHERE b.art = 'inhabil' AND f.aarsag = 'inhabil' AND (:navn IS NULL OR instr(dansk_lille(f.navn), dansk_lille(:navn)))
  {hvor}
ORDER BY b.dato DESC, b.punkt_id DESC, f.id LIMIT :antal OFFSET :spring

-- name: oftest-fravaerende
SELECT x.*, p.navn, p.parti, k.navn AS kommune, 1.0 * x.vaek / x.moeder AS andel
FROM (
  SELECT b.person_id, b.kommune_kode, sum(b.moeder) AS moeder, sum(b.vaek) AS vaek, sum(b.delvis) AS delvis, b.punkt_id,
    max(b.dato) AS seneste
  FROM fremmoede b WHERE 1 {hvor}
  GROUP BY b.person_id HAVING sum(b.moeder) >= :mindst AND sum(b.vaek) + sum(b.delvis) > 0
) x CROSS JOIN personer p ON p.id = x.person_id LEFT JOIN kommuner k ON k.kode = x.kommune_kode
WHERE :parti IS NULL OR dansk_lille(p.parti) = dansk_lille(:parti)
ORDER BY andel DESC, x.vaek DESC, x.delvis DESC, p.navn LIMIT :antal OFFSET :spring

-- name: budgetafvigelser
SELECT g.punkt_id, g.raekkenavn, g.regnskabsaar, g.budget_maal, g.budget_kr, g.resultat_maal, g.resultat_kr,
  g.afvigelse_kr, g.afvigelse_pct, g.side, g.tegn_fra, g.tegn_til
FROM budgetafvigelser g CROSS JOIN behandlinger b ON b.punkt_id = g.punkt_id
WHERE abs(g.afvigelse_pct) >= :pct AND abs(g.afvigelse_kr) >= :beloeb {hvor}
ORDER BY abs(g.afvigelse_kr) DESC, g.id LIMIT :antal OFFSET :spring

-- name: tabeller-der-ikke-stemmer
SELECT b.punkt_id, t.titel AS tabel, c.raekkenavn, c.kolonnenavn, k.fundet, k.udtryk, k.ventet, k.difference, t.enhed,
  coalesce(c.side, t.side) AS side, c.tegn_fra, c.tegn_til
FROM kontroller k CROSS JOIN tabeller t ON t.id = k.tabel_id CROSS JOIN behandlinger b ON b.punkt_id = t.punkt_id
LEFT JOIN tabelceller c ON c.tabel_id = k.tabel_id AND c.raekke = k.raekke AND c.kolonne = k.kolonne
WHERE k.holder = 0 {hvor}
ORDER BY b.dato DESC, b.punkt_id, k.id LIMIT :antal OFFSET :spring

-- name: stoerste-bevillinger
SELECT b.punkt_id, b.art, b.beloeb_kr, v.til, v.fra, v.aar AS bevillingsaar, v.status, b.gange, v.tekst, v.side, v.tegn_fra,
  v.tegn_til
FROM bevillingssummer b CROSS JOIN bevillinger v ON v.id = b.bevilling_id
WHERE b.beloeb_kr >= :beloeb AND (:bevilling IS NULL OR b.art = :bevilling) {hvor}
ORDER BY b.beloeb_kr DESC, b.id LIMIT :antal OFFSET :spring

-- name: flest-udvalg
SELECT x.*, (SELECT s.punkt_id FROM sagspunkter s JOIN behandlinger y ON y.punkt_id = s.punkt_id
    WHERE s.sag_id = x.sag_id ORDER BY y.dato DESC LIMIT 1) AS punkt_id,
  (SELECT count(*) FROM sagspunkter s JOIN behandlinger y ON y.punkt_id = s.punkt_id WHERE s.sag_id = x.sag_id) AS gange
FROM (
  SELECT b.id AS sag_id, b.titel AS sag, k.navn AS kommune, b.antal_udvalg, b.foerste_dato, b.seneste_dato
  FROM (SELECT *, CAST(substr(seneste_dato, 1, 4) AS INTEGER) AS aar FROM sager) b
  LEFT JOIN kommuner k ON k.kode = b.kommune_kode
  WHERE b.antal_udvalg > 1
    AND (:sagsord IS NULL OR instr(dansk_lille(b.titel), dansk_lille(:sagsord))) {hvor}
  ORDER BY b.antal_udvalg DESC, b.antal DESC, b.id LIMIT :antal OFFSET :spring
) x

-- name: laengst-undervejs
SELECT x.*, (SELECT s.punkt_id FROM sagspunkter s JOIN behandlinger y ON y.punkt_id = s.punkt_id
    WHERE s.sag_id = x.sag_id ORDER BY y.dato DESC LIMIT 1) AS punkt_id
FROM (
  SELECT b.id AS sag_id, b.titel AS sag, k.navn AS kommune, b.foerste_dato, b.seneste_dato,
    CAST(julianday(b.seneste_dato) - julianday(b.foerste_dato) AS INTEGER) AS dage, b.antal_udvalg
  FROM (SELECT *, CAST(substr(seneste_dato, 1, 4) AS INTEGER) AS aar FROM sager) b
  LEFT JOIN kommuner k ON k.kode = b.kommune_kode
  WHERE b.seneste_dato > b.foerste_dato
    AND (:sagsord IS NULL OR instr(dansk_lille(b.titel), dansk_lille(:sagsord))) {hvor}
  ORDER BY dage DESC, b.id LIMIT :antal OFFSET :spring
) x

-- name: lukkede-punkter
SELECT x.*, u.navn AS udvalg, k.navn AS kommune, 1.0 * x.lukkede / x.punkter AS andel
FROM (
  SELECT b.kommune_kode, b.udvalg_id, sum(b.antal) AS punkter, sum(b.antal * b.lukket) AS lukkede, b.punkt_id,
    max(CASE WHEN b.lukket THEN b.dato ELSE '' END) AS seneste
  FROM punkttal b WHERE 1 {hvor}
  GROUP BY b.kommune_kode, b.udvalg_id HAVING sum(b.antal) >= :mindst AND sum(b.lukket) > 0
) x LEFT JOIN udvalg u ON u.id = x.udvalg_id LEFT JOIN kommuner k ON k.kode = x.kommune_kode
ORDER BY andel DESC, x.lukkede DESC, kommune, udvalg LIMIT :antal OFFSET :spring

-- name: hvem-udsaetter
SELECT x.*, u.navn AS udvalg, k.navn AS kommune, 1.0 * x.udsatte / x.punkter AS andel
FROM (
  SELECT b.kommune_kode, b.udvalg_id, sum(b.antal) AS punkter,
    sum(CASE WHEN b.udfald = 'udsat' THEN b.antal ELSE 0 END) AS udsatte, b.punkt_id,
    max(CASE WHEN b.udfald = 'udsat' THEN b.dato ELSE '' END) AS seneste
  FROM punkttal b WHERE 1 {hvor}
  GROUP BY b.kommune_kode, b.udvalg_id HAVING punkter >= :mindst AND udsatte > 0
) x LEFT JOIN udvalg u ON u.id = x.udvalg_id LEFT JOIN kommuner k ON k.kode = x.kommune_kode
ORDER BY andel DESC, x.udsatte DESC, kommune, udvalg LIMIT :antal OFFSET :spring

-- name: emner-pr-aar
SELECT x.*, e.titel AS emnetitel
FROM (
  SELECT b.aar, b.emne, sum(b.antal) AS punkter, sum(CASE WHEN b.udfald = 'afvist' THEN b.antal ELSE 0 END) AS afviste,
    sum(CASE WHEN b.udfald = 'udsat' THEN b.antal ELSE 0 END) AS udsatte, b.punkt_id, max(b.dato) AS seneste
  FROM emnetal b WHERE (:kle IS NULL OR b.emne = substr(:kle, 1, 2)) {hvor}
  GROUP BY b.aar, b.emne
) x LEFT JOIN kle e ON e.nummer = x.emne
ORDER BY x.aar DESC, x.punkter DESC, x.emne LIMIT :antal OFFSET :spring

-- name: punkter
SELECT p.id AS punkt_id, p.nr, p.titel, p.udfald, p.beslutning, p.dokument_id, p.side_fra, m.dato, m.udvalg_id,
  (SELECT v.punktvis FROM punkter_vis v WHERE v.punkt_id = p.id) AS punktvis, m.kommune_kode, k.navn AS kommune, coalesce(u.navn, m.udvalg_navn) AS udvalg, d.filnavn
FROM punkter p JOIN moeder m ON m.id = p.moede_id JOIN dokumenter d ON d.id = p.dokument_id
LEFT JOIN kommuner k ON k.kode = m.kommune_kode LEFT JOIN udvalg u ON u.id = m.udvalg_id
WHERE p.id IN (SELECT value FROM json_each(:ids))

-- name: gennemsoegt
SELECT (SELECT sum(b.antal) FROM punkttal b WHERE 1 {hvor}) AS punkter, sum(b.dokumenter) AS dokumenter,
  min(b.aar) AS fra, max(b.aar) AS til
FROM moedetal b WHERE 1 {hvor}

-- name: gennemsoegt-ord
SELECT count(*) AS punkter, count(DISTINCT b.dokument_id) AS dokumenter, min(b.aar) AS fra, max(b.aar) AS til
FROM (SELECT b.dokument_id, b.aar FROM behandlinger b WHERE 1 {hvor} LIMIT :flest + 1) b

-- name: valg
SELECT (SELECT group_concat(art, '|') FROM (SELECT DISTINCT art FROM bevillinger ORDER BY 1)) AS bevilling,
  (SELECT group_concat(art, '|') FROM (SELECT DISTINCT art FROM bemaerkninger WHERE art <> 'bemærkning' ORDER BY 1))
    AS bemaerkning
