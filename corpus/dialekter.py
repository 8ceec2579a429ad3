"""Lays a generated meeting out as the publication systems do: FirstAgenda in four dialects, SBSYS, Acadre and others.

What differs between them is data (``corpus/data/dialekter.json``): the headings, whether the decision stands first,
where absence is printed, and how earlier treatments are listed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from referat.corpus.blokke import Art, Blok, Dokument
from referat.corpus.moeder import Behandling, Moede
from referat.corpus.ordbog import data
from referat.schemas.dansk import dansk_dato
from referat.schemas.vokabular import UGEDAGE

FIRSTAGENDA = ("fa_sidst", "fa_foerst", "fa_dato", "fa_ad")


def dialekt(navn: str) -> dict[str, Any]:
    """The dialect of that name."""
    return next(d for d in data("dialekter") if d["navn"] == navn)


def dokument(moede: Moede) -> Dokument:
    """The meeting as blocks, in the dialect of its kommune."""
    d = dialekt(moede.dialekt)
    hoved, punkt = OPSAETNINGER.get(d["navn"], (_fa_hoved, _fa_punkt))
    blokke = [*hoved(moede, d)]
    for p in moede.punkter:
        blokke += punkt(moede, p, d)
    bund = "Side {side} af {sider}" if d["stil"] in ("sbsys", "vera") else ""
    return Dokument(tuple(blokke), stil=d["stil"], bund=bund, titel=f"{moede.udvalg} {moede.dato:%d-%m-%Y}")


def fravaerende_navne(moede: Moede, punkt: Behandling) -> list[str]:
    """Everyone away from a punkt, without party."""
    return [p.navn for p in (*moede.afbud, *punkt.vaek)]


def _t(tekst: str, maerke: str = "") -> Blok:
    return Blok(Art.TEKST, tekst, maerke)


def _fa_hoved(moede: Moede, d: dict[str, Any]) -> Iterator[Blok]:
    ugedag = UGEDAGE[moede.dato.weekday()].capitalize()
    yield Blok(Art.TITEL, f"REFERAT {moede.udvalg} d. {moede.dato:%d-%m-%Y}")
    dato = f"{moede.dato:%d}. {dansk_dato(moede.dato).split(' ', 1)[1]}"
    yield Blok(Art.FELT, f"{ugedag} d. {dato} kl. {moede.start}", "Mødedato")
    yield Blok(Art.FELT, moede.sted, "Mødested")
    if d.get("medlemmer", True):
        navne = [p.navn + (" (Afbud)" if p in moede.afbud else "") for p in moede.medlemmer]
        yield Blok(Art.FELT, ", ".join(navne), "Mødedeltagere")
    yield Blok(Art.SIDE)
    yield Blok(Art.OVERSKRIFT, "Indholdsfortegnelse")
    yield Blok(Art.INDHOLD)


def _fa_punkt(moede: Moede, p: Behandling, d: dict[str, Any]) -> Iterator[Blok]:
    yield Blok(Art.PUNKT, f"Punkt {p.nr}: {'Lukket: ' if p.lukket else ''}{p.sag.titel}")
    yield _t(p.sag.journalnummer)
    if d.get("foerst"):
        yield from _beslutning(moede, p, d)
    yield from _sagsdel(moede, p, d)
    if not d.get("foerst"):
        yield from _beslutning(moede, p, d)
    yield from _henvisninger(p, d)
    yield from _bilag(p)
    if d["fravaer"] == "linje" and fravaerende_navne(moede, p):
        yield _t(", ".join(fravaerende_navne(moede, p)), "Fraværende")


def _sagsdel(moede: Moede, p: Behandling, d: dict[str, Any]) -> Iterator[Blok]:
    """Resume, presentation with its table, and recommendation."""
    if p.sag.resume:
        yield Blok(Art.OVERSKRIFT, "Resume")
        yield _t(p.sag.resume)
    yield from _fremstilling(p, d["fremstilling"])
    if p.sag.punkter:
        yield Blok(Art.OVERSKRIFT, "Indstilling")
        yield _t(f"{p.sag.indstiller} indstiller til {moede.udvalg},")
        yield from (Blok(Art.LED, tekst, f"{n}.") for n, tekst in enumerate(p.sag.punkter, 1))


def _fremstilling(p: Behandling, overskrift: str) -> Iterator[Blok]:
    if p.sag.fremstilling or p.sag.led:
        yield Blok(Art.OVERSKRIFT, overskrift)
        yield from map(_t, p.sag.fremstilling)
        yield from (Blok(Art.LED, x, "-") for x in p.sag.led)
    if p.sag.tabel:
        yield Blok(Art.TABEL, maerke="gentag" if p.sag.journalnummer[-1] in "02468" else "", raekker=p.sag.tabel.trykt)


def _beslutning(moede: Moede, p: Behandling, d: dict[str, Any]) -> Iterator[Blok]:
    linjer = [*p.ordlyd, *_fravaer_i_beslutning(moede, p, d)]
    if not linjer:
        return
    overskrift = d["beslutning"].format(
        udvalg=moede.udvalg, dato=dansk_dato(moede.dato), ddmmyyyy=f"{moede.dato:%d-%m-%Y}"
    )
    yield Blok(Art.OVERSKRIFT, overskrift)
    for linje in linjer:
        if d.get("ad") and linje.startswith("Ad ") and ". " in linje[4:]:
            nr, svar = linje[:5], linje[6:]
            yield _t(f"{nr} at:")
            yield _t(svar)
        else:
            yield _t(linje)


def _fravaer_i_beslutning(moede: Moede, p: Behandling, d: dict[str, Any]) -> list[str]:
    """How a dialect says in the decision who missed the meeting."""
    navne = ", ".join(str(x) for x in moede.afbud)
    if not navne or not p.ordlyd:
        return []
    match d["fravaer"]:
        case "afbud_i_punkt":
            return [f"Afbud til hele mødet: {navne}" if p.nr == 1 else f"Fraværende: {navne}"]
        case "afbud":
            return [f"Afbud: {', '.join(x.navn for x in moede.afbud)}"]
        case "saetning":
            return [f"{x} var fraværende." for x in moede.afbud]
    return []


def _henvisninger(p: Behandling, d: dict[str, Any]) -> Iterator[Blok]:
    """Earlier and later treatments, where the dialect lists them."""
    if d.get("henvisning") == "forloeb" and p.tidligere:
        yield Blok(Art.OVERSKRIFT, "Sagsforløb")
        for h in p.tidligere:
            yield from map(_t, (f"Udvalg: {h.udvalg}", f"Dato: {h.dato:%d-%m-%Y}", f"Punktnummer: {h.punkt}"))
    if d.get("henvisning") == "relateret":
        if p.kommende:
            yield Blok(Art.OVERSKRIFT, "Kommende behandlingsforløb")
            yield from (_t(f"{h.udvalg} {h.dato:%d.%m.%Y}") for h in p.kommende)
        if p.tidligere:
            yield Blok(Art.OVERSKRIFT, "Relateret behandling")
            yield from (_t(f"{h.udvalg} {h.dato:%d.%m.%Y}, punkt {h.punkt}") for h in p.tidligere)


def _bilag(p: Behandling) -> Iterator[Blok]:
    if p.sag.bilag:
        yield Blok(Art.OVERSKRIFT, "Bilag")
        yield from map(_t, p.sag.bilag)


def _sbsys_hoved(moede: Moede, d: dict[str, Any]) -> Iterator[Blok]:
    yield Blok(Art.TITEL, moede.udvalg)
    yield _t("Referat fra ordinært møde")
    yield _t(f"{UGEDAGE[moede.dato.weekday()].capitalize()} den {dansk_dato(moede.dato)}", "Dato:")
    yield _t(f"Kl. {moede.start}", "Tidspunkt:")
    yield _t(moede.sted, "Sted:")
    yield _t(", ".join(map(str, moede.medlemmer)), "Medlemmer:")
    yield _t(", ".join(map(str, moede.afbud)) or "Ingen", "Fraværende:")


def _sbsys_punkt(moede: Moede, p: Behandling, d: dict[str, Any]) -> Iterator[Blok]:
    yield Blok(Art.PUNKT, f"{p.nr}. {'LUKKET PUNKT - ' if p.lukket else ''}{p.sag.titel}")
    yield _t(f"Sagsnr.: {p.sag.journalnummer}")
    yield from _sagsdel(moede, p, d)
    yield from _beslutning(moede, p, d)
    yield from _bilag(p)


def _acadre_hoved(moede: Moede, d: dict[str, Any]) -> Iterator[Blok]:
    yield Blok(Art.TITEL, "Beslutningsprotokol")
    yield _t(f"{UGEDAGE[moede.dato.weekday()]} den {dansk_dato(moede.dato)} kl. {moede.start}")
    yield _t(moede.sted, "Mødested:")
    yield _t(moede.udvalg, "Udvalg:")
    yield _t(", ".join(x.navn for x in moede.medlemmer), "Medlemmer:")
    afbud = ", ".join(x.navn for x in moede.afbud)
    yield _t(f"Afbud: {afbud}" if afbud else "", "Bemærkninger:")


def _acadre_punkt(moede: Moede, p: Behandling, d: dict[str, Any]) -> Iterator[Blok]:
    yield Blok(Art.LED, "Udskriv", "•")
    initialer = "".join(o[0] for o in p.sag.indstiller.lower().split())
    yield _t(f"Sagsid.: {p.sag.journalnummer}, Sagsinitialer: {initialer}")
    yield from _fremstilling(p, d["fremstilling"])
    if p.sag.punkter:
        yield Blok(Art.OVERSKRIFT, "Indstilling")
        yield _t(f"{p.sag.indstiller} indstiller,")
        yield from map(_t, acadre_led(p.sag.punkter))
    yield from _beslutning(moede, p, d)
    yield from _bilag(p)


def acadre_led(punkter: tuple[str, ...]) -> list[str]:
    """Unnumbered points as one sentence over several lines."""
    slut = [*([","] * (len(punkter) - 2)), ", og", "."][-len(punkter) :]
    return [a + b for a, b in zip(punkter, slut, strict=True)]


def _trung_hoved(moede: Moede, d: dict[str, Any]) -> Iterator[Blok]:
    yield Blok(Art.TITEL, f"{moede.udvalg} – Referat – {dansk_dato(moede.dato)}")


def trung_titel(p: Behandling) -> str:
    """The title with its letter: (O) for orientering, (B) for beslutning."""
    return f"{p.sag.titel} ({'O' if p.sag.art in ('orientering', 'droeftelse') else 'B'})"


def _trung_punkt(moede: Moede, p: Behandling, d: dict[str, Any]) -> Iterator[Blok]:
    adgang = "Lukket" if p.lukket else "Åbent"
    yield Blok(Art.PUNKT, f"{p.nr}. {trung_titel(p)}")
    yield _t(f"{p.nr}.     {trung_titel(p)}")
    numre = f"Sagsnr.: {p.sag.journalnummer}                 Dok.nr.: {p.sag.journalnummer}{p.nr:02d}"
    yield _t(f"{numre}          {adgang}")
    yield _t(f"Kompetence: {p.kommende[-1].udvalg if p.kommende else moede.udvalg}")
    if p.sag.resume:
        yield Blok(Art.OVERSKRIFT, "Beslutningstema")
        yield _t(p.sag.resume)
    yield from _fremstilling(p, d["fremstilling"])
    if p.sag.punkter:
        yield Blok(Art.OVERSKRIFT, "Indstilling")
        yield _t(f"{p.sag.indstiller} indstiller,")
        yield from (Blok(Art.LED, tekst, f"{n}.   ") for n, tekst in enumerate(p.sag.punkter, 1))
    if p.ordlyd:
        yield Blok(Art.OVERSKRIFT, d["beslutning"].format(udvalg=moede.udvalg, dato=dansk_dato(moede.dato)))
        yield _t(f"Fraværende: {', '.join(map(str, moede.afbud))}")
        yield from map(_t, p.ordlyd)
    yield from _bilag(p)


def _oe_hoved(moede: Moede, d: dict[str, Any]) -> Iterator[Blok]:
    yield Blok(Art.TITEL, "Referat")
    yield _t(moede.udvalg)
    yield _t(f"{moede.dato:%d-%m-%Y} kl. {moede.start}")
    yield _t(moede.sted)
    yield Blok(Art.OVERSKRIFT, "Dagsordenspunkter")
    for p in moede.punkter:
        yield _t(f"{'lukket' if p.lukket else 'åbent'} {p.nr} {oe_titel(p)}")


def oe_titel(p: Behandling) -> str:
    """The first punkt of these bodies lists who is away, and says so in its title."""
    return "Fraværende og bemærkninger til dagsordenen" if p.nr == 1 else p.sag.titel


def _oe_punkt(moede: Moede, p: Behandling, d: dict[str, Any]) -> Iterator[Blok]:
    yield _t("Til indholdsfortegnelse")
    yield _t(f"{'Lukket' if p.lukket else 'Åbent'} punkt")
    yield Blok(Art.PUNKT, f"{p.nr}  {oe_titel(p)}")
    yield _t(p.sag.journalnummer)
    yield from map(_t, ("Behandling", "Mødedato", "Åbent punkt", "Lukket punkt"))
    yield from map(_t, (moede.udvalg, f"{moede.dato:%d-%m-%Y}", str(p.nr)))
    if p.nr == 1:
        yield Blok(Art.OVERSKRIFT, "Fraværende")
        yield _t(", ".join(x.navn for x in moede.afbud) or "Ingen.")
        yield Blok(Art.OVERSKRIFT, "Bemærkninger til dagsordenen")
        yield _t("Ingen.")
        return
    if p.sag.resume:
        yield Blok(Art.OVERSKRIFT, "Resumé")
        yield _t(p.sag.resume)
    if p.ordlyd:
        yield Blok(Art.OVERSKRIFT, "Indstilling og beslutning")
        if p.sag.punkter:
            yield _t(f"{p.sag.indstiller} indstiller,")
            yield from (Blok(Art.LED, tekst, "·        ") for tekst in p.sag.punkter)
        yield _t(d["beslutning"].format(udvalg=moede.udvalg, dato=dansk_dato(moede.dato)))
        yield from map(_t, p.ordlyd)
    yield from _fremstilling(p, d["fremstilling"])
    yield from _bilag(p)


Hoved = Callable[[Moede, dict[str, Any]], Iterator[Blok]]
Punktsats = Callable[[Moede, Behandling, dict[str, Any]], Iterator[Blok]]
OPSAETNINGER: dict[str, tuple[Hoved, Punktsats]] = {
    "sbsys": (_sbsys_hoved, _sbsys_punkt),
    "acadre": (_acadre_hoved, _acadre_punkt),
    "trung": (_trung_hoved, _trung_punkt),
    "oe": (_oe_hoved, _oe_punkt),
}
