-- name: emne
SELECT kommune_kode, aar, sum(antal) AS antal FROM emnetal WHERE emne = :valgt AND aar IS NOT NULL GROUP BY 1, 2

-- name: udfald
SELECT kommune_kode, aar, sum(antal) AS antal FROM punkttal WHERE udfald = :valgt AND aar IS NOT NULL GROUP BY 1, 2

-- name: maal
SELECT kommune_kode, aar, tabeller, celler, stoerste_kr, punkt_id FROM maaltal WHERE maal = :valgt AND aar IS NOT NULL

-- name: punkter
SELECT kommune_kode, aar, sum(antal) AS antal FROM punkttal WHERE aar IS NOT NULL GROUP BY 1, 2

-- name: emnepunkter
SELECT kommune_kode, sum(antal) AS antal FROM emnetal GROUP BY 1

-- name: moeder
SELECT kommune_kode, aar, sum(antal) AS antal FROM moedetal WHERE aar IS NOT NULL GROUP BY 1, 2

-- name: valg
SELECT 'emne' AS art, e.emne AS valgt, coalesce(e.emne || ' ' || k.titel, e.emne) AS navn, e.antal
FROM (SELECT emne, sum(antal) AS antal FROM emnetal GROUP BY 1) e LEFT JOIN kle k ON k.nummer = e.emne
UNION ALL SELECT 'udfald', udfald, udfald, sum(antal) FROM punkttal WHERE udfald IS NOT NULL GROUP BY 2
UNION ALL SELECT 'maal', maal, maal, sum(tabeller) FROM maaltal GROUP BY 2
ORDER BY 1, 2
