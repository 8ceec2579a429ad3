-- name: sider
SELECT side, tekst, start, bredde, hoejde FROM (
  SELECT side, tekst, bredde, hoejde, sum(length(tekst) + 1) OVER (ORDER BY side) - length(tekst) - 1 AS start
  FROM sider WHERE dokument_id = :dokument
) WHERE side IN (SELECT value FROM json_each(:numre))

-- name: dokument
SELECT d.*, k.navn AS kommune FROM dokumenter d LEFT JOIN kommuner k ON k.kode = d.kommune_kode WHERE d.id = :dokument

-- name: punkter
SELECT p.id, p.nr, p.titel FROM punkter p
WHERE p.dokument_id = :dokument AND :nr BETWEEN p.side_fra AND p.side_til ORDER BY p.raekkefoelge

-- name: side
SELECT bredde, hoejde FROM sider WHERE dokument_id = :dokument AND side = :nr

-- name: felter
WITH fakta AS ({fakta})
SELECT tegn_fra, tegn_til, bbox FROM fakta
WHERE side = :nr AND bbox IS NOT NULL AND tegn_fra < :til AND tegn_til > :fra LIMIT 1000
