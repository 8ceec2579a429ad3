"""Votes: the counts a decision states, and who is named for, against or abstaining."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from referat.extract.citater import uden_citater
from referat.extract.navne import Navn, med_hele_navne
from referat.extract.udsnit import Udsnit
from referat.extract.vaelgere import PARTI, find_vaelgere, sammenhaengende, subjekt
from referat.models.partier import er_parti, partibogstav
from referat.models.sprog import GENTAGES, partiskel, saetninger
from referat.models.viden import Regel, data, moenster, regler, udtryk
from referat.schemas.poster import Afstemning, Stemme
from referat.schemas.stemmetal import overens
from referat.schemas.vokabular import Stemmevalg


@dataclass(frozen=True, slots=True)
class Verbum:
    """A place that says how somebody voted, and on which side of it the voters stand."""

    fra: int
    til: int
    valg: Stemmevalg
    foran: bool
    regel: str


@dataclass(frozen=True, slots=True)
class Tal:
    """One count that a decision states, and where."""

    fra: int
    til: int
    valg: Stemmevalg
    antal: int


@dataclass(slots=True)
class Runde:
    """One vote as it is gathered sentence by sentence; ``emne`` tells votes apart, ``om`` is what it was about."""

    emne: str | None = None
    om: str | None = None
    enstemmig: tuple[int, int] | None = None
    tal: list[Tal] = field(default_factory=list)
    stemmer: list[Stemme] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.tal or self.stemmer or self.enstemmig)

    @property
    def uenig(self) -> bool:
        """Whether anybody did not vote for."""
        valg = [*(t.valg for t in self.tal if t.antal), *(s.stemme for s in self.stemmer)]
        return any(v is not Stemmevalg.FOR for v in valg)


def find_stemmer(udsnit: Udsnit) -> tuple[list[Afstemning], list[Stemme]]:
    """The votes of a decision and their named voters. Nothing is derived: a count stands only where it is stated."""
    afstemninger: list[Afstemning] = []
    stemmer: list[Stemme] = []
    for nr, runde in enumerate(_runder(udsnit), start=1):
        fra, til = (runde.tal[0].fra, runde.tal[0].til) if runde.tal else runde.enstemmig or (0, len(udsnit.tekst))
        navngivne = _uden_partier_bag_personer(_uden_dubletter(runde.stemmer))
        tal: dict[Stemmevalg, int] = {}
        for t in runde.tal:
            tal.setdefault(t.valg, t.antal)
        afstemninger.append(
            Afstemning(
                belaeg=udsnit.belaeg(fra, til, "stemmer:afstemning"),
                nr=nr,
                emne=runde.om or runde.emne,
                for_antal=tal.get(Stemmevalg.FOR),
                imod_antal=tal.get(Stemmevalg.IMOD),
                undlod_antal=tal.get(Stemmevalg.UNDLOD),
                enstemmig=True if runde.enstemmig else None,
                stemmer_overens=overens(tal, [(s.stemme, s.antal, _er_parti(s)) for s in navngivne]),
            )
        )
        stemmer += [s.model_copy(update={"afstemning_nr": nr}) for s in navngivne]
    return afstemninger, stemmer


def _runder(udsnit: Udsnit) -> list[Runde]:
    """The sentences gathered into votes: a new one where the text says so, or where it would contradict the last."""
    tekst = med_hele_navne(uden_citater(udsnit.tekst))
    tekst = udtryk("stemmer", "parti_i_komma").sub(r"(\1) ", tekst)
    alle_tal = _antal(tekst)
    ud, skel, om = [Runde()], False, None
    alle = list(_saetninger(tekst))
    delte = [udtryk("stemmer", "delt").search(tekst[a:b]) is not None for a, b in alle]
    for n, (a, b) in enumerate(alle):
        saetning, delt = tekst[a:b], any(delte[max(n - 1, 0) : n + 2])
        emne = udtryk("stemmer", "emne").search(saetning)
        runde = Runde(
            emne=(emne["emne1"] or emne["emne"]).lower() if emne else None,
            om=_om(saetning),
            enstemmig=(a + e.start(), a + e.end()) if (e := _enstemmig(saetning)) else None,
            tal=[t for t in alle_tal if a <= t.fra < b],
            stemmer=list(_i_saetning(udsnit, saetning, a, delt=delt)),
        )
        if runde.uenig:
            runde.enstemmig = None
        skel = skel or udtryk("stemmer", "ny_afstemning").search(saetning) is not None
        if not runde and (skel or udtryk("stemmer", "optakt").search(saetning)):
            om = runde.om or om
        if not runde:
            continue
        if ud[-1] and (skel or _i_modstrid(ud[-1], runde)):
            ud.append(Runde())
        ud[-1].om = ud[-1].om or om or runde.om
        ud[-1].enstemmig = ud[-1].enstemmig or runde.enstemmig
        skel, om = False, None
        ud[-1].emne = ud[-1].emne or runde.emne
        ud[-1].tal += runde.tal
        ud[-1].stemmer += runde.stemmer
    return [r for r in ud if r]


def _enstemmig(saetning: str) -> re.Match[str] | None:
    """Where a sentence says that this body was unanimous."""
    m = udtryk("stemmer", "enstemmig").search(saetning)
    naegtet = m and udtryk("stemmer", "ikke_enstemmig").search(saetning[: m.start()])
    return None if naegtet or udtryk("stemmer", "andet_organ").search(saetning) else m


@lru_cache(maxsize=GENTAGES)
def _om(saetning: str) -> str | None:
    """What a sentence says that was voted on, in its own words."""
    alle = (re.search(x, saetning, re.I) for x in data("stemmer")["emner"])
    m = next((m for m in alle if m), None)
    om = re.sub(r"\s+", " ", m["emne"]).strip(" .,:;") if m else None
    return data("stemmer")["emne_punkt"].format(om) if om and om.isdigit() else om


def _punkter(om: str) -> list[str]:
    """The numbers of the points that a vote was about."""
    m = udtryk("stemmer", "punkter").search(om)
    return re.findall(r"\d+", m[0]) if m else []


def _saetninger(tekst: str) -> Iterator[tuple[int, int]]:
    """Sentences; a party's letter ends one (`Imod stemte Ø. F undlod.`) although an initial does not."""
    for a, b in saetninger(tekst):
        yield from itertools.pairwise([a, *(a + n for n in partiskel(tekst[a:b])), b])


def _i_modstrid(foer: Runde, nu: Runde) -> bool:
    """Whether two statements cannot be about one vote: another subject or count, a voter on both sides, or dissent
    where all agreed."""
    if foer.emne and nu.emne and foer.emne != nu.emne:
        return True
    if foer.om and nu.om and (x := _punkter(foer.om)) and (y := _punkter(nu.om)) and x != y:
        return True
    if (foer.enstemmig and nu.uenig) or (nu.enstemmig and foer.uenig):
        return True
    if any(x.valg is y.valg and x.antal != y.antal for x in foer.tal for y in nu.tal):
        return True
    return any(
        (x.navn, x.parti, x.antal) == (y.navn, y.parti, y.antal) and x.stemme is not y.stemme
        for x in foer.stemmer
        for y in nu.stemmer
    )


@lru_cache(maxsize=GENTAGES)
def _verber(saetning: str) -> tuple[Verbum, ...]:
    """The vote words of a sentence in order; where two overlap the longer stays."""
    fundne = [
        Verbum(m.start(), m.end(), _valg(r, saetning), r.giver.endswith("<"), r.id)
        for r in regler("stemmer")
        if r.giver[-1] in "<>"
        for m in r.moenster.finditer(saetning)
    ]
    ud: list[Verbum] = []
    for v in sorted(fundne, key=lambda v: (v.fra - v.til, v.fra)):
        if all(v.til <= u.fra or v.fra >= u.til for u in ud):
            ud.append(v)
    ud.sort(key=lambda v: v.fra)
    elliptiske = data("stemmer")["elliptiske"]
    foerste = next((v.fra for v in ud if v.regel not in elliptiske), len(saetning))
    return tuple(v for v in ud if v.regel not in elliptiske or v.fra > foerste or _i_parentes(saetning, v.fra))


def _i_parentes(tekst: str, sted: int) -> bool:
    """Whether a place lies behind a parenthesis that is not closed before it."""
    return tekst.rfind("(", 0, sted) > tekst.rfind(")", 0, sted)


def _valg(regel: Regel, saetning: str) -> Stemmevalg:
    """What the voters of a rule chose; `forkastet med 5 stemmer (…) mod 4 (…)` names those against first."""
    valg = Stemmevalg(regel.giver[:-1])
    if regel.id not in data("stemmer")["vendes"] or not _vendt(saetning):
        return valg
    return Stemmevalg.IMOD if valg is Stemmevalg.FOR else Stemmevalg.FOR


def _vendt(saetning: str) -> bool:
    """Whether something was turned down with more votes than it had: fewer named first were those for it."""
    m = moenster("stemmer", "vendt").search(saetning)
    return m is not None and (m["sidst"] is None or _tal(m["foerst"]) >= _tal(m["sidst"]))


def _i_saetning(udsnit: Udsnit, saetning: str, a: int, *, delt: bool) -> Iterator[Stemme]:
    """The voters of a sentence that begins at ``a``; who is named for one vote word is not the subject of the next.
    ``delt`` says that it, or one beside it, tells of two sides."""
    viden = data("stemmer")
    naevnt = 0
    if any(udtryk("stemmer", x).search(saetning) for x in ("hypotetisk", "andet_organ")):
        return
    verber = _verber(saetning)
    for i, v in enumerate(verber):
        foer = verber[i - 1].til if i else 0
        efter = verber[i + 1].fra if i + 1 < len(verber) else len(saetning)
        fra, til = (max(foer, naevnt), v.fra) if v.foran else (v.til, efter)
        stykke = saetning[fra:til]
        if not v.foran:
            stykke = stykke[: _parentesens_slut(stykke)]
        if not v.foran and (hale := udtryk("stemmer", "hale").search(stykke)):
            stykke = stykke[: hale.start()]
        if udtryk("stemmer", "undtagen").search(stykke) or not _gaelder(v.regel, saetning, stykke, delt=delt):
            continue
        for n in subjekt(stykke) if v.foran else sammenhaengende(stykke, find_vaelgere(stykke, foran=False)):
            naevnt = fra + n.til
            if v.regel in viden["kun_partier"] and n.maerke != PARTI:
                continue
            if v.regel in viden["ejefald"] and n.maerke != PARTI:
                n = replace(n, navn=_uden_ejefald(n.navn, stykke[n.til :]))
            yield Stemme(
                belaeg=udsnit.belaeg(a + fra + n.fra, a + fra + n.til, v.regel),
                stemme=v.valg,
                navn=n.navn if not re.fullmatch(r"[A-ZÆØÅ]{1,2}|UP-?\d?", n.navn) else None,
                parti=n.parti,
                antal=_antal_ved(stykke, n) if n.maerke == PARTI else None,
            )


def _parentesens_slut(tekst: str) -> int:
    """Where the parenthesis that a text begins with is closed; the text's end where it begins with none, or with one of
    several voters (`(A) og (C)`, `(A) og Per Vang`)."""
    dybde = 0
    for i, tegn in enumerate(tekst if tekst.lstrip().startswith("(") else ""):
        dybde += {"(": 1, ")": -1}.get(tegn, 0)
        if dybde == 0 and tegn == ")":
            return len(tekst) if udtryk("stemmer", "endnu_en_parentes").match(tekst[i + 1 :]) else i + 1
    return len(tekst)


def _uden_ejefald(navn: str, efter: str) -> str:
    """A name without the ending of its genitive; one that ends in s takes an apostrophe or nothing."""
    eget = efter[:1] in ("'", "’") or udtryk("stemmer", "eget_s").search(navn)
    return navn if eget else navn.removesuffix("s").rstrip("'’")


def _gaelder(regel: str, saetning: str, stykke: str, *, delt: bool) -> bool:
    """Whether a rule may be used: some not where a motion fell (whose side the voters took is not told), some only of
    a majority or a minority, or of the recommendation where two sides are told of."""
    viden = data("stemmer")
    if regel in viden["uden_forkastet"] and moenster("stemmer", "forkastet").search(saetning):
        return False
    if regel not in viden["kun_grupper"]:
        return True
    om_indstillingen = delt and udtryk("stemmer", "om_indstillingen").search(saetning)
    if om_indstillingen and not udtryk("stemmer", "ledsaetning").search(stykke):
        return True
    return udtryk("stemmer", "gruppe").search(stykke) is not None


def _antal_ved(tekst: str, n: Navn) -> int | None:
    """The number beside one party: `F (4)`, `F 4`, `12 (V)`. A number before or behind several parties is theirs
    together."""
    if m := re.match(r"\)?\s*\((\d{1,2})\)", tekst[n.til :]):
        return int(m[1])
    if udtryk("stemmer", "tal_bag_alle").search(tekst) and (m := re.match(r"\s*(\d{1,2})\b", tekst[n.til :])):
        return int(m[1])
    m = re.search(r"\b(\d{1,2})\s*$", tekst[: n.fra])
    alene = re.match(r"\s*(?:$|,|og\b)", tekst[n.til :])
    return int(m[1]) if m and alene else None


@lru_cache(maxsize=GENTAGES)
def _antal(tekst: str) -> tuple[Tal, ...]:
    """`Med stemmerne 12 for og 7 imod`, `5 medlemmer … stemte for`: every count; of two at one place the rule written
    first reads it."""
    ud: list[Tal] = []
    for regel in regler("stemmer"):
        if not regel.giver.startswith("antal"):
            continue
        nye: list[Tal] = []
        for m in regel.moenster.finditer(tekst):
            g = m.groupdict()
            fundne = {g["valg"].lower(): g["antal"]} if regel.giver == "antal-et" else g
            tal = {Stemmevalg(valg): _tal(ord_) for valg, ord_ in fundne.items() if ord_}
            if regel.id in data("stemmer")["flest_imod"]:
                tal = dict(zip((Stemmevalg.FOR, Stemmevalg.IMOD), sorted(tal.values()), strict=True))
            nye += [Tal(*m.span(), valg, antal) for valg, antal in tal.items()]
        ud += [t for t in nye if all(t.til <= u.fra or t.fra >= u.til or t.valg is not u.valg for u in ud)]
    return tuple(sorted(ud, key=lambda t: t.fra))


def _tal(ord_: str) -> int:
    kendt: int | None = data("stemmer")["talord"].get(ord_.casefold())
    return int(ord_) if kendt is None else kendt


def _er_parti(s: Stemme) -> bool:
    return s.navn is None or er_parti(s.navn)


def _uden_partier_bag_personer(stemmer: Sequence[Stemme]) -> list[Stemme]:
    """Without parties that are only named again (`Liste B stemte imod, fordi …`) where their persons are listed."""
    personer = {(s.parti, s.stemme) for s in stemmer if s.parti and not _er_parti(s)}
    return [s for s in stemmer if not (_er_parti(s) and s.antal is None and (_bogstav(s), s.stemme) in personer)]


def _bogstav(s: Stemme) -> str | None:
    return partibogstav(s.navn) if s.navn else s.parti


def _uden_dubletter(stemmer: Sequence[Stemme]) -> list[Stemme]:
    """One row a voter and choice; a party is the same by letter and by name."""
    ud: dict[tuple[str | None, str], Stemme] = {}
    for s in stemmer:
        parti = s.parti if s.navn is None or partibogstav(s.navn) else None
        ud.setdefault((parti or s.navn, s.stemme), s)
    return list(ud.values())
