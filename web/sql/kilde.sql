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
WITH p AS (SELECT id, moede_id FROM punkter WHERE dokument_id = :dokument),
t AS (SELECT id FROM tabeller WHERE punkt_id IN (SELECT id FROM p)),
fakta AS (
  SELECT side, tegn_fra, tegn_til, bbox FROM punkter WHERE dokument_id = :dokument
  UNION ALL SELECT side, tegn_fra, tegn_til, bbox FROM moeder WHERE dokument_id = :dokument
  UNION ALL SELECT side, tegn_fra, tegn_til, bbox FROM omtaler WHERE dokument_id = :dokument
  UNION ALL SELECT side, tegn_fra, tegn_til, bbox FROM dokument_journalnumre WHERE dokument_id = :dokument
  UNION ALL SELECT side, tegn_fra, tegn_til, bbox FROM deltagere WHERE moede_id IN (SELECT moede_id FROM p)
  UNION ALL SELECT side, tegn_fra, tegn_til, bbox FROM afsnit WHERE punkt_id IN (SELECT id FROM p)
  UNION ALL SELECT side, tegn_fra, tegn_til, bbox FROM punkt_journalnumre WHERE punkt_id IN (SELECT id FROM p)
  UNION ALL SELECT side, tegn_fra, tegn_til, bbox FROM indstillinger WHERE punkt_id IN (SELECT id FROM p)
  UNION ALL SELECT side, tegn_fra, tegn_til, bbox FROM afstemninger WHERE punkt_id IN (SELECT id FROM p)
  UNION ALL SELECT side, tegn_fra, tegn_til, bbox FROM stemmer WHERE punkt_id IN (SELECT id FROM p)
  UNION ALL SELECT side, tegn_fra, tegn_til, bbox FROM bemaerkninger WHERE punkt_id IN (SELECT id FROM p)
  UNION ALL SELECT side, tegn_fra, tegn_til, bbox FROM fravaer WHERE punkt_id IN (SELECT id FROM p)
  UNION ALL SELECT side, tegn_fra, tegn_til, bbox FROM bilag WHERE punkt_id IN (SELECT id FROM p)
  UNION ALL SELECT side, tegn_fra, tegn_til, bbox FROM henvisninger WHERE punkt_id IN (SELECT id FROM p)
  UNION ALL SELECT side, tegn_fra, tegn_til, bbox FROM bevillinger WHERE punkt_id IN (SELECT id FROM p)
  UNION ALL SELECT side, tegn_fra, tegn_til, bbox FROM tabeller WHERE punkt_id IN (SELECT id FROM p)
  UNION ALL SELECT side, tegn_fra, tegn_til, bbox FROM tabelceller WHERE tabel_id IN (SELECT id FROM t)
)
SELECT tegn_fra, tegn_til, bbox FROM fakta
WHERE side = :nr AND bbox IS NOT NULL AND tegn_fra < :til AND tegn_til > :fra LIMIT 1000
