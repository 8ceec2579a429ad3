"""Appropriations that recommendations and decisions state: kind, amount, from where to where, year, what became of it.

Only an amount with a word of appropriation is one; the amounts of the clause that says where the money comes from
belong to that. The amount is as printed: income and savings keep their positive number, and ``art`` or ``tekst`` tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from referat.extract.udsnit import Udsnit
from referat.extract.vaerdier import enhed, kroner, tal
from referat.models.viden import Regel, data, regler
from referat.schemas.fakta import Belaeg
from referat.schemas.poster import Bevilling, Indstilling
from referat.schemas.vokabular import Bevillingsstatus, Udfald

IKKE_ART = {"aendret", "finans", "forbehold", "forslag"}
FOR = {Udfald.GODKENDT, Udfald.TILTRAADT}
UAFGJORT = {None, Udfald.UDSAT, Udfald.OVERSENDT, Udfald.DROEFTET, Udfald.ORIENTERET, Udfald.INTET}

AAR = re.compile(r"\b(?:i|for|fra)\s+(?:regnskab\s+|budget\s+)?((?:19|20)\d\d)\b(?!\s*[-–]\s*\d)")
FLERE_AAR = re.compile(
    r"\b(?:20)\d\d\s*(?:[-–]|til(?: og med)?)\s*(?:20)?\d\d\b|fordelt (?:på|med)|\b(?:og frem|årligt)\b"
)
NAESTE = re.compile(
    r"\.?\s*(?:i\s+(?P<aar>20\d\d))?\s*(?:,|og|,\s*og)\s+(?:på\s+|med\s+)?(?P<tal>\d[\d.]*(?:,\d+)?)"
    r"\s*(?P<enhed>(?:mio|mill)\b\.?(?:\s*kr\b)?|t\.?\s?kr\b|kr\b)?\.?\s*i\s+(?P<aar2>20\d\d)\b"
)
CITAT = re.compile(r"[\"”“»„][^\"”“»«„]*[\"”“«]")
STOP = re.compile(
    r",(?!\d)(?!\s+[A-ZÆØÅ][\wæøå-]+(?:,|\s+og)\s)|;|\(|\n|\.(?=\s+[A-ZÆØÅ]|\s*$)|\s+i\s+20\d\d\b"
    r"|\s(?:jf|jævnfør|som|der|idet|hvor|samt|fordelt)\s|\s+og\s+(?:at|de[nt]?|meddel\w*)\b"
)
AARSLED = r"\.?\s*(?:årligt\s+)?(?:i\s+20\d\d(?:\s*-\s*20\d\d)?\s+)?"
FRA_TIL = re.compile(AARSLED + r"(?P<led>fra|til)\s+(?!20\d\d)")
TIL_FOER = re.compile(r"\b(?:til|vedrørende|vedr\.)\s+(?P<til>\S.*?)\s+på\s+(?:(?:i alt|ca\.)\s+)?$", re.DOTALL)
INTET_FORMAAL = re.compile(
    r"(?:både|netto|brutto|mer|mindre|dette|det\b|hertil|formålet)?\s*(?:(?:mer|mindre)?(?:udgift|indtægt)\w*.*)?"
    r"|.*(?:bevilling|rådighedsbeløb)",
    re.IGNORECASE | re.DOTALL,
)
"""What stands where a purpose would, and is none: `til netto merudgifter`, `til dette`, `til anlægsbevilling`."""
VEDR = re.compile(AARSLED + r"(?:vedrørende|vedr\.)\s+")
AAR_FOER = re.compile(r"\bi\s+(20\d\d)\s+på\s+$")
MINDSTE = 1.0
"""An amount under a krone is a unit left out in print: 0,539 kr."""


@dataclass(frozen=True, slots=True)
class Fund:
    """A stated appropriation in a text: its rule, where it begins and its amount ends, the amount and its year."""

    regel: Regel
    fra: int
    beloeb_fra: int
    til: int
    kr: float
    aar: int | None
    kaede_til: int
    """The end of the last amount of the row of years that this one is in."""


def find_bevillinger(
    indstillinger: Sequence[Indstilling], beslutning: Udsnit | None, udfald: Udfald | None, organ: str | None
) -> list[Bevilling]:
    """The appropriations of a punkt, those of its recommendations first; ``organ`` is the body that meets."""
    ud: list[Bevilling] = []
    for i in indstillinger:
        for f in find_fund(i.tekst):
            status = _status(f.regel.giver, i.udfald, organ) if not _har("forbehold", i.tekst) else _betinget(i.udfald)
            aendret = status is Bevillingsstatus.GIVET and beslutning is not None and _har("aendret", beslutning.tekst)
            if aendret or (i.udfald is None and udfald not in UAFGJORT):
                status = None
            ud.append(_bevilling(f, i.tekst, i.belaeg.model_copy(update={"regel": f.regel.id}), status, i.nr))
    for f, tekst, belaeg in _i_beslutning(beslutning):
        if not any((b.art, b.beloeb_kr) == (f.regel.giver, f.kr) for b in ud):
            ud.append(_bevilling(f, tekst, belaeg, _status_i_beslutning(f.regel.giver, tekst, udfald, organ), None))
    return ud


def find_fund(tekst: str) -> list[Fund]:
    """The appropriations that a text states, in its order; each amount once, by the first rule that takes it."""
    smaat = tekst.lower()
    mulige = [r for r in regler("bevillinger") if r.giver not in IKKE_ART and r.kan_findes(smaat)]
    graenser = [m.span() for m in _finans(tekst)] if mulige else []
    fundne: list[Fund] = []
    for regel in mulige:
        for m in regel.moenster.finditer(tekst):
            fra, til = m.start("tal"), m.end("enhed")
            kasse = regel.giver == "kassefinansiering"
            taget = any(f.beloeb_fra < til and fra < f.til for f in fundne) or (kasse and fundne)
            if taget or (not kasse and any(a <= fra < b for a, b in graenser)):
                continue
            fundne += _med_naeste(regel, m, tekst)
    return sorted(fundne, key=lambda f: f.beloeb_fra)


def _finans(tekst: str) -> Iterator[re.Match[str]]:
    """Each clause of finance: from its first word to the next point, sentence or new appropriation."""
    slut = r"(?:(?!\.\s+(?-i:[A-ZÆØÅ])|;|,?\s+(?:og|samt)\s+(?:at\b|der\b)|,\s+at\b|\bdermed\b)[\s\S])*"
    yield from re.finditer(_finansregel().moenster.pattern + slut, tekst, re.IGNORECASE)


def _med_naeste(regel: Regel, m: re.Match[str], tekst: str) -> Iterator[Fund]:
    """The amount of a match, and those that follow it with years of their own: `10 mio. kr. i 2023 og 30 i 2024`."""
    led = [(m["tal"], m["enhed"], m.start("tal"), m.end("enhed"), _aar(tekst, m))]
    while naeste := NAESTE.match(tekst, led[-1][3]):
        if naeste["aar"]:
            led[-1] = (*led[-1][:4], int(naeste["aar"]))
        slut = naeste.end("enhed") if naeste["enhed"] else naeste.end("tal")
        led.append((naeste["tal"], naeste["enhed"] or m["enhed"], naeste.start("tal"), slut, int(naeste["aar2"])))
    for cifre, maal, fra, til, aar in led:
        if (kr := _kr(cifre, maal)) is None:
            return
        yield Fund(regel, m.start(), fra, til, kr, aar, led[-1][3])


def _kr(cifre: str, maal: str) -> float | None:
    """The amount in kroner; None for a number whose unit must have been left out."""
    vaerdi = tal(cifre)
    e = enhed(maal if "kr" in maal.casefold() else f"{maal.rstrip('.')}. kr.")
    kr = None if vaerdi is None else kroner(vaerdi, e)
    return kr if kr is not None and abs(kr) >= MINDSTE else None


def _aar(tekst: str, m: re.Match[str]) -> int | None:
    """The one year that stands with an appropriation, outside the clause of finance; none where it has several."""
    if foer := AAR_FOER.search(tekst[: m.start("tal")]):
        return int(foer[1])
    slut = re.search(r"\.\s+[A-ZÆØÅ]|;|,?\s+og\s+at\b", tekst[m.end("enhed") :])
    led = CITAT.sub(" ", tekst[m.start() : m.end("enhed") + slut.start() if slut else len(tekst)])
    finans = _finansregel().moenster.search(led)
    led = led[: finans.start()] if finans else led
    fundne = {int(a) for a in AAR.findall(led)}
    return fundne.pop() if len(fundne) == 1 and not FLERE_AAR.search(led) else None


def _bevilling(f: Fund, tekst: str, belaeg: Belaeg, status: Bevillingsstatus | None, nr: int | None) -> Bevilling:
    fra, til = _fra_og_til(tekst, f)
    return Bevilling(
        art=f.regel.giver,
        beloeb_kr=f.kr,
        fra=fra,
        til=til,
        aar=f.aar,
        tekst=tekst,
        status=status,
        indstilling_nr=nr,
        belaeg=belaeg,
    )


def _fra_og_til(tekst: str, f: Fund) -> tuple[str | None, str | None]:
    """Where the money comes from and goes to.

    `fra X til Y` stands after the amount, `til Y på` before it, `finansieret af X` anywhere behind it.
    """
    led: dict[str, str] = {}
    i = f.kaede_til
    while m := FRA_TIL.match(tekst, i):
        i = _slut(tekst, m.end(), foer_til=m["led"] == "fra")
        led.setdefault(m["led"], tekst[m.end() : i])
    foer = TIL_FOER.search(tekst[f.fra : f.beloeb_fra].rstrip() + " ")
    if "til" not in led and foer and not INTET_FORMAAL.fullmatch(foer["til"]):
        led["til"] = foer["til"]
    elif "til" not in led and (m := VEDR.match(tekst, f.kaede_til)):
        led["til"] = tekst[m.end() : _slut(tekst, m.end())]
    if "fra" not in led and (finans := _finansregel().moenster.search(tekst, f.til)):
        led["fra"] = tekst[finans.end() : _slut(tekst, finans.end())]
    til = _ren(led.get("til"))
    return _ren(led.get("fra")), None if INTET_FORMAAL.fullmatch(til or "") else til


def _slut(tekst: str, fra: int, *, foer_til: bool = False) -> int:
    """Where a name ends: at a stop outside quotation marks, at the clause of finance, or before `til`."""
    maske = CITAT.sub(lambda m: "x" * len(m[0]), tekst)
    slutter = [m.start() for m in (STOP.search(maske, fra), _finansregel().moenster.search(maske, fra)) if m]
    if foer_til and (m := re.search(r"\s+til\s", maske[fra:])):
        slutter.append(fra + m.start())
    return min([*slutter, len(tekst)])


def _finansregel() -> Regel:
    return next(r for r in regler("bevillinger") if r.giver == "finans")


def _ren(navn: str | None) -> str | None:
    navn = re.sub(r"\s+", " ", navn or "").strip(" ,.;")
    if re.fullmatch(r"[\"”“»„][^\"”“»«„]*[\"”“«]", navn):
        navn = navn[1:-1]
    return navn or None


# --- what became of it -------------------------------------------------------------------------------------------


def _status(art: str, udfald: Udfald | None, organ: str | None) -> Bevillingsstatus | None:
    """Granted by a council, recommended by another body, refused, or only asked for; None where it is not clear."""
    raad = _er_raad(organ)
    if udfald is Udfald.ANBEFALET:
        return Bevillingsstatus.ANBEFALET
    if udfald in FOR and raad:
        return Bevillingsstatus.GIVET
    if udfald in FOR and raad is False and art in data("bevillinger")["kun_raad"]:
        return Bevillingsstatus.ANBEFALET
    if udfald is Udfald.AFVIST and raad:
        return Bevillingsstatus.AFSLAAET
    return Bevillingsstatus.SOEGT if udfald in UAFGJORT else None


def _betinget(udfald: Udfald | None) -> Bevillingsstatus | None:
    """An appropriation that depends on a choice is only asked for; what a yes to it means is not clear."""
    return Bevillingsstatus.SOEGT if udfald in UAFGJORT else None


def _status_i_beslutning(art: str, saetning: str, udfald: Udfald | None, organ: str | None) -> Bevillingsstatus | None:
    if re.search(r"\b(?:anbefal|indstil)\w*", saetning, re.IGNORECASE):
        return Bevillingsstatus.ANBEFALET
    return Bevillingsstatus.GIVET if udfald in FOR and _er_raad(organ) else None


def _er_raad(organ: str | None) -> bool | None:
    if not organ:
        return None
    return any(o in organ.casefold() for o in data("bevillinger")["givende"])


def _har(giver: str, tekst: str) -> bool:
    return any(r.giver == giver and r.moenster.search(tekst) for r in regler("bevillinger"))


def _i_beslutning(beslutning: Udsnit | None) -> Iterator[tuple[Fund, str, Belaeg]]:
    """What the decision itself states, paragraph by paragraph, where no one is named as proposing it."""
    for m in re.finditer(r"[^\n]+", beslutning.tekst if beslutning else ""):
        if beslutning and not _har("forslag", m[0]) and not _har("forbehold", m[0]):
            for f in find_fund(m[0]):
                yield f, m[0].strip(), beslutning.belaeg(m.start(), m.end(), f.regel.id)
