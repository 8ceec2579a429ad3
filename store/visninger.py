"""Views for the common joins, so that plain Datasette and a journalist's first query need none.

``ledende`` is 0 where another document of the same meeting is the one to count; ``rettet`` is 1 where someone corrected
something of the punkt. A corrected outcome has no ``udfald_sikkerhed``: no rule read it.
"""

from referat.schemas.vokabular import AFVIGELSE, Deltagerstatus, Dokumenttype, Rettelsestilstand
from referat.schemas.vokabular import Afvigelsesfortegn as Fortegn
from referat.store.udfald import BLANDET, punktvis

ANDET = f"tilstand <> '{Rettelsestilstand.ENIG}'"
"""That a correction says something else than the reading."""

MOEDER_LEDENDE = """
SELECT m.*, k.navn AS kommune, u.navn AS udvalg, d.type, d.filnavn,
  (SELECT count(*) FROM manifestationer WHERE ledende_id = m.id) AS antal_udgaver
FROM moeder m
JOIN dokumenter d ON d.id = m.dokument_id
LEFT JOIN kommuner k ON k.kode = m.kommune_kode
LEFT JOIN udvalg u ON u.id = m.udvalg_id
WHERE NOT EXISTS (SELECT 1 FROM manifestationer WHERE moede_id = m.id AND rang > 1)
"""

PUNKTER = f"""
SELECT p.id AS punkt_id, k.navn AS kommune, u.navn AS udvalg, m.dato, p.nr, p.titel, p.lukket, p.udfald, p.beslutning,
  (SELECT group_concat(raa, ', ') FROM (SELECT raa FROM punkt_journalnumre WHERE punkt_id = p.id ORDER BY raa))
    AS journalnumre,
  p.side_fra, p.side_til, d.filnavn, d.type, m.id AS moede_id, d.id AS dokument_id, m.udvalg_id, m.kommune_kode,
  (SELECT sikkerhed FROM regler WHERE regel = p.regel AND felt = 'punkter') AS sikkerhed,
  (SELECT sikkerhed FROM regler WHERE regel = 'udfald:' || p.udfald AND felt = 'udfald'
     AND NOT EXISTS (SELECT 1 FROM rettede WHERE raekke_id = p.id AND kolonne = 'udfald' AND {ANDET}))
    AS udfald_sikkerhed,
  NOT EXISTS (SELECT 1 FROM manifestationer WHERE moede_id = m.id AND rang > 1) AS ledende,
  EXISTS (SELECT 1 FROM rettede WHERE punkt_id = p.id AND {ANDET}) AS rettet,
  CASE p.udfald WHEN {BLANDET} THEN {punktvis("p.id")} END AS punktvis
FROM punkter p
JOIN moeder m ON m.id = p.moede_id
JOIN dokumenter d ON d.id = p.dokument_id
LEFT JOIN kommuner k ON k.kode = m.kommune_kode
LEFT JOIN udvalg u ON u.id = m.udvalg_id
"""

FRAVAER = """
SELECT f.id AS fravaer_id, v.kommune, v.udvalg, v.dato, v.nr, v.titel, f.navn AS navn_som_skrevet, p.navn AS person,
  coalesce(p.parti, f.parti) AS parti, f.aarsag, f.omfang, f.stedfortraeder, f.side, v.filnavn,
  f.person_id, v.punkt_id, v.moede_id, v.dokument_id, v.ledende,
  (SELECT sikkerhed FROM regler WHERE regel = f.regel AND felt = 'fravær, punkt') AS sikkerhed
FROM fravaer f
JOIN punkter_vis v ON v.punkt_id = f.punkt_id
LEFT JOIN personer p ON p.id = f.person_id
"""

STEMMER = """
SELECT s.id AS stemme_id, v.kommune, v.udvalg, v.dato, v.nr, v.titel, a.emne, s.navn AS navn_som_skrevet,
  p.navn AS person, coalesce(p.parti, s.parti) AS parti, s.antal, s.stemme, a.for_antal, a.imod_antal, a.undlod_antal,
  s.side, v.filnavn, s.person_id, s.afstemning_id, v.punkt_id, v.moede_id, v.dokument_id, v.ledende,
  (SELECT sikkerhed FROM regler WHERE regel = s.regel AND felt = 'stemmer') AS sikkerhed
FROM stemmer s
JOIN punkter_vis v ON v.punkt_id = s.punkt_id
LEFT JOIN afstemninger a ON a.id = s.afstemning_id
LEFT JOIN personer p ON p.id = s.person_id
"""

INDSTILLINGER = f"""
SELECT i.id AS indstilling_id, v.kommune, v.udvalg, v.dato, v.nr AS punkt_nr, v.titel, i.nr, i.indstiller, i.til,
  i.tekst, i.udfald, i.side, v.filnavn, v.punkt_id, v.moede_id, v.dokument_id, v.ledende,
  (SELECT sikkerhed FROM regler WHERE regel = i.regel AND felt = 'indstillinger') AS sikkerhed,
  (SELECT sikkerhed FROM regler WHERE regel = 'udfald:' || i.udfald AND felt = 'udfald, indstilling'
     AND NOT EXISTS (SELECT 1 FROM rettede WHERE raekke_id = i.id AND kolonne = 'udfald' AND {ANDET}))
    AS udfald_sikkerhed
FROM indstillinger i
JOIN punkter_vis v ON v.punkt_id = i.punkt_id
"""

PUNKT_JOURNALNUMRE = """
SELECT pj.raa AS journalnummer, j.normaliseret, pj.form, pj.kle, pj.facet, pj.aar, pj.loebenr, v.kommune, v.udvalg,
  v.dato, v.nr, v.titel, pj.side, v.filnavn, pj.journalnummer_id, v.punkt_id, v.moede_id, v.dokument_id,
  (SELECT sikkerhed FROM regler WHERE regel = pj.regel AND felt = 'journalnumre') AS sikkerhed
FROM punkt_journalnumre pj
JOIN journalnumre j ON j.id = pj.journalnummer_id
JOIN punkter_vis v ON v.punkt_id = pj.punkt_id
"""

BEMAERKNINGER = """
SELECT b.id AS bemaerkning_id, v.kommune, v.udvalg, v.dato, v.nr, v.titel, b.art, b.hvem, p.navn AS person,
  coalesce(p.parti, b.parti) AS parti, b.tekst, v.udfald, b.side, v.filnavn,
  b.person_id, v.punkt_id, v.moede_id, v.dokument_id, v.ledende
FROM bemaerkninger b
JOIN punkter_vis v ON v.punkt_id = b.punkt_id
LEFT JOIN personer p ON p.id = b.person_id
"""

SAGER_PUNKTER = """
SELECT j.id AS journalnummer_id, j.normaliseret AS journalnummer, v.*
FROM journalnumre j
JOIN punkt_journalnumre pj ON pj.journalnummer_id = j.id
JOIN punkter_vis v ON v.punkt_id = pj.punkt_id
"""

JOURNALNUMRE = """
SELECT j.id AS journalnummer_id, j.raa AS journalnummer, k.navn AS kommune, j.kle, j.aar,
  count(DISTINCT coalesce(x.ledende_punkt_id, p.id)) AS punkter,
  count(DISTINCT m.udvalg_id) AS udvalg, min(m.dato) AS foerste_dato, max(m.dato) AS seneste_dato,
  min(p.titel) AS titel, j.kommune_kode
FROM journalnumre j
JOIN punkt_journalnumre pj ON pj.journalnummer_id = j.id
JOIN punkter p ON p.id = pj.punkt_id
JOIN moeder m ON m.id = p.moede_id
LEFT JOIN punktudgaver x ON x.punkt_id = p.id
LEFT JOIN kommuner k ON k.kode = j.kommune_kode
GROUP BY j.id
"""

SAGER = """
SELECT s.id AS sag_id, s.titel AS sag, k.navn AS kommune, s.journalnummer, s.antal, s.antal_udvalg, s.foerste_dato,
  s.seneste_dato,
  (SELECT count(*) FROM sagspunkter x JOIN punkter p ON p.id = x.punkt_id JOIN moeder m ON m.id = p.moede_id
   WHERE x.sag_id = s.id AND (coalesce(m.dato, ''), p.id) <= (coalesce(v.dato, ''), v.punkt_id)) AS trin,
  v.dato, v.udvalg, v.nr, v.titel, v.udfald, v.beslutning, sp.metode, sp.score, v.filnavn, v.type, v.punkt_id,
  v.moede_id, v.dokument_id, s.kommune_kode
FROM sager s
CROSS JOIN sagspunkter sp ON sp.sag_id = s.id
CROSS JOIN punkter_vis v ON v.punkt_id = sp.punkt_id
LEFT JOIN kommuner k ON k.kode = s.kommune_kode
ORDER BY s.id, v.dato, v.punkt_id
"""

SAGSFORSLAG = """
SELECT k.metode, k.score, a.kommune, a.udvalg AS fra_udvalg, a.dato AS fra_dato, a.titel AS fra_titel,
  b.udvalg AS til_udvalg, b.dato AS til_dato, b.titel AS til_titel, s.sag_id AS fra_sag_id, t.sag_id AS til_sag_id,
  k.fra_punkt_id, k.til_punkt_id
FROM sagskanter k
JOIN punkter_vis a ON a.punkt_id = k.fra_punkt_id
JOIN punkter_vis b ON b.punkt_id = k.til_punkt_id
LEFT JOIN sagspunkter s ON s.punkt_id = k.fra_punkt_id
LEFT JOIN sagspunkter t ON t.punkt_id = k.til_punkt_id
WHERE k.forslag = 1
"""

KLE = """
SELECT v.punkt_id, v.kommune, v.udvalg, v.dato, v.nr, v.titel, v.udfald, j.kle, j.facet,
  substr(j.kle, 1, 2) AS hovedgruppe, h.titel AS hovedgruppe_titel, g.nummer AS gruppe, g.titel AS gruppe_titel,
  e.nummer AS emne, e.titel AS emne_titel, j.raa AS journalnummer, v.filnavn, v.kommune_kode
FROM punkt_journalnumre j
JOIN punkter_vis v ON v.punkt_id = j.punkt_id
LEFT JOIN kle h ON h.nummer = substr(j.kle, 1, 2)
LEFT JOIN kle g ON g.nummer = substr(j.kle, 1, 5)
LEFT JOIN kle e ON e.nummer = j.kle AND length(j.kle) = 8
WHERE j.kle IS NOT NULL
"""

MEDLEMSKABER = f"""
SELECT d.person_id, m.udvalg_id, m.kommune_kode, min(m.dato) AS foerste_moede, max(m.dato) AS seneste_moede,
  count(DISTINCT m.dato) AS antal_moeder,
  count(DISTINCT CASE WHEN d.status = '{Deltagerstatus.TIL_STEDE}' THEN m.dato END) AS antal_til_stede,
  (SELECT group_concat(rolle, ', ') FROM (SELECT DISTINCT r.rolle FROM deltagere r JOIN moeder n ON n.id = r.moede_id
     WHERE r.person_id = d.person_id AND n.udvalg_id = m.udvalg_id AND r.rolle IS NOT NULL ORDER BY 1)) AS roller,
  min(d.stedfortraeder_for IS NOT NULL) AS kun_stedfortraeder
FROM deltagere d
JOIN moeder m ON m.id = d.moede_id
JOIN dokumenter o ON o.id = m.dokument_id AND o.type = '{Dokumenttype.REFERAT}'
WHERE d.person_id IS NOT NULL
GROUP BY d.person_id, m.udvalg_id
"""
"""Who met in which body: what a published copy has counted beforehand."""
MEDLEMMER = """
SELECT k.navn AS kommune, u.navn AS udvalg, p.navn AS person, p.parti, s.foerste_moede, s.seneste_moede,
  s.antal_moeder, s.antal_til_stede, s.roller, s.kun_stedfortraeder, s.person_id, s.udvalg_id, s.kommune_kode
FROM {medlemskaber} s
CROSS JOIN personer p ON p.id = s.person_id
LEFT JOIN udvalg u ON u.id = s.udvalg_id
LEFT JOIN kommuner k ON k.kode = s.kommune_kode
"""

PARTINAVNE = """
SELECT person_id, parti, min(dato) AS foerste_dato, max(dato) AS seneste_dato, count(*) AS antal,
  count(*) OVER (PARTITION BY person_id) AS antal_partier
FROM (
  SELECT d.person_id, d.parti, m.dato FROM deltagere d JOIN moeder m ON m.id = d.moede_id
  UNION ALL SELECT f.person_id, f.parti, m.dato FROM fravaer f JOIN punkter i ON i.id = f.punkt_id
    JOIN moeder m ON m.id = i.moede_id
  UNION ALL SELECT s.person_id, s.parti, m.dato FROM stemmer s JOIN punkter i ON i.id = s.punkt_id
    JOIN moeder m ON m.id = i.moede_id
  UNION ALL SELECT b.person_id, b.parti, m.dato FROM bemaerkninger b JOIN punkter i ON i.id = b.punkt_id
    JOIN moeder m ON m.id = i.moede_id
)
WHERE person_id IS NOT NULL AND parti IS NOT NULL
GROUP BY person_id, parti
"""
"""The parties that persons are written with: what a published copy has counted beforehand."""
PARTIER = """
SELECT k.navn AS kommune, p.navn AS person, n.parti, n.foerste_dato, n.seneste_dato, n.antal, n.antal_partier,
  n.person_id, p.kommune_kode
FROM {partinavne} n
CROSS JOIN personer p ON p.id = n.person_id
LEFT JOIN kommuner k ON k.kode = p.kommune_kode
"""

HENVISNINGER = """
SELECT h.id AS henvisning_id, v.kommune, v.udvalg AS fra_udvalg, v.dato AS fra_dato, v.nr AS fra_nr,
  v.titel AS fra_titel,
  h.retning, h.udvalg, h.dato, h.punkt_nr, t.titel AS maal_titel, t.udfald AS maal_udfald, h.metode, h.score,
  v.punkt_id, h.maal_punkt_id
FROM henvisninger h
JOIN punkter_vis v ON v.punkt_id = h.punkt_id
LEFT JOIN punkter t ON t.id = h.maal_punkt_id
"""

BEVILLINGER = """
SELECT b.id AS bevilling_id, v.kommune, v.udvalg, v.dato, v.nr, v.titel, b.art, b.beloeb_kr, b.fra, b.til, b.aar,
  b.status, b.tekst, i.nr AS indstilling_nr, i.udfald AS indstilling_udfald, b.side, v.filnavn,
  v.punkt_id, v.moede_id, v.dokument_id, v.ledende
FROM bevillinger b
JOIN punkter_vis v ON v.punkt_id = b.punkt_id
LEFT JOIN indstillinger i ON i.id = b.indstilling_id
"""

TABELCELLER = """
SELECT c.tabel_id, v.kommune, v.udvalg, v.dato, v.nr, v.titel, t.titel AS tabel, c.raekke, c.kolonne, c.raekkenavn,
  c.kolonnenavn, c.raa, c.vaerdi, c.enhed, c.maal, c.aar, c.beloeb_kr, c.side, v.filnavn, v.punkt_id, v.dokument_id,
  (SELECT sikkerhed FROM regler WHERE regel = c.regel AND felt = 'tabelceller') AS sikkerhed
FROM tabelceller c
JOIN tabeller t ON t.id = c.tabel_id
JOIN punkter_vis v ON v.punkt_id = t.punkt_id
"""

AFVIGELSER = f"""
SELECT c.tabel_id, v.kommune, v.udvalg, v.dato, v.nr, v.titel, t.titel AS tabel, c.raekkenavn, c.kolonnenavn, c.aar,
  c.raa, c.vaerdi, c.enhed, t.afvigelse_fortegn,
  c.beloeb_kr * CASE t.afvigelse_fortegn WHEN '{Fortegn.MERFORBRUG}' THEN 1 WHEN '{Fortegn.MINDREFORBRUG}' THEN -1 END
    AS merforbrug_kr,
  c.raekke, c.kolonne, c.side, v.filnavn, v.punkt_id, v.dokument_id
FROM tabelceller c
JOIN tabeller t ON t.id = c.tabel_id
JOIN punkter_vis v ON v.punkt_id = t.punkt_id
WHERE c.maal = '{AFVIGELSE}' AND c.beloeb_kr IS NOT NULL
"""

KONTROLLER = """
SELECT k.id AS kontrol_id, v.kommune, v.udvalg, v.dato, v.nr, v.titel, t.titel AS tabel, c.raekkenavn, c.kolonnenavn,
  k.regel, k.fundet, k.ventet, k.difference, k.tolerance, k.udtryk, k.holder, t.enhed, c.side, v.filnavn,
  k.tabel_id, v.punkt_id, v.dokument_id
FROM kontroller k
JOIN tabeller t ON t.id = k.tabel_id
JOIN punkter_vis v ON v.punkt_id = t.punkt_id
LEFT JOIN tabelceller c ON c.tabel_id = k.tabel_id AND c.raekke = k.raekke AND c.kolonne = k.kolonne
"""

VISNINGER: dict[str, str] = {
    "moeder_ledende": MOEDER_LEDENDE.strip(),
    "punkter_vis": PUNKTER.strip(),
    "fravaer_vis": FRAVAER.strip(),
    "stemmer_vis": STEMMER.strip(),
    "bemaerkninger_vis": BEMAERKNINGER.strip(),
    "indstillinger_vis": INDSTILLINGER.strip(),
    "punkt_journalnumre_vis": PUNKT_JOURNALNUMRE.strip(),
    "sager_punkter": SAGER_PUNKTER.strip(),
    "journalnumre_vis": JOURNALNUMRE.strip(),
    "sager_vis": SAGER.strip(),
    "sagsforslag_vis": SAGSFORSLAG.strip(),
    "punkter_kle_vis": KLE.strip(),
    "udvalg_medlemmer_vis": MEDLEMMER.format(medlemskaber=f"({MEDLEMSKABER})").strip(),
    "person_partier_vis": PARTIER.format(partinavne=f"({PARTINAVNE})").strip(),
    "henvisninger_vis": HENVISNINGER.strip(),
    "bevillinger_vis": BEVILLINGER.strip(),
    "tabelceller_vis": TABELCELLER.strip(),
    "afvigelser_vis": AFVIGELSER.strip(),
    "kontroller_vis": KONTROLLER.strip(),
}
"""View name → its SELECT, in the order they build on each other."""
UDGIVNE_VISNINGER = VISNINGER | {
    "udvalg_medlemmer_vis": MEDLEMMER.format(medlemskaber="medlemskaber").strip(),
    "person_partier_vis": PARTIER.format(partinavne="partinavne").strip(),
}
"""The same in a published copy, which has counted for some beforehand."""
