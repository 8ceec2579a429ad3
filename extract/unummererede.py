"""Unnumbered punkter: what else may begin one, the surest sign first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

from referat.extract.indhold import Indhold, laes_indhold
from referat.extract.linjesyn import Linjer, Start, er_maerke, kan_vaere_titel, uden_sagsnummer
from referat.extract.moede import find_titel
from referat.extract.overskrifter import Overskrift
from referat.extract.records.beslutning import hoejeste_punkt
from referat.extract.vaerdier import find_datoer
from referat.models.afsnit import noegle, ordliste
from referat.models.organer import er_organ
from referat.models.titler import lukket_titel
from referat.models.viden import moenster, regler
from referat.schemas.vokabular import Afsnitsart

STARTER = {Afsnitsart.RESUME, Afsnitsart.SAGSFREMSTILLING, Afsnitsart.PROCEDURE}
"""Roles that a punkt's text begins with."""
STAMME = 6
LANGT_ORD = re.compile(r"\w{6,}")
POINT = re.compile(r"\s*(?:\d{1,2}[.)]|at\b|[•*–-])\s")
KORTEST = 8
"""Letters of a title that the contents list shows to be one."""
KORT = 40
"""A heading of a kommune's own is no longer than this."""
GENTAGET = 3
"""A line that stands so often over a case number, and over most, is the last of each punkt and no title."""
NAESTEN_ALLE = 0.8
"""What so many of a document's punkter have, all do that may."""
FLESTE = 2
"""Titles are found over at least one in so many of the decisions."""
AFGJORT = {Afsnitsart.BESLUTNING, Afsnitsart.INDSTILLING}


def find_unummererede(x: Linjer, indhold: Indhold) -> list[Start]:
    """Ways to begin without a borne-out number, the surest first: a title printed twice, a title over its case number,
    a title over the first of the headings that repeat, the headings alone."""
    if sikre := sikre_uden_nummer(x, indhold) or _kun_sagsnumre(x):
        return sikre
    titler, hoveder = _titel_over_overskrift(x), _kun_overskrifter(x)
    afgjorte = sum(h is not None and h.art is Afsnitsart.BESLUTNING and h.udvalg is None for h in x.overskrifter)
    if len(titler) > 1 and len(titler) * FLESTE >= afgjorte:  # else they are the last lines of other sections
        return titler
    return hoveder if len(hoveder) > 1 else titler or hoveder


def sikre_uden_nummer(x: Linjer, indhold: Indhold) -> list[Start]:
    """Titles that stand twice, or over their case number, or that the contents list names."""
    over, fra_indhold = titel_over_sagsnummer(x, indhold), _titel_fra_indhold(x, indhold)
    flere = len(fra_indhold) > len(over) and {s.i for s in fra_indhold}.issuperset(s.i for s in over)
    return _titel_to_gange(x) or (fra_indhold if flere else over or fra_indhold)


def _titel_to_gange(x: Linjer) -> list[Start]:
    ud: list[Start] = []
    for i, linje in enumerate(x.linjer):
        naeste = x.fyldte(i)[:1]
        if naeste and kan_vaere_titel(x, i) and noegle(linje.tekst) == noegle(x.linjer[naeste[0]].tekst):
            ud += [] if _gentager(x, i) else [Start(i, None, linje.tekst.strip(), "punktstart:titel-to-gange", 3)]
    return ud if len(ud) > 1 else []


def _gentager(x: Linjer, i: int) -> bool:
    """Whether a line is the one before it once more: a title printed twice or thrice is one."""
    foer = x.foer(i)
    return foer is not None and noegle(x.linjer[foer].tekst) == noegle(x.linjer[i].tekst)


def _titel_fra_indhold(x: Linjer, indhold: Indhold) -> list[Start]:
    """Lines of the body that the contents list names; without a headed list, a run of short lines that all come again
    is one."""
    if not indhold.poster:
        indhold = _uanmeldt_indhold(x)
    ud = [
        Start(i, None, linje.tekst.strip(), "punktstart:indhold", 3)
        for i, linje in enumerate(x.linjer)
        if i >= indhold.til
        and kan_vaere_titel(x, i)
        and indhold.naevner(uden_sagsnummer(linje.tekst.strip(" *#•-"), [linje])[0])
        and not _gentager(x, i)
        and not _er_bilag(x, i)
    ]
    return ud if len(ud) > 1 else []


def _er_bilag(x: Linjer, i: int) -> bool:
    """Whether a line stands right under the heading of attachments."""
    foer = x.foer(i)
    h = x.overskrifter[foer] if foer is not None else None
    return h is not None and h.art is Afsnitsart.BILAG and not x.linjer[i - 1].tom


def _uanmeldt_indhold(x: Linjer) -> Indhold:
    """A contents list without a heading."""
    antal = Counter(noegle(k.tekst) for i, k in enumerate(x.linjer) if kan_vaere_titel(x, i))
    raekke: list[int] = []
    for i, linje in enumerate(x.linjer):
        if linje.tom:
            continue
        if antal[noegle(linje.tekst)] > 1:
            raekke.append(i)
        elif len(raekke) > 1:
            break
        else:
            raekke = []
    return laes_indhold(x.linjer, raekke[0], raekke[-1] + 1) if len(raekke) > 1 else Indhold(0, 0, ())


def titel_over_sagsnummer(x: Linjer, indhold: Indhold) -> list[Start]:
    """A title over its case number; where those are short and count up (`Sag nr. 129`) they number the punkter. One
    that sounds like an outcome (`Til efterretning`) is in the contents list."""
    ud: list[Start] = []
    for i in range(len(x)):
        foer = _over_maerket(x, i) if x.sagslinje[i] else None
        if foer is None:
            continue
        if kan_vaere_titel(x, foer) or indhold.begynder(x.linjer[foer].tekst, KORTEST) or x.er_fast_punkt(foer):
            m = moenster("struktur", "sag-nr").match(x.linjer[i].tekst)
            regel = "punktstart:titel-sag-nr" if m else "punktstart:titel-sagsnr"
            ud.append(Start(foer, m[1] if m else None, x.linjer[foer].tekst.strip(), regel, 3))
    antal = Counter(noegle(s.titel) for s in ud)
    titler = [s for s in ud if antal[noegle(s.titel)] < GENTAGET or 2 * antal[noegle(s.titel)] <= len(ud)]
    return titler if 2 * len(titler) > len(ud) else []


def _over_maerket(x: Linjer, i: int) -> int | None:
    """The line over ``i``, or over the mark that stands between (`Åben sag`) if that line is set apart above."""
    foer = x.foer(i)
    if foer is None or not er_maerke(x.linjer[foer].tekst):
        return foer
    over = x.foer(foer)
    return over if over == foer - 1 and x.adskilt(over) else foer


def _kun_sagsnumre(x: Linjer) -> list[Start]:
    """Case lines that begin punkter without titles: before any heading, and nearly all right over one."""
    sager = [i for i, sag in enumerate(x.sagslinje) if sag and not (i and x.sagslinje[i - 1])]
    over = [i for i in sager for j in x.fyldte(i)[:1] if x.overskrifter[j] or lukket_titel(x.linjer[j].tekst)[1]]
    egne = ordliste("dokumentets_navn")
    dele = [i for i, h in enumerate(x.overskrifter) if h and h.art in STARTER | AFGJORT and noegle(h.ord) not in egne]
    if len(over) < GENTAGET or len(over) < NAESTEN_ALLE * len(sager) or not dele or sager[0] > dele[0]:
        return []
    return [Start(i, None, "", "punktstart:sagsid", 2) for i in sager]


def _titel_over_overskrift(x: Linjer) -> list[Start]:
    """Short lines above a starting heading, once a decision has passed or at the beginning."""

    def begynder(i: int, art: Afsnitsart) -> Start | None:
        foer = x.foer(i)
        if art not in STARTER | AFGJORT or foer is None or not kan_vaere_titel(x, foer) or not _alene(x, foer):
            return None
        if art in AFGJORT and _hele_afsnittet(x, foer, art):
            return None
        return Start(foer, None, x.linjer[foer].tekst.strip(), "punktstart:titel", 2)

    return _en_til_hver_beslutning(x, begynder) if x.har(*AFGJORT) else []


def _hele_afsnittet(x: Linjer, i: int, under: Afsnitsart) -> bool:
    """Whether a line between a heading and one of a decision or a recommendation is the section's text; a list of
    attachments may be empty, and then it is the title of a punkt that begins with what is recommended."""
    over = x.foer(i)
    h = x.overskrifter[over] if over is not None else None
    tom_liste = h is not None and h.art is Afsnitsart.BILAG and under is Afsnitsart.INDSTILLING
    return h is not None and h.rest_fra is None and h.art is not Afsnitsart.BESLUTNING and not tom_liste


def _kun_overskrifter(x: Linjer) -> list[Start]:
    """Only headings are left: a starting heading after a decision begins the next punkt."""
    if gentagne := _foerste_overskrift_igen(x):
        return gentagne
    begyndelser = STARTER | {Afsnitsart.INDSTILLING}
    return _efter_roller(x) if x.har(Afsnitsart.BESLUTNING) and x.har(*begyndelser) else []


def _efter_roller(x: Linjer) -> list[Start]:
    """A punkt begins with a starting heading, or with one of a recommendation, after a decision, and where the first of
    all comes again; a decision right after another is a punkt of its own, and all begin with theirs where none ends
    so."""
    roller = [(i, h, noegle(h.ord)) for i, h in enumerate(x.overskrifter) if h and h.art in STARTER | AFGJORT]
    antal = Counter(ord_ for _, h, ord_ in roller if h.art is Afsnitsart.BESLUTNING).most_common()
    egne = ordliste("dokumentets_navn")  # `Referat` may head the first page, or each
    andre = [ord_ for ord_, _ in antal if ord_ not in egne] or [ord_ for ord_, n in antal if n > 1]
    dele = [(i, h, ord_) for i, h, ord_ in roller if h.art is not Afsnitsart.BESLUTNING or ord_ in andre[:1]]
    dele = sorted([*dele, *_ukendte(x)], key=lambda del_: del_[0])
    indstilles_foerst = _indstillinger_foran(x, dele)
    foran = not indstilles_foerst and _afgoerelser_foran(x, dele)
    ud: list[Start] = []
    foerste = next((ord_ for _, h, ord_ in dele if h.art in STARTER), None)
    venter, moedt, indstillet = True, False, False
    for i, h, ord_ in dele:
        afgoer = h.art is Afsnitsart.BESLUTNING
        indstiller = h.art is Afsnitsart.INDSTILLING
        if indstilles_foerst:
            begynder = ((afgoer or indstiller) and not indstillet) or (ord_ == foerste and moedt)
        else:
            begynder = afgoer if foran else venter or (ord_ == foerste and moedt)
        if begynder:
            ud.append(Start(i, None, "", "punktstart:overskrift", 1))
            moedt = False
        moedt = moedt or ord_ == foerste
        venter, indstillet = afgoer, indstiller
    return ud


def _indstillinger_foran(x: Linjer, dele: Sequence[tuple[int, Overskrift, str]]) -> bool:
    """Whether punkter begin with what is recommended and decided, and are described after: so the first does, the last
    ends with no decision, and what is described has more words of the recommendation above than of the one below."""
    arter = [h.art for _, h, _ in dele]
    if len(arter) < 2 or arter[0] is not Afsnitsart.INDSTILLING or arter[-1] in AFGJORT:
        return False
    slutter = [*(i for i, *_ in dele[1:]), len(x)]
    stammer = [_stammer(x, i, til) for (i, *_), til in zip(dele, slutter, strict=True)]
    over = under = 0
    for k, art in enumerate(arter):
        if art in STARTER and arter[k - 1] is Afsnitsart.BESLUTNING:
            foer = next(
                (s for a, s in zip(arter[:k][::-1], stammer[:k][::-1], strict=True) if a is Afsnitsart.INDSTILLING),
                set(),
            )
            efter = next((s for a, s in zip(arter[k:], stammer[k:], strict=True) if a is Afsnitsart.INDSTILLING), set())
            over += len(stammer[k] & foer - efter)
            under += len(stammer[k] & efter - foer)
    return over > under


def _stammer(x: Linjer, fra: int, til: int) -> set[str]:
    """The long words of a section's text, as far as their endings do not part them."""
    return {o[:STAMME].lower() for y in x.linjer[fra + 1 : til] for o in LANGT_ORD.findall(y.tekst)}


def _en_til_hver_beslutning(x: Linjer, begynder: Callable[[int, Afsnitsart], Start | None]) -> list[Start]:
    """The first heading that begins a punkt, and after each decision the next that does."""
    ud: list[Start] = []
    venter = True
    for i, h in enumerate(x.overskrifter):
        if h is None:
            continue
        if venter and (start := begynder(i, h.art)):
            ud.append(start)
            venter = False
        venter = venter or h.art is Afsnitsart.BESLUTNING
    return ud


def _ukendte(x: Linjer) -> list[tuple[int, Overskrift, str]]:
    """Lines that stand by themselves again and again: headings of a kommune's own."""
    fundne = {
        i: noegle(y.tekst)
        for i, y in enumerate(x.linjer)
        if i and x.linjer[i - 1].tom and len(y.tekst) <= KORT and kan_vaere_titel(x, i)
    }
    antal = Counter(fundne.values())
    return [(i, Overskrift(Afsnitsart.RESUME, x.linjer[i].tekst), o) for i, o in fundne.items() if antal[o] > 1]


def _afgoerelser_foran(x: Linjer, dele: Sequence[tuple[int, Overskrift, str]]) -> bool:
    """Whether decisions stand before what they decide: where they name points the recommendation behind has as many
    and the one before has not; else where the first heading is a decision's, and the last one has the same heading
    behind it as the first that has any."""
    point = [0, 0]
    slutter = [i for i, *_ in dele[1:]] + [len(x)]
    antal = [
        _antal_point(x, i, til) if h.art is Afsnitsart.INDSTILLING else 0
        for (i, h, _), til in zip(dele, slutter, strict=True)
    ]
    afgoerelser = [k for k, (_, h, _) in enumerate(dele) if h.art is Afsnitsart.BESLUTNING]
    graenser = [-1, *afgoerelser, len(dele)]
    for n, k in enumerate(afgoerelser, 1):
        hoejest = hoejeste_punkt("\n".join(y.tekst for y in x.linjer[dele[k][0] + 1 : slutter[k]]))
        if hoejest > 1:
            for side, (a, b) in enumerate(((graenser[n - 1] + 1, k), (k + 1, graenser[n + 1]))):
                point[side] += max(antal[a:b], default=0) >= hoejest
    if point[0] != point[1]:
        return point[1] > point[0]
    if 0 not in afgoerelser or len(dele) - 1 in afgoerelser:
        return False
    bag = [dele[k + 1][2] for k in afgoerelser if k + 1 not in afgoerelser]
    return bag[0] == bag[-1]


def _antal_point(x: Linjer, fra: int, til: int) -> int:
    """How many lines of a recommendation begin as a point does."""
    return sum(POINT.match(y.tekst) is not None for y in x.linjer[fra + 1 : til])


def _foerste_overskrift_igen(x: Linjer) -> list[Start]:
    """Where the very first heading comes again after each decision, every time begins a punkt."""
    fundne = [(i, h) for i, h in enumerate(x.overskrifter) if h is not None and h.art is not Afsnitsart.FRAVAER]
    if not fundne or fundne[0][1].art not in STARTER:
        return []
    steder = [i for i, h in fundne if noegle(h.ord) == noegle(fundne[0][1].ord)]
    mellem = [sum(h.art is Afsnitsart.BESLUTNING for k, h in fundne if a < k < b) == 1 for a, b in pairwise(steder)]
    ud = [Start(i, None, "", "punktstart:overskrift", 1) for i in steder]
    return ud if len(ud) > 1 and all(mellem) else []


def _alene(x: Linjer, i: int) -> bool:
    """Whether a line stands by itself (a blank line or the page's top before it) and names no body, date or label."""
    tekst = x.linjer[i].tekst
    sted = any(r.giver == "sted" and r.moenster.match(tekst) for r in regler("moedehoved"))
    organ = er_organ(tekst.split(",")[0].strip(" *#"))
    hoved = sted or organ or find_titel(x.linjer[i]) or find_datoer(tekst) or ":" in tekst
    return not hoved and (i == 0 or x.linjer[i - 1].tom or x.fremhaevet(i))
