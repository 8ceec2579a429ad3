-- name: adresse
SELECT art, maal_id FROM adresser WHERE sti = '/' || :sti

-- name: stier
SELECT maal_id, sti FROM adresser
WHERE art IN ('kommune', 'udvalg', 'moede', 'punkt', 'person', 'sag') AND maal_id IN (SELECT value FROM json_each(:ids))

-- name: regler
SELECT regel, felt, n, sikkerhed FROM regler

-- name: steder
WITH valgte AS MATERIALIZED (
  SELECT json_extract(value, '$[0]') AS dokument_id, json_extract(value, '$[1]') AS side FROM json_each(:steder)
)
SELECT s.dokument_id, s.side, s.tekst, v.start FROM (
  SELECT dokument_id, side, sum(length(tekst) + 1) OVER (PARTITION BY dokument_id ORDER BY side) - length(tekst) - 1
    AS start
  FROM sider WHERE dokument_id IN (SELECT dokument_id FROM valgte)
) v JOIN sider s ON s.dokument_id = v.dokument_id AND s.side = v.side
WHERE (v.dokument_id, v.side) IN (SELECT dokument_id, side FROM valgte)

-- name: kommuner
SELECT sti FROM adresser WHERE art = 'kommune'

-- name: under
SELECT sti FROM adresser
WHERE sti > :sti || '/' AND sti < :sti || '0' AND instr(substr(sti, length(:sti) + 2), '/') = 0 LIMIT 20000
