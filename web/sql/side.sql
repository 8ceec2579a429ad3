-- name: adresse
SELECT art, maal_id FROM adresser WHERE sti IN (:sti, '/' || :sti) LIMIT 1

-- name: stier
SELECT maal_id, '/' || ltrim(sti, '/') AS sti FROM adresser WHERE maal_id IN (SELECT value FROM json_each(:ids))

-- name: regler
SELECT regel, felt, n, sikkerhed FROM regler
