-- name: adresse
SELECT art, maal_id FROM adresser WHERE sti = '/' || :sti

-- name: stier
SELECT maal_id, sti FROM adresser
WHERE art IN ('kommune', 'udvalg', 'moede', 'punkt', 'person', 'sag') AND maal_id IN (SELECT value FROM json_each(:ids))

-- name: regler
SELECT regel, felt, n, sikkerhed FROM regler
