"""What goes with every export: the licence, how to cite it, the data dictionary, where it comes from, checksums."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from referat.schemas import kodebog
from referat.store.kolonner import BELAEG
from referat.store.udfoersel.mappe import SUMMER, Fil, Mappe
from referat.store.udfoersel.ordbog import DANSK, Ark, Felt
from referat.store.udfoersel.udsnit import Udsnit
from referat.store.udgivelse import UDGIVELSE


@dataclass(frozen=True, slots=True)
class Licens:
    """A licence by its SPDX id, and what it asks, in Danish."""

    id: str
    navn: str
    url: str
    kort: str


LICENSER = {
    "CC-BY-4.0": Licens(
        "CC-BY-4.0",
        "Creative Commons Kreditering 4.0 International",
        "https://creativecommons.org/licenses/by/4.0/",
        "Du må bruge, dele og bearbejde samlingen til alt, når du angiver kilden (se CITATION.cff) og siger, hvad du "
        "har ændret.",
    ),
    "CC0-1.0": Licens(
        "CC0-1.0",
        "Creative Commons CC0 1.0 Universal",
        "https://creativecommons.org/publicdomain/zero/1.0/",
        "Den, der udgiver samlingen, giver afkald på alle rettigheder til den; brug den frit. Angiv gerne kilden.",
    ),
}

LICENSTEKST = """\
# Licens

Samlingen udgives under {navn} ({id}): {url}

{kort}

Licensen gælder udvælgelsen, ordningen og opmærkningen af oplysningerne, herunder databaseretten. Oplysningerne selv er
læst i kommunernes offentlige referater, og kendsgerninger ejes af ingen. Licensen gælder ikke bilag og andre værker,
som referaterne henviser til.

Referaterne nævner personer. Databeskyttelsesreglerne gælder for den, der bruger samlingen, uanset licensen. CPR-numre
er skjult, hvor de blev fundet.

Oplysningerne er læst af en maskine og kan være forkerte: se efter i kilden (side, tegn_fra, tegn_til), før du lægger
vægt på en enkelt.
"""

LAESMIG = """\
# {titel}

Læst i kommunernes referater med referat {program}.

| | |
|---|---|
| format | {format} |
| lagerets udgave | {lager} |
| læsningens udgave (udtrækker) | {udtraekker} |
| lagerets indhold (aftryk) | {indhold} |
| udvalgt | {udvalgt} |
| CPR-numre skjult i lageret | {maskeret} |
| dokumenter | {dokumenter} |
| mødedatoer | {fra} – {til} |

- `LICENS.md`: hvad du må
- `CITATION.cff`: sådan citerer du
- `ORDBOG.md` og `ordbog.json`: hver tabel og kolonne, med typer og enheder
- `SHA256SUMS`: kontrolsummer (`sha256sum -c SHA256SUMS`)

En tom celle (NULL) betyder, at dokumentet ikke oplyser det.

Et møde kan stå i flere dokumenter (portalens data, PDF'en, dagsordenen, en rettet udgave), og de er her alle. Tæl og
læg sammen med `ledende = 1` i visningerne (i tabellerne: `rang = 1` i `manifestationer`), så er hvert møde med én gang.
"""


ORDBOG = """\
# Ordbog

Hver tabel og kolonne i samlingen. En tom celle (NULL) betyder, at dokumentet ikke oplyser det. Læste oplysninger har
fem kolonner, der siger, hvor de er læst:

"""


@dataclass(frozen=True, slots=True)
class Herkomst:
    """Where an export comes from. ``indhold`` is the same for the same documents read by the same version.

    ``lager`` is the version of the store's tables, ``maskeret`` how many personal numbers are covered in all of it,
    ``kommuner`` those with meetings, as on the site; of letters alone, those of the letters.
    """

    program: str
    lager: int
    maskeret: int
    udtraekker: str
    indhold: str
    dokumenter: int
    fra: str | None
    til: str | None
    kommuner: tuple[str, ...]


def herkomst(udsnit: Udsnit, program: str) -> Herkomst:
    """What the store says of itself, and of the chosen documents."""
    db = udsnit.db
    hvor = "WHERE id IN (SELECT id FROM temp.valgte_dokumenter)" if udsnit.snaevert else ""
    indhold, maskeret = db.execute(f"SELECT aftryk, maskeret FROM {UDGIVELSE.navn}").fetchone()
    udgaver = [r[0] for r in db.execute(f"SELECT DISTINCT udtraekker FROM dokumenter {hvor} ORDER BY 1")]
    hvor_moeder = "WHERE m.id IN (SELECT id FROM temp.valgte_moeder)" if udsnit.snaevert else ""
    fra, til = db.execute(f"SELECT min(m.dato), max(m.dato) FROM moeder m {hvor_moeder}").fetchone()
    valgt = "SELECT DISTINCT k.navn FROM {} m JOIN kommuner k ON k.kode = m.kommune_kode {} ORDER BY k.kode"
    kommuner = db.execute(valgt.format("moeder", hvor_moeder)).fetchall()
    kommuner = kommuner or db.execute(valgt.format("dokumenter", hvor)).fetchall()
    return Herkomst(
        program=program,
        lager=db.execute("PRAGMA user_version").fetchone()[0],
        udtraekker=", ".join(str(u) for u in udgaver) or "ingen",
        indhold=indhold,
        maskeret=maskeret,
        dokumenter=db.execute(f"SELECT count(*) FROM dokumenter {hvor}").fetchone()[0],
        fra=fra,
        til=til,
        kommuner=tuple(r[0] for r in kommuner),
    )


def titel(h: Herkomst) -> str:
    """What the collection is called: its kommuner where they are few, and its years."""
    hvem = ", ".join(h.kommuner) if 0 < len(h.kommuner) <= 3 else f"{len(h.kommuner)} kommuner"
    aar = sorted({d[:4] for d in (h.fra, h.til) if d})
    return f"Kommunale referater: {hvem if h.kommuner else 'ukendt kommune'}{' ' + '–'.join(aar) if aar else ''}"


def citation(h: Herkomst, licens: Licens, dato: str) -> str:
    """CITATION.cff 1.2.0 for the data; its strings are written as JSON, which YAML reads."""
    linjer = [
        ("cff-version", "1.2.0"),
        ("message", "Bruger du disse data, så angiv kilden sådan."),
        ("type", "dataset"),
        ("title", titel(h)),
        ("version", f"lager {h.lager}, udtrækker {h.udtraekker}, {h.indhold[:12]}"),
        ("date-released", dato),
        ("license", licens.id),
        ("abstract", "Dagsordenspunkter, beslutninger, stemmer, fravær og tabeller, læst i kommunernes referater."),
    ]
    hoved = "\n".join(f"{navn}: {_json(vaerdi)}" for navn, vaerdi in linjer)
    kendetegn = f'identifiers:\n  - type: other\n    value: "sha256:{h.indhold}"\n    description: "Lagerets indhold"'
    return f"{hoved}\nauthors:\n  - name: {_json('referat ' + h.program)}\n{kendetegn}\n"


def _json(vaerdi: Any) -> str:
    return json.dumps(vaerdi, ensure_ascii=False)


def ordbog_data(ark: Iterable[Ark]) -> list[dict[str, Any]]:
    """The data dictionary as plain data."""
    return [
        {
            "tabel": a.navn,
            "beskrivelse": a.beskrivelse,
            "noegle": list(a.pk),
            "kolonner": [
                {
                    "navn": f.navn,
                    "type": str(f.art),
                    "enhed": f.enhed,
                    "peger_paa": ".".join(f.peger) if f.peger else None,
                    "beskrivelse": f.beskrivelse,
                }
                for f in a.felter
            ],
        }
        for a in ark
    ]


def ordbog_tekst(ark: Iterable[Ark]) -> str:
    """The data dictionary for people, as Markdown."""
    hvor = "".join(f"- `{k.navn}`: {kodebog.kolonne('', k.navn)}\n" for k in BELAEG)
    dele = [ORDBOG + hvor]
    for a in ark:
        dele.append(f"## `{a.navn}`\n\n{a.beskrivelse}\n\n| kolonne | type | enhed | |\n|---|---|---|---|")
        dele.append("\n".join(_linjer(a)) + "\n")
    return "\n".join(dele)


def _linjer(a: Ark) -> list[str]:
    """A table's columns, a line each; the five that say where a fact was read in one."""
    hvor = [k.navn for k in BELAEG]
    samlet = hvor if set(hvor) <= {f.navn for f in a.felter} else []
    linjer = [
        f"| `{f.navn}` | {DANSK[f.art]}{_maerker(f, a)} | {f.enhed or ''} | {f.beskrivelse} |"
        for f in a.felter
        if f.navn not in samlet
    ]
    return linjer + [f"| {', '.join(f'`{n}`' for n in samlet)} | | | Hvor det er læst. |"] * bool(samlet)


def _maerker(f: Felt, a: Ark) -> str:
    return (", nøgle" if f.navn in a.pk else "") + (f", → `{'.'.join(f.peger)}`" if f.peger else "")


def laeg_ved(mappe: Mappe, udsnit: Udsnit, h: Herkomst, licens: Licens, format_: str, dato: str) -> None:
    """Write the sheets beside the data, the checksums last."""
    data = list(mappe.filer)
    ark = udsnit.ark()
    filtre = udsnit.filtre.som_data().items()
    udvalgt = "; ".join(f"{k}: {', '.join(v) if isinstance(v, tuple) else v}" for k, v in filtre) or "alt"
    om = {f: getattr(h, f) for f in ("program", "lager", "udtraekker", "indhold", "maskeret", "dokumenter")}
    grunde = {"fra": h.fra or "–", "til": h.til or "–", "titel": titel(h), "format": format_, "udvalgt": udvalgt}
    mappe.skriv_tekst("LAESMIG.md", LAESMIG.format(**om, **grunde))
    mappe.skriv_tekst("LICENS.md", LICENSTEKST.format(id=licens.id, navn=licens.navn, url=licens.url, kort=licens.kort))
    mappe.skriv_tekst("CITATION.cff", citation(h, licens, dato))
    mappe.skriv_tekst("ORDBOG.md", ordbog_tekst(ark))
    mappe.skriv_tekst("ordbog.json", json.dumps(ordbog_data(ark), ensure_ascii=False, indent=1))
    mappe.skriv_tekst(SUMMER, summer(data))


def summer(filer: Iterable[Fil]) -> str:
    """Checksums as ``sha256sum -c`` reads them."""
    return "".join(f"{f.sha256}  {f.sti}\n" for f in sorted(filer, key=lambda f: f.sti))
