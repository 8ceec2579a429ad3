"""Lays out what was read as lines for a person: each fact, and beside it where it was read."""

from __future__ import annotations

import itertools
import shutil
import textwrap
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import click
from referat.cli.faelles import dato, tal

Raekke = dict[str, Any]

ETIKET = 16
AFSNIT_LINJER = 3
"""How many lines of a section are shown; its length tells how much more there is."""

RETNING = {"tidligere": "tidligere", "kommende": "kommende", "omtalt": "omtalt"}


def dokument(d: Raekke) -> Iterator[str]:
    """The head of a document: what it is, its meetings and who was there."""
    yield click.style(d["filnavn"] or d["id"], bold=True)
    yield from fakta(
        "dokument", f"{d['type']}, {tal(d['sider'])} {'side' if d['sider'] == 1 else 'sider'}, {tal(d['tegn'])} tegn"
    )
    yield from fakta("kommune", f"{d['kommune']} ({d['kommune_kode']})" if d["kommune_kode"] else "ikke fundet")
    if d["dato"]:
        yield from fakta("dato", dato(d["dato"]))
    for j in d["dokument_journalnumre"]:
        yield from fakta("journalnummer", j["raa"], j)
    for o in d["omtaler"]:
        yield from fakta("omtaler", f"{o['raa']} ({o['kommune_kode']}, {tal(round(o['score'], 2))})", o)
    for a in d["advarsler"]:
        yield from fakta("advarsel", f"{a['besked']} [{a['kode']}]")


def moede(m: Raekke) -> Iterator[str]:
    """A meeting's head and its list of names."""
    yield ""
    yield click.style(f"{m['udvalg_navn'] or 'Møde'} {dato(m['dato'])}", bold=True)
    tid = "–".join(x for x in (m["start"], m["slut"]) if x)
    yield from fakta(
        "møde", ", ".join(x for x in (tid and f"kl. {tid}", m["sted"]) if x) or "(tid og sted ikke angivet)", m
    )
    yield from rettelser(m["rettede"])
    for d in m["deltagere"]:
        for_ = f", for {d['stedfortraeder_for']}" if d["stedfortraeder_for"] else ""
        yield from fakta("deltager", f"{person(d)}: {d['status']}{for_}", d)


def punkt(p: Raekke) -> Iterator[str]:
    """A punkt and all its records, in the order of a referat, and behind each what of it was corrected."""
    rettede: dict[str | None, list[Raekke]] = defaultdict(list)
    for r in p["rettede"]:
        rettede[r["raekke_id"]].append(r)
    egne = {r["felt"]: [r] for r in rettede.pop(p["punkt_id"], ())}
    yield ""
    lukket = "  (lukket)" if p["lukket"] else ""
    yield click.style(f"{p['nr'] + '. ' if p['nr'] else ''}{p['titel'] or '(uden titel)'}{lukket}", bold=True)
    yield from fakta("id", p["punkt_id"], p)
    yield from rettelser(r for felt, (r,) in egne.items() if felt not in ("udfald", "beslutning"))
    for art, linje in DELE:
        for r in p[art]:
            yield from fakta(*linje(r), r)
            yield from rettelser(rettede.pop(r["journalnummer_id"] if art == "journalnumre" else r["id"], ()))
    yield from fakta("udfald", p["udfald"] or "intet angivet")
    yield from rettelser(egne.get("udfald", ()))
    if p["beslutning"] or "beslutning" in egne:
        yield from fakta("beslutning", p["beslutning"] or "ingen")
    yield from rettelser(egne.get("beslutning", ()))
    for t in p["tabeller"]:
        yield from tabel(t)
    yield from rettelser(sorted(itertools.chain(*rettede.values()), key=lambda r: r["nr"]))


def rettelser(rettede: Iterable[Raekke]) -> Iterator[str]:
    """What someone corrected: what was read, who did it, and the number that undoes it."""
    from referat.store.felter import laes_felt
    from referat.store.felter import vis as vaerdi

    for r in rettede:
        felt = laes_felt(r["felt"])
        laest, til = (" ".join(vaerdi(felt, r[k]).split()) for k in ("laest", "rettet_til"))
        hvem = f"rettelse {r['nr']}, {r['af']}, {dato(r['tidspunkt'][:10])}"
        yield from fakta("", click.style(f"↳ rettet: {felt}: {laest} → {til} ({hvem})", dim=True))


def tabel(t: Raekke) -> Iterator[str]:
    """A table's caption, its cells row by row, its notes, and the checks of it that fail."""
    enhed = f" ({t['enhed']})" if t["enhed"] else ""
    yield from fakta("tabel", f"{t['titel'] or t['nr']}{enhed}", t)
    raekker: dict[int, list[str]] = {}
    for c in t["celler"]:
        raekker.setdefault(c["raekke"], []).append(c["raa"])
    for celler in raekker.values():
        yield " " * ETIKET + " | ".join(celler)
    for note in (t["noter"] or "").splitlines():
        yield from fakta("note", note)
    for k in t["kontroller"]:
        if not k["holder"]:
            yield from fakta("stemmer ikke", f"{k['udtryk']}, men der står {tal(k['fundet'])} [{k['regel']}]")


def person(r: Raekke) -> str:
    """A name with its party."""
    return f"{r['navn']} ({r['parti']})" if r["parti"] and r["navn"] else r["navn"] or r["parti"] or "?"


def _afsnit(r: Raekke) -> tuple[str, str]:
    return f"afsnit {r['raekkefoelge']}", f"{r['overskrift'] or '(uden overskrift)'} [{r['art']}]\n{r['tekst']}"


def _afstemning(r: Raekke) -> tuple[str, str]:
    antal = [f"{n} {tal(r[f'{n}_antal'])}" for n in ("for", "imod", "undlod") if r[f"{n}_antal"] is not None]
    return f"afstemning {r['nr']}", "; ".join(x for x in (r["emne"], ", ".join(antal)) if x)


def _fravaer(r: Raekke) -> tuple[str, str]:
    for_ = f"i stedet: {r['stedfortraeder']}" if r["stedfortraeder"] else None
    return "fravær", ", ".join(x for x in (person(r), r["omfang"], r["aarsag"], for_) if x)


def _stemme(r: Raekke) -> tuple[str, str]:
    antal = f" ({tal(r['antal'])} stemmer)" if r["antal"] else ""
    return "stemme", f"{person(r)}: {r['stemme']}{antal}"


def _indstilling(r: Raekke) -> tuple[str, str]:
    fra = " → ".join(x for x in (r["indstiller"], r["til"]) if x)
    return f"indstilling {r['nr']}", f"{fra + ': ' if fra else ''}{r['tekst']} [{r['udfald'] or 'intet udfald'}]"


def _henvisning(r: Raekke) -> tuple[str, str]:
    nr = f"punkt {r['punkt_nr']}" if r["punkt_nr"] else None
    tekst = " ".join(x for x in (r["udvalg"], dato(r["dato"]) if r["dato"] else None, nr) if x)
    maal = f" → {r['maal_punkt_id']}" if r["maal_punkt_id"] else f" ({r['metode']})" if r["metode"] else ""
    return r["retning"], tekst + maal


def _bemaerkning(r: Raekke) -> tuple[str, str]:
    return "bemærkning", f"{r['hvem'] + ': ' if r['hvem'] else ''}{r['tekst']} [{r['art']}]"


def _bevilling(r: Raekke) -> tuple[str, str]:
    vej = " → ".join(x for x in (r["fra"], r["til"]) if x)
    dele = (r["art"], f"{tal(r['beloeb_kr'])} kr.", vej, str(r["aar"]) if r["aar"] else None)
    return "bevilling", f"{', '.join(x for x in dele if x)} [{r['status'] or 'status ikke angivet'}]"


DELE: tuple[tuple[str, Callable[[Raekke], tuple[str, str]]], ...] = (
    ("journalnumre", lambda r: ("journalnummer", r["raa"])),
    ("fravaer", _fravaer),
    ("afsnit", _afsnit),
    ("indstillinger", _indstilling),
    ("afstemninger", _afstemning),
    ("stemmer", _stemme),
    ("bemaerkninger", _bemaerkning),
    ("bevillinger", _bevilling),
    ("bilag", lambda r: (f"bilag {r['nr']}", r["titel"])),
    ("henvisninger", _henvisning),
)


def fakta(etiket: str, tekst: str, hvor: Raekke | None = None) -> Iterator[str]:
    """One fact: its label, its text folded to the terminal, and where it was read."""
    bredde = max(min(shutil.get_terminal_size((100, 24)).columns, 120) - ETIKET, 30)
    linjer = [x for afsnit in tekst.splitlines() or [""] for x in textwrap.wrap(afsnit, bredde) or [""]]
    if etiket.startswith("afsnit") and len(linjer) > AFSNIT_LINJER + 1:
        linjer = [*linjer[: AFSNIT_LINJER + 1], f"… i alt {tal(len(tekst))} tegn"]
    if hvor and hvor.get("regel") and hvor["tegn_fra"] is not None:
        sted = f"side {tal(hvor['side'])}, tegn {tal(hvor['tegn_fra'])}–{tal(hvor['tegn_til'])}, {hvor['regel']}"
        linjer.append(click.style(f"↳ {sted}", dim=True))
    yield f"{etiket:<{ETIKET}}{linjer[0]}"
    yield from (" " * ETIKET + x for x in linjer[1:])
