"""The edges of pages inside a text: the counter, the running head and the page's number, on lines of their own or run
together with the page into one line. What repeats at the edges of a PDF's pages, reading has marked already."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import dropwhile, groupby, pairwise, takewhile, zip_longest

from referat.extract.overskrifter import find_overskrift
from referat.extract.udsnit import skaer
from referat.extract.vaerdier import begynder_med_dato, find_datoer, uden_dato_og_sidetal
from referat.models.organer import find_organ
from referat.models.viden import moenster, regler
from referat.schemas.side import KUGLER, Laest, Linje

SIDST = re.compile(r"\s(?P<tal>\d{1,4})\s*$")
TAL_FOR_SIG = re.compile(r"(?<=\S)(?:\s{3,}|\t)(?P<nr>\d{1,4})\s*$")
LANGT_TIL_SIDETAL = re.compile(r"\S\s{3,}\w+:? #")
"""A line's page number stands so far from the rest of it that it is a cell of its own."""
BREDEST = 160
"""No line at a page's edge is longer, in characters."""
OP = 0.7
"""So many of the page numbers are higher than the one before."""
NAESTEN_ALLE = 0.8
"""So many of the pages end in a number where those are the pages' own."""
HOEJEST = 4
"""A page's foot and the head below it have no more lines together."""
KORTESTE = 2
"""Words; one that every page begins with may be the text's own."""
SAETNINGSSLUT = re.compile(r"[^\W\d][.!?]\Z")
FOERSTE = 2
"""The first page may have no number, or none that is found; one that begins higher is no page's."""
TAL_ALENE = re.compile(r"\s*(?:[-–]\s*)?(?P<nr>\d{1,3})(?:\s*[-–])?\s*\Z")
KORTESTE_SIDE = 15
"""Lines with text; between lone numbers nearer than this lies no page."""
NUMMERERET = re.compile(r"\s*\d{1,3}[.:)]?\s")
HOVED = 12
"""A document's head lies within so many lines; further down its agenda begins."""
ORD = re.compile(r"[^\W_]+")
FAERREST = 3
"""Fewer pages than this do not show that the number behind each is the page's own."""


def find_sidekanter(tekster: Sequence[str], lange: Sequence[bool]) -> dict[int, tuple[int, int]]:
    """Number among ``tekster`` of each that counts on from the page before (`1 …`, `2 …`) → where the page's own text
    begins and ends in it. The first such page is one of the ``lange``."""
    sider: list[int] = []
    for i, tekst in enumerate(tekster):
        if tekst.startswith(f"{len(sider) + 1} ") and (sider or lange[i]):
            sider.append(i)
    starter = {i: len(str(nr)) + 1 for nr, i in enumerate(sider, 1)}
    hoveder = [(i, h) for i in sider[1:] if (h := _hoved(tekster[i], starter[i]))]
    gentaget = {navn for navn, antal in Counter(navn for _, (navn, _) in hoveder).items() if antal > 1}
    starter |= {i: til for i, (navn, til) in hoveder if navn in gentaget} or _ens_begyndelse(tekster, starter)
    starter |= _videre(tekster, {i: starter[i] for i in sider[1:]}, {o for navn in gentaget for o in navn.split()})
    sidetekster = [tekster[i] for i in sider]
    slutter = _ens_slutning(sidetekster) or _slutter(sidetekster)
    return {i: (starter[i], slut) for i, slut in zip(sider, slutter, strict=True)}


def _ens_slutning(sider: Sequence[str]) -> list[int]:
    """Where each page's text ends, before the body or the date that most pages end with in the same words, and the
    page's number; empty where they end differently."""
    sidetal = moenster("struktur", "sidetal")
    uden = [x[: m.start()] if (m := sidetal.search(x)) and not x[m.end() :].strip() else x for x in sider]
    alle, ramte = _de_flestes([x.split()[::-1] for x in uden])
    ens = list(takewhile(lambda ord_: not SAETNINGSSLUT.search(ord_), alle))  # the sentence before is the page's own
    fod = " ".join(ens[::-1])
    if len(ens) < KORTESTE or not (find_organ(fod) or find_datoer(fod)):
        return []
    kort = _sidst(ens[::-1])
    fundne = [kort.search(x) if k in ramte else None for k, x in enumerate(uden)]
    return [m.start() if m else len(x) for m, x in zip(fundne, sider, strict=True)]


def _ens_begyndelse(tekster: Sequence[str], starter: Mapping[int, int]) -> dict[int, int]:
    """Where the text of a page begins behind words that most pages but the first begin with, and the page's number;
    empty where they begin differently."""
    alle = list(starter.items())[1:]
    ens, ramte = _de_flestes([tekster[i][fra:].split(" ") for i, fra in alle])
    sider = [alle[k] for k in ramte]
    if len(ens) < KORTESTE:
        return {}
    hale = moenster("struktur", "bag-sidehoved")
    foer_ord = (len(" ".join(ens)), len(" ".join(ens[:-1])))  # the last may be the word for a page
    haler = {i: [hale.match(tekster[i], fra + n) for n in foer_ord] for i, fra in sider}
    return {i: max(m.end() for m in fundne if m) for i, fundne in haler.items()}


def _videre(tekster: Sequence[str], starter: Mapping[int, int], navn: set[str]) -> dict[int, int]:
    """Where the text of pages goes on behind a running head's date, its words in capitals and those of its body's name
    once more, which most have."""
    rester = {i: tekster[i][fra:].split(" ") for i, fra in starter.items()}
    ens: list[str] = []
    raekker = list(rester.values())
    while raekker:
        naeste = Counter(x[len(ens)] for x in raekker if len(x) > len(ens))
        (ord_, antal), *_ = naeste.most_common(1) or [("", 0)]
        hovedets = ord_ in navn or moenster("struktur", "i-sidehoved").fullmatch(ord_)
        if antal < max(OP * len(rester), FAERREST) or not hovedets:
            break
        ens.append(ord_)
        raekker = [x for x in raekker if x[: len(ens)] == ens]
    egne = {i: _faelles_begyndelse([x, ens]) for i, x in rester.items()}
    return {i: starter[i] + len(" ".join(ord_)) for i, ord_ in egne.items() if ord_}


def _de_flestes(raekker: Sequence[Sequence[str]]) -> tuple[list[str], list[int]]:
    """The words that most rows begin with, and the rows that do."""
    begyndelser = [tuple(x[:KORTESTE]) for x in raekker]
    (hyppigst, antal), *_ = Counter(begyndelser).most_common(1) or [((), 0)]
    if antal < max(OP * len(raekker), FAERREST):
        return [], []
    ramte = [k for k, x in enumerate(begyndelser) if x == hyppigst]
    return _faelles_begyndelse([raekker[k] for k in ramte]), ramte


def _sidst(ord_: Sequence[str]) -> re.Pattern[str]:
    """Words that end a text, whatever stands between them."""
    return re.compile(r"\s+".join(map(re.escape, ord_)) + r"\s*\Z")


def uden_indre_kanter(linjer: Sequence[Linje], loebende: Sequence[Linje]) -> Iterator[Linje]:
    """The lines without the running heads and feet inside those that run on: the words that stand before every page's
    number, which counts up. What follows one is a line of its own."""
    alle = [(x, m) for x in loebende for m in moenster("struktur", "side").finditer(x.tekst)]
    fundne = taeller_op(alle)
    foran = _faelles_begyndelse([_foer(x, m).split()[::-1] for x, m in fundne])[::-1]
    ord_ = _sidst(foran)
    steder = alle if len(foran) >= KORTESTE else fundne  # pages were left out between some
    mulige = [(x, m.start() - len(k[0]), m.end()) for x, m in steder if (k := ord_.search(_foer(x, m)))]
    kanter = [
        kant for kant in mulige if any(kant[0] is x and kant[2] == m.end() for x, m in fundne) or _sidst_paa(kant)
    ]
    hoved = find_organ(" ".join(foran)) or (len(foran) >= KORTESTE and foran[0][:1].isupper())
    fra_begyndelsen = bool(fundne) and int(fundne[0][1]["nr"]) <= FOERSTE
    if (
        len(kanter) < FAERREST
        or not (hoved and fra_begyndelsen)
        or any(x.tekst[:fra].strip(" 0123456789") == "" for x, fra, _ in kanter)
    ):
        yield from linjer  # a page that begins with its counter and head is known by them
        return
    for x in linjer:
        graenser = [0, *(g for y, fra, til in kanter if y is x for g in (fra, til)), len(x.tekst)]
        if len(graenser) == 2:
            yield x
            continue
        for fra, til in zip(graenser[::2], graenser[1::2], strict=True):
            if stykke := x.tekst[fra:til].strip():
                start = x.tekst.index(stykke, fra)
                yield skaer(x, start, start + len(stykke))


def _sidst_paa(kant: tuple[Linje, int, int]) -> bool:
    """Whether a running foot stands where its page ends: behind a sentence, or at the line's end."""
    x, fra, til = kant
    return x.tekst[:fra].rstrip()[-1:] in (".", ":", ")") or not x.tekst[til:].strip()


def _faelles_begyndelse(raekker: Sequence[Sequence[str]]) -> list[str]:
    """The words that all begin with."""
    return [ens[0] for ens in takewhile(lambda ord_: len(set(ord_)) == 1, zip(*raekker, strict=False))]


def _foer(linje: Linje, sidetal: re.Match[str]) -> str:
    """The words before a page's number, as many as a running head may have."""
    return linje.tekst[max(sidetal.start() - BREDEST, 0) : sidetal.start()]


def taeller_op(fundne: Iterable[tuple[Linje, re.Match[str]]]) -> list[tuple[Linje, re.Match[str]]]:
    """The longest run of numbers of which each is one more than the one before."""
    alle = list(fundne)
    foer: list[int | None] = []
    laengst: dict[int, tuple[int, int]] = {}  # number → how many lead to it, and the last of them in ``alle``
    for i, (_, m) in enumerate(alle):
        nr = int(m["nr"])
        antal, sidste = laengst.get(nr - 1, (0, None))
        foer.append(sidste)
        if antal + 1 > laengst.get(nr, (0, i))[0]:
            laengst[nr] = (antal + 1, i)
    led = max(laengst.values(), default=(0, None), key=lambda x: x[0])[1]
    ud = []
    while led is not None:
        ud.append(alle[led])
        led = foer[led]
    return ud[::-1]


def uden_sidehoveder(linjer: Sequence[Linje]) -> list[Linje]:
    """The lines without the head of later pages, also where a short document shows it but once: below a page break,
    lines that name kommune, body or date and have no other words than the document's own head."""
    if not linjer:
        return []
    foerste = [x.tekst for x in linjer if not x.tom and x.side == linjer[0].side][:HOVED]
    datoer = {d for x in foerste for d, *_ in find_datoer(x)}
    ord_ = {o for x in foerste for o in ORD.findall(x)}
    ud: list[Linje] = []
    for side, gruppe in groupby(linjer, key=lambda x: x.side):
        alle = list(gruppe)
        oeverst = dropwhile(lambda x: x.tom, alle) if side != linjer[0].side else ()
        hoved = list(takewhile(lambda x: _kun_hovedets(x.tekst, ord_, datoer), oeverst))
        hele = len(hoved) <= HOEJEST and any(_daterer_eller_navngiver(x.tekst) for x in hoved)
        kant = {id(x) for x in hoved} if hele else set()
        ud += [x for x in alle if id(x) not in kant]
    return ud


def _kun_hovedets(tekst: str, ord_: set[str], datoer: set[str]) -> bool:
    """Whether a line names kommune, body or date in the head's own words; one that says it is minutes is a title."""
    fundne = find_datoer(tekst)
    nummereret = NUMMERERET.match(tekst) and not begynder_med_dato(tekst)
    titel = nummereret or any(r.moenster.search(tekst) for r in regler("dokumenttype"))
    if titel or tekst.rstrip().endswith(":") or _overskrift(tekst):
        return False
    navngiver = _daterer_eller_navngiver(tekst) or find_organ(tekst) is not None
    kendte_datoer = datoer.issuperset(d for d, *_ in fundne)
    return navngiver and kendte_datoer and ord_.issuperset(ORD.findall(uden_dato_og_sidetal(tekst)))


def _overskrift(tekst: str) -> bool:
    return find_overskrift(Linje(tekst, 1, 0)) is not None


def _daterer_eller_navngiver(tekst: str) -> bool:
    return bool(find_datoer(tekst) or moenster("struktur", "kommune-alene").match(tekst))


def uden_sidetal(linjer: Sequence[Linje]) -> list[Linje]:
    """The lines of a text whose pages run on without those at the pages' edges: a line that comes again but for the
    page's number, which counts up, and what stands the same beside it each time."""
    kanter = _sidetalslinjer(linjer)
    return [x for x in linjer if id(x) not in kanter]


def kantlinjer(laest: Laest) -> list[Linje]:
    """What stands at the pages' edges, each line once (its page's number aside): it often names the kommune, the body
    and the date."""
    linjer = [x for s in laest.sider for x in s.linjer]
    kanter = _sidetalslinjer(linjer)
    foerste: dict[str, Linje] = {}
    for x in linjer:
        if x.art != "broed" or id(x) in kanter:
            foerste.setdefault(SIDST.sub("", x.tekst), x)
    return list(foerste.values())


def _sidetalslinjer(linjer: Sequence[Linje]) -> set[int]:
    """The lines that `uden_sidetal` takes away, by `id`."""
    fundne: dict[str, list[tuple[int, Linje, list[Linje]]]] = defaultdict(list)
    blokke = [list(blok) for har_tekst, blok in groupby(linjer, key=lambda x: not x.tom) if har_tekst]
    for blok in blokke:
        for x in blok:
            if kant := _sidekant(x.tekst):
                fundne[kant[0]].append((kant[1], x, blok))
    efter = {id(blok): naeste for blok, naeste in pairwise(blokke)}
    foer = {id(blok): forrige for forrige, blok in pairwise(blokke)}
    ud: set[int] = set()
    for noegle, kanter in fundne.items():
        if _er_sider(noegle, [nr for nr, _, _ in kanter]):
            ud |= {id(kant) for _, kant, _ in kanter} | _ved_siden_af(kanter)
            ud |= _naboer(kanter, efter, under=True) | _naboer(kanter, foer, under=False)
    fyldte = [x for x in linjer if not x.tom]
    return ud | {id(x) for x in (*_sidetal_alene(fyldte), *_sidetal_over_hoved(fyldte))}


def _sidetal_over_hoved(linjer: Sequence[Linje]) -> list[Linje]:
    """The page numbers alone on their lines that count up, each over the same line that names body and date, and that
    line below them; where it stands first, it is the document's own."""
    par = [(tal, hoved) for tal, hoved in pairwise(linjer) if TAL_ALENE.match(tal.tekst)]
    (ens, antal), *_ = Counter(hoved.tekst.strip() for _, hoved in par).most_common(1) or [("", 0)]
    if antal < FAERREST or not (find_organ(ens) and find_datoer(ens)):
        return []
    under = {id(tal): hoved for tal, hoved in par if hoved.tekst.strip() == ens}
    egne = [(tal, m) for tal, _ in par if id(tal) in under and (m := TAL_ALENE.match(tal.tekst))]
    stigende = [kant for i, kant in enumerate(egne) if all(_nr(kant) < _nr(x) for x in egne[i + 1 :])]
    numre = [tal for tal, _ in max(taeller_op(egne), stigende, key=len)]  # pages without a number are left out
    if len(numre) < FAERREST:
        return []
    foerste = next(x for x in linjer if x.tekst.strip() == ens)
    return [*numre, *(hoved for tal in numre if (hoved := under[id(tal)]) is not foerste)]


def _nr(kant: tuple[Linje, re.Match[str]]) -> int:
    return int(kant[1]["nr"])


def _sidetal_alene(linjer: Sequence[Linje]) -> list[Linje]:
    """The lines that are a page's number and nothing else: they count up at even distances, and break into the text.

    Numbers of punkter count up too, but each stands over a title."""
    fundne = taeller_op((x, m) for x in linjer if (m := TAL_ALENE.match(x.tekst)))
    plads = {id(x): i for i, x in enumerate(linjer)}
    steder = [plads[id(x)] for x, _ in fundne]
    afstande = [b - a for a, b in pairwise([0, *steder] if fundne and fundne[0][1]["nr"] == "1" else steder)]
    if len(steder) < FAERREST or int(fundne[0][1]["nr"]) > FOERSTE:
        return []
    if steder[-1] == len(linjer) - 1:  # the last page may be short
        afstande.pop()
    if min(afstande) < KORTESTE_SIDE or max(afstande) > 2 * min(afstande):
        return []
    under = [_er_ingen_titel(linjer[i + 1]) for i in steder if i + 1 < len(linjer)]
    return [linjer[i] for i in steder] if 3 * sum(under) > len(under) else []


def _er_ingen_titel(linje: Linje) -> bool:
    """Whether a line goes on with a sentence, has a number of its own or heads a section."""
    nummer = NUMMERERET.match(linje.tekst) is not None
    return nummer or linje.tekst.lstrip()[:1].islower() or find_overskrift(linje) is not None


def _naboer(
    kanter: Sequence[tuple[int, Linje, list[Linje]]], nabo: Mapping[int, list[Linje]], *, under: bool
) -> set[int]:
    """The block that is the same above or below most page numbers: a label without a value in the foot, or the running
    head of the next page, which names a body; ``nabo`` is the block beside each, by `id`."""
    alle = [nabo.get(id(kant), []) for _, _, kant in kanter]
    valgte = _ens(alle, len(kanter))
    if not under:
        return _numre(valgte) if valgte and _tekst(valgte[0]).endswith(":") else set()
    for blokke in (valgte, _ens([blok[:1] for blok in alle], len(kanter))):  # the head may stand right over a punkt
        if any(find_organ(_tekst(blok)) for blok in blokke[:1]):
            return _numre(blokke)
    return set()


def _ens(blokke: Iterable[Sequence[Linje]], kanter: int) -> list[Sequence[Linje]]:
    """Those of some blocks of a few lines that are the same beside most of so many page numbers; none where they head a
    section."""
    smaa = [blok for blok in blokke if 0 < len(blok) <= HOEJEST]
    (ens, antal), *_ = Counter(map(_tekst, smaa)).most_common(1) or [("", 0)]
    valgte = [blok for blok in smaa if _tekst(blok) == ens]
    return [] if antal < max(FAERREST, OP * kanter) or any(map(find_overskrift, valgte[0])) else valgte


def _tekst(blok: Sequence[Linje]) -> str:
    return "\n".join(x.tekst.strip() for x in blok)


def _numre(blokke: Sequence[Sequence[Linje]]) -> set[int]:
    return {id(x) for blok in blokke for x in blok}


def _ved_siden_af(kanter: Sequence[tuple[int, Linje, list[Linje]]]) -> set[int]:
    """What stands the same beside every page number, in blocks of a few lines of which none heads a section; else the
    body or the date right over most of them, whatever else the blocks hold."""
    foerst_i_hovedet = len(kanter) > FAERREST and len(kanter[0][2]) > HOEJEST
    smaa = kanter[1:] if foerst_i_hovedet else kanter
    if len(smaa) < 2:
        return set()
    if any(len(blok) > HOEJEST or any(map(find_overskrift, blok)) for *_, blok in smaa):
        return _lige_over(kanter)
    ens = Counter(tekst for _, _, blok in smaa for tekst in {x.tekst.strip() for x in blok})
    return {id(x) for _, _, blok in smaa for x in blok if ens[x.tekst.strip()] == len(smaa)}


def _lige_over(kanter: Sequence[tuple[int, Linje, list[Linje]]]) -> set[int]:
    """The lines right over most page numbers that are the same there, as far as each names a body or a date and heads
    nothing."""
    over = [blok[: blok.index(kant)][-HOEJEST:][::-1] for _, kant, blok in kanter]
    raekker = (_ens([[x] for x in raekke if x], len(kanter)) for raekke in zip_longest(*over))
    ens = takewhile(lambda r: r and (find_organ(_tekst(r[0])) or find_datoer(_tekst(r[0]))), raekker)
    return {n for raekke in ens for n in _numre(raekke)}


def _sidekant(tekst: str) -> tuple[str, int] | None:
    """A line with # for the page number that ends it, and the number: behind a word for it, or far behind a body; or
    the number alone with that of the last page (`2/13`)."""
    if not tekst.rstrip()[-1:].isdigit() or tekst.lstrip().startswith(tuple(KUGLER)):
        return None
    m = moenster("struktur", "sidetal").search(tekst) if len(tekst) <= BREDEST else None
    m = m or moenster("struktur", "side-af-sider").match(tekst)
    if m is None and ((m := TAL_FOR_SIG.search(tekst)) is None or not find_organ(tekst[: m.start()])):
        return None
    return f"{tekst[: m.start('nr')].strip()} #{tekst[m.end('nr') :].rstrip()}", int(m["nr"])


def _er_sider(noegle: str, numre: Sequence[int]) -> bool:
    """Whether numbers are those of pages: they count up, but where another meeting begins."""
    sidetal, linje = moenster("struktur", "sidetal"), noegle.replace("#", "1")
    alene = sidetal.fullmatch(linje)
    if alene and alene["af"]:
        return True
    if af := moenster("struktur", "side-af-sider").match(linje):  # `2/13` may be a case number
        return len(numre) > 1 and numre[-1] <= int(af["af"]) and all(a < b for a, b in pairwise(numre))
    if not sidetal.search(linje):
        return len(numre) >= FAERREST and all(b == a + 1 for a, b in pairwise(numre))
    op = sum(a < b for a, b in pairwise(numre))
    return op >= (1 if alene or LANGT_TIL_SIDETAL.search(noegle) else 2) and op >= (len(numre) - 1) * OP


def _hoved(tekst: str, fra: int) -> tuple[str, int] | None:
    """The body that a page's running head names, and where the head ends with its date and page number."""
    m = moenster("struktur", "foran-sidehoved").match(tekst, fra)
    start = m.end() if m else fra
    efter = moenster("struktur", "organets-navn-slut").search(tekst, start, start + 120)
    organ = find_organ(tekst[start : efter.start() if efter else start + 120])
    if organ is None or organ.start():
        return None
    til = start + organ.end()
    hale = moenster("struktur", "bag-sidehoved").match(tekst, til)
    return organ[0], hale.end() if hale else til


def _slutter(sider: Sequence[str]) -> list[int]:
    """Where each page's text ends: before the number behind it, where it keeps step with the pages, or where nearly all
    have one and each is higher than the one before (pages were left out)."""
    fundne = [SIDST.search(x) for x in sider]
    tal = [int(m["tal"]) for m in fundne if m]
    if len(tal) >= max(FAERREST, NAESTEN_ALLE * len(sider)) and all(a < b for a, b in pairwise(tal)):
        return [_uden_tal(m) if m else len(x) for m, x in zip(fundne, sider, strict=True)]
    skridt = Counter(int(m["tal"]) - i for i, m in enumerate(fundne) if m)
    faelles, antal = skridt.most_common(1)[0] if skridt else (0, 0)
    if antal < max(FAERREST, len(sider) / 2):
        return [len(x) for x in sider]
    return [_uden_tal(m) if m and int(m["tal"]) - i == faelles else len(sider[i]) for i, m in enumerate(fundne)]


def _uden_tal(m: re.Match[str]) -> int:
    """Where the text before a page number ends, its word for a page taken off as well."""
    ord_ = moenster("struktur", "sidetal").search(m.string[: m.end()])
    return ord_.start() if ord_ and ord_.end() >= m.end("tal") else m.start()
