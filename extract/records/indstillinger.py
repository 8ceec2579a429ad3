"""The recommendations of a punkt: who recommends what to whom, point by point."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from referat.extract.udsnit import Udsnit
from referat.models.organer import find_organ
from referat.models.viden import Regel, moenster, regler, udtryk
from referat.schemas.poster import Indstilling
from referat.schemas.vokabular import MAANEDER

ORGAN_LAENGDE = 400
BISAETNING = re.compile(r",\s*[a-zæøå]+\s+[a-zæøå]+|\.\s")
"""Who recommends is a name; with a clause or a full stop in it the words before the verb are a sentence."""
LAENGSTE_ALENE = 600
"""An unmarked text longer than this is an explanation, not a recommended point."""
MAANED = re.compile(rf"\s*(?:{'|'.join(MAANEDER)})\b(?!-)")
"""`9. december` at the beginning of a line is no ninth point."""
HEL_SAETNING = re.compile(r"\s*(?P<tekst>\S+(?:\s+\S+){3,}?\.)(?=\s*\n)")
"""A lead-in that says by itself what is recommended: what is listed under it explains."""


@dataclass(frozen=True, slots=True)
class Indleder:
    """The lead-in of a recommendation, and where it ends."""

    hvem: str | None
    til: str | None
    slut: int


UDEN = Indleder(None, None, 0)


@dataclass(frozen=True, slots=True)
class Maerke:
    """A line that begins a point: its place, where its text starts, its number, and the rule."""

    fra: int
    tekst_fra: int
    nr: int | None
    regel: Regel


def find_indstillinger(afsnit: Sequence[tuple[str | None, Udsnit]], naevnt: int = 0) -> list[Indstilling]:
    """The recommended points of a punkt's sections of that role, each with its heading, numbered as printed or 1, 2.

    ``naevnt`` is the highest point that the decision names: what has no marks is parted only where it has so many.
    """
    ud: list[Indstilling] = []
    for overskrift, udsnit in afsnit:
        ud += _af_afsnit(overskrift, udsnit, len(ud), naevnt if len(afsnit) == 1 else 0)
    return ud


def _af_afsnit(overskrift: str | None, udsnit: Udsnit, foer: int, naevnt: int) -> list[Indstilling]:
    tekst = udsnit.tekst
    if not tekst.strip() or _ingen(tekst):
        return []
    ud: list[Indstilling] = []
    graenser = _indledere(tekst)
    blokke = graenser or [(0, replace(_af_overskrift(overskrift), slut=0))]
    for (_, indleder), (naeste, _) in zip(blokke, [*blokke[1:], (len(tekst), None)], strict=True):
        for fra, til, nr, regel in _punkter(tekst, indleder.slut, naeste, indleder != UDEN, naevnt):
            nummer = nr if nr is not None and nr > len(ud) + foer else len(ud) + foer + 1
            ud.append(
                Indstilling(
                    belaeg=udsnit.belaeg(fra, til, regel),
                    nr=nummer,
                    tekst=re.sub(r"\s+", " ", tekst[fra:til]).strip(" *"),
                    indstiller=indleder.hvem,
                    til=indleder.til,
                )
            )
    return ud


def _af_overskrift(overskrift: str | None) -> Indleder:
    """The lead-in that a heading is (`Administrationen indstiller`), or the body that it names."""
    if not overskrift:
        return UDEN
    if indledere := _indledere(overskrift):
        return indledere[0][1]
    organ = find_organ(overskrift)
    return Indleder(moenster("struktur", "ejefald").sub("", organ[0]), None, 0) if organ else UDEN


def _ingen(tekst: str) -> bool:
    return any(r.giver == "ingen" and r.moenster.match(tekst) for r in regler("indstilling"))


def _indledere(tekst: str) -> list[tuple[int, Indleder]]:
    """Each lead-in (`X indstiller til Y, at`) at the beginning of a line."""
    ud: list[tuple[int, Indleder]] = []
    for regel in regler("indstilling"):
        if regel.giver != "indleder":
            continue
        for m in regel.moenster.finditer(tekst):
            if any(a <= m.start() < max(i.slut, a + 1) for a, i in ud):
                continue
            g = m.groupdict()
            hvem = re.sub(r"\s+", " ", g.get("hvem") or "").strip(" *#,") or None
            if hvem and udtryk("indstilling", "ingens_navn").match(hvem):
                continue
            if hvem and BISAETNING.search(hvem):
                hvem = None
            videre = moenster("indstilling", "anbefaler-videre").match(tekst, m.end())
            slut = videre.end() if videre else m.end()
            ud.append((m.start(), Indleder(hvem, _organer(tekst, m) if g.get("til") else None, slut)))
    return sorted(ud, key=lambda x: x[0])


def _organer(tekst: str, m: re.Match[str]) -> str | None:
    """The bodies at the beginning of a lead-in's address, parted by `; `; else its words up to the first comma."""
    adresse = re.sub(r"\s+", " ", tekst[m.start("til") : m.start("til") + ORGAN_LAENGDE])
    ud: list[str] = []
    while (organ := find_organ(adresse)) and organ.start() == 0:
        ud.append(organ[0])
        adresse = udtryk("indstilling", "mellem_organer").sub("", adresse[organ.end() :], count=1)
    return "; ".join(ud) or re.sub(r"\s+", " ", m["til"]).strip(" ,*") or None


def _punkter(
    tekst: str, fra: int, til: int, indledt: bool, naevnt: int = 0
) -> Iterator[tuple[int, int, int | None, str]]:
    """(start, end, number, rule) of each point: what its mark begins, a lead-in that is a sentence, else the whole."""
    maerker = _maerker(tekst, fra, til)
    if not maerker:
        hele = tekst[fra:til].strip(" \n*,:")
        if hele and len(hele) <= LAENGSTE_ALENE:
            start = tekst.index(hele, fra)
            regel = "indstilling:hele" if indledt else "indstilling:uden-indleder"
            yield from ((a, b, None, regel) for a, b in _sideordnede(tekst, start, start + len(hele), naevnt))
        return
    if indledt and (m := HEL_SAETNING.match(tekst, fra, maerker[0].fra)):
        yield *m.span("tekst"), None, "indstilling:hele"
        maerker = [x for x in maerker if _siger_at(tekst, x)]
    for x, naeste in zip(maerker, [*(y.fra for y in maerker[1:]), til], strict=False):
        slut = x.tekst_fra + len(tekst[x.tekst_fra : naeste].rstrip())
        dele = _sideordnede(tekst, x.tekst_fra, slut, naevnt) if len(maerker) == 1 else [(x.tekst_fra, slut)]
        yield from ((a, b, x.nr, x.regel.id) for a, b in dele if b > a)


def _sideordnede(tekst: str, fra: int, til: int, naevnt: int) -> list[tuple[int, int]]:
    """The points of one sentence (`at A, at B, og at C`). An `at` that a verb right before it governs is none, and what
    follows it may be governed as well."""
    if naevnt > 1 and (dele := _som_naevnt(tekst, fra, til, naevnt)):
        return dele
    regel = next(r for r in regler("indstilling") if r.giver == "at i linjen")
    alle = regel.moenster.finditer(tekst, fra, til)
    snit = list(itertools.takewhile(lambda m: not _er_styret(tekst, fra, m), alle))
    ord_ = [bool(re.search(r"\w", m[0])) for m in snit]
    dele = list(zip([fra, *(m.end() for m in snit)], [*(m.start() for m in snit), til], strict=True))
    if len(dele) > 1 and moenster("indstilling", "videre-led").match(tekst[slice(*dele[0])]):
        dele = [(dele[0][0], dele[1][1]), *dele[2:]]
    ens = {bool(udtryk("indstilling", "navnemaade").match(tekst[a:b])) for a, b in dele}
    komma = all(m[0].lstrip().startswith(",") for m in snit)
    # `at A og at B` without a comma is one point, and a list ends with `og` where its parts do not stand by themselves
    hele = bool(snit) and komma and all(_er_helt_led(tekst[a:b]) for a, b in dele)
    if (hele or (any(ord_) and (not all(ord_) or komma))) and len(ens) == 1:
        return dele
    bare = [] if snit else _bare_led(tekst, fra, til)
    return bare if bare and naevnt in (0, len(bare)) else [(fra, til)]


def _er_styret(tekst: str, fra: int, skel: re.Match[str]) -> bool:
    """Whether a word before an `at` governs it; no preposition does past `og`."""
    foran = not re.search(r"\w", skel[0]) and udtryk("indstilling", "styrer_at_foran").search(tekst, fra, skel.start())
    return bool(foran or udtryk("indstilling", "styrer_at").search(tekst, fra, skel.start()))


def _er_helt_led(led: str) -> bool:
    """Whether a part of a sentence says by itself what is to be done, and has no `at` within."""
    inde = udtryk("indstilling", "at_indeni").search(led.lstrip())
    return inde is None and moenster("indstilling", "helt-led").match(led) is not None


def _bare_led(tekst: str, fra: int, til: int) -> list[tuple[int, int]]:
    """The points of a list whose line breaks were lost (`at A godkendes at B sælges`): nothing governs any `at`, and
    each says by itself what is to be done; none where that is not so."""
    styrer = [udtryk("indstilling", x) for x in ("styrer_at", "styrer_at_foran")]
    styrer.append(moenster("indstilling", "styrer-bart-at"))
    alle = moenster("indstilling", "bart-at").finditer(tekst[fra:til])
    snit = [m for m in alle if not any(x.search(tekst, fra, fra + m.start()) for x in styrer)]
    graenser = [fra, *(fra + m.end() for m in snit), til]
    dele = [(a, a + len(tekst[a:b].rstrip())) for a, b in itertools.pairwise(graenser)]
    return dele if all(moenster("indstilling", "helt-led").match(tekst[a:b]) for a, b in dele) else []


def _som_naevnt(tekst: str, fra: int, til: int, naevnt: int) -> list[tuple[int, int]]:
    """The points of a text in which nothing but `at` or their numbers parts them, where they are as many as the
    decision names."""
    for regel in (r for r in regler("indstilling") if r.giver == "som nævnt"):
        alle = regel.moenster.finditer(tekst, fra, til)
        snit = [m for m in alle if "nr" in m.groupdict() or not _er_styret(tekst, fra, m)]
        numre = [int(m["nr"]) for m in snit if "nr" in m.groupdict()]
        if len(snit) == naevnt - 1 and numre in ([], [*range(2, naevnt + 1)]):
            return list(zip([fra, *(m.end() for m in snit)], [*(m.start() for m in snit), til], strict=True))
    return []


def _maerker(tekst: str, fra: int, til: int) -> list[Maerke]:
    """The marks of one kind in a stretch; a numbered list must begin with its first number."""
    for regel in regler("indstilling"):
        if regel.giver not in ("punkt", "punkter"):
            continue
        ud = []
        start = fra
        for linje in tekst[fra:til].splitlines(keepends=True):
            if (m := regel.moenster.match(linje)) and linje.strip() and not MAANED.match(linje, m.end()):
                ud.append(Maerke(start, start + m.end(), _nummer(m), regel))
            start += len(linje)
        if len(ud) > 1 and all(x.nr == 1 and _siger_at(tekst, x) for x in ud):  # a web page's lists of one point each
            ud = [replace(x, nr=None) for x in ud]
        ud = _uden_underpunkter(tekst, ud)
        if regel.giver == "punkter" and len(ud) == 1:  # `at 1. etape godkendes`
            continue
        if ud and (ud[0].nr is None or ud[0].nr <= 1 or len(ud) > 1) and _i_raekke(ud):
            return ud if len(ud) > 1 else _i_linjen(tekst, fra, til) or ud
    return _i_linjen(tekst, fra, til)


def _i_linjen(tekst: str, fra: int, til: int) -> list[Maerke]:
    """The marks of a numbered list that is run together: `1. at … 2. at …`; none unless it counts up from 1."""
    for regel in (r for r in regler("indstilling") if r.giver == "i linjen"):
        alle = regel.moenster.finditer(tekst, fra, til)
        ud = [Maerke(m.start(), m.end(), _nummer(m), regel) for m in alle if not MAANED.match(tekst, m.end())]
        if len(ud) > 1 and [m.nr for m in ud] == list(range(1, len(ud) + 1)):
            return ud
    return []


def _uden_underpunkter(tekst: str, maerker: Sequence[Maerke]) -> list[Maerke]:
    """The marks without those of a list inside a point: it begins at 1 again, and ends where the outer one goes on.

    A number that may belong to either is the outer one's if it is worded so (`at …`) and does not come again.
    """
    ud: list[Maerke] = []
    under = 0
    for n, m in enumerate(maerker):
        videre = bool(ud) and m.nr == (ud[-1].nr or 0) + 1 and all(x.nr != m.nr for x in maerker[n + 1 :])
        ens = bool(ud) and _siger_at(tekst, m) == _siger_at(tekst, ud[0])
        if ud and m.nr is not None and (m.nr == 1 or (under and m.nr == under + 1 and not (videre and ens))):
            under = m.nr
        else:
            ud.append(m)
            under = 0
    return ud


def _siger_at(tekst: str, m: Maerke) -> bool:
    """Whether a point is worded `at …`."""
    return udtryk("indstilling", "at").match(tekst, m.tekst_fra) is not None


def _nummer(m: re.Match[str]) -> int | None:
    g = m.groupdict()
    if g.get("nr"):
        return int(g["nr"])
    return ord(g["bogstav"].lower()) - ord("a") + 1 if g.get("bogstav") else None


def _i_raekke(maerker: Sequence[Maerke]) -> bool:
    numre = [m.nr for m in maerker if m.nr is not None]
    return all(b > a or b == a > 1 for a, b in itertools.pairwise(numre))
