-- name: udgivelse
SELECT * FROM udgivelse

-- name: regler
SELECT felt, count(*) AS regler, sum(n) AS n, sum(rigtige) AS rigtige, 1.0 * sum(rigtige) / sum(n) AS andel
FROM regler GROUP BY felt HAVING sum(n) > 0 ORDER BY n DESC

-- name: svageste
SELECT regel, felt, n, rigtige, 1.0 * rigtige / n AS andel FROM regler WHERE n >= 5 AND 1.0 * rigtige / n < 0.9
ORDER BY andel, n DESC LIMIT 12

-- name: graenser
SELECT (SELECT count(*) FROM dokumenter WHERE ocr = 1) AS scannede,
  (SELECT count(*) FROM dokumenter WHERE kommune_kode IS NULL) AS uden_kommune,
  (SELECT count(*) FROM tabeller WHERE brudt = 1) AS brudte, (SELECT count(*) FROM tabeller) AS tabeller,
  (SELECT count(*) FROM advarsler) AS advarsler,
  (SELECT count(*) FROM indlaesninger WHERE status = 'karantæne') AS karantaene,
  (SELECT count(*) FROM punkter) AS punkter, (SELECT count(*) FROM behandlinger) AS behandlinger,
  (SELECT count(*) FROM punkter WHERE udfald IS NULL) AS uden_udfald

-- name: tilbagetrukket
SELECT dato, art, hvorfor, steder FROM tilbagetrukket ORDER BY nr
