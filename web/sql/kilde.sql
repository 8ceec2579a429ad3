-- name: sider
SELECT side, tekst, start FROM (
  SELECT side, tekst, sum(length(tekst) + 1) OVER (ORDER BY side) - length(tekst) - 1 AS start
  FROM sider WHERE dokument_id = :dokument
) WHERE side IN (SELECT value FROM json_each(:numre))

-- name: dokument
SELECT d.*, k.navn AS kommune FROM dokumenter d LEFT JOIN kommuner k ON k.kode = d.kommune_kode WHERE d.id = :dokument

-- name: punkter
SELECT p.id, p.nr, p.titel FROM punkter p
WHERE p.dokument_id = :dokument AND :nr BETWEEN p.side_fra AND p.side_til ORDER BY p.raekkefoelge
