"""The room of one punkt → its records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise, takewhile

from referat.extract.afsnit import Stykke, del_i_afsnit
from referat.extract.fravaersspand import find_spand, siger_ingen
from referat.extract.navne import er_navneliste, find_navne
from referat.extract.overskrifter import ORGAN_KOLON, find_overskrift
from referat.extract.punkter import Inddeling, Rum
from referat.extract.records.anbefalet import er_for_sagen, er_orienterende, vaelger_nogen
from referat.extract.records.bemaerkninger import find_bemaerkninger
from referat.extract.records.beslutning import (
    Afgoerelse,
    afgoer,
    afgoer_tidligere,
    hoejeste_punkt,
)
from referat.extract.records.bevillinger import find_bevillinger
from referat.extract.records.bilag import find_bilag
from referat.extract.records.fravaer import find_fravaer
from referat.extract.records.henvisninger import find_henvisninger, fra_beslutning, tidligere_beslutninger
from referat.extract.records.indstillinger import find_indstillinger
from referat.extract.records.journalnumre import er_maerkat, find_journalnumre
from referat.extract.records.kontroller import find_kontroller
from referat.extract.records.stemmer import find_stemmer
from referat.extract.records.tabeller import find_tabeller
from referat.extract.skaebner import fordel
from referat.extract.tabeltyper import med_aar
from referat.extract.udsatte import uden_udsatte
from referat.extract.udsnit import Udsnit, skaer
from referat.extract.uhovedet import med_uhovedet, om_andet_organ
from referat.models.afsnit import noegle, ordliste, rolle
from referat.models.organer import samme_organ
from referat.models.titler import godkender_dagsorden, om_moedet
from referat.models.viden import moenster, udtryk
from referat.schemas.poster import Afsnit, Indstilling, Journalnummer
from referat.schemas.referat import Moede, Punkt
from referat.schemas.side import Gitter, Linje
from referat.schemas.vokabular import Afsnitsart

PROSA = frozenset({Afsnitsart.SAGSFREMSTILLING, Afsnitsart.RESUME, Afsnitsart.OEKONOMI, Afsnitsart.ANDET})


def laes_punkt(rum: Rum, moede: Moede, raekkefoelge: int, gitre: Sequence[Gitter], inddeling: Inddeling) -> Punkt:
    """All that one punkt says; absence that the meeting's head states is added by the caller."""
    linjer = (*rum.titellinjer, *rum.hoved, *rum.krop)
    krop = Udsnit(rum.krop)
    uden_overskrifter = inddeling.uden_overskrifter
    stykker = med_uhovedet(
        del_i_afsnit(rum.krop), moede.udvalg, ingen_har=uden_overskrifter, konkluderer=inddeling.konkluderer
    )
    beslutning = vaelg_beslutning(stykker, moede, uden_overskrift=rum.lukket or uden_overskrifter)
    naevnt = hoejeste_punkt(beslutning.udsnit.tekst) if beslutning else 0
    indstillinger = find_indstillinger(_indstillingsafsnit(stykker), naevnt)
    afgoerelse = _afgoer(beslutning, rum, indstillinger)
    andres = [s for s in stykker if s.art is Afsnitsart.BESLUTNING and s is not beslutning and s.udsnit]
    tidligere = _tidligere(stykker, andres, indstillinger, moede) if afgoerelse.andres else {}
    indstillinger = fordel(indstillinger, afgoerelse, tidligere, moede.udvalg)
    afstemninger, stemmer = find_stemmer(_med_afstemning(stykker, beslutning)) if beslutning else ([], [])
    henvisninger = find_henvisninger(
        _af(stykker, Afsnitsart.RELATERET),
        _af(stykker, Afsnitsart.KOMMENDE),
        _af(stykker, Afsnitsart.FORLOEB),
        [s.udsnit for s in stykker if s.art in PROSA],
        (moede.udvalg, moede.dato),
    )
    tabeller = find_tabeller(krop, gitre_i(rum.krop, gitre), _aar(moede))
    lister, prosa = _fravaerslister(rum, stykker, beslutning), _fravaersprosa(stykker, beslutning)
    return Punkt(
        belaeg=Udsnit(rum.titellinjer).hele(rum.regel),
        raekkefoelge=raekkefoelge,
        nr=rum.nr,
        titel=rum.titel,
        lukket=rum.lukket,
        udfald=afgoerelse.udfald,
        beslutning=beslutning.udsnit.tekst if beslutning and beslutning.udsnit else None,
        side_fra=linjer[0].side,
        side_til=linjer[-1].side,
        afsnit=[_afsnit(s) for s in stykker if s.udsnit or s.overskrift],
        journalnumre=find_journalnumre(Udsnit(rum.hoved)) or _under_maerkat(stykker),
        indstillinger=indstillinger,
        afstemninger=afstemninger,
        stemmer=stemmer,
        fravaer=find_fravaer(lister, prosa, rum.nr)
        + find_spand([*(u for _, u in lister), *prosa], rum.nr or str(raekkefoelge)),
        ingen_fravaer=siger_ingen(prosa),
        bemaerkninger=find_bemaerkninger(beslutning.udsnit) if beslutning else [],
        bilag=find_bilag(_af(stykker, Afsnitsart.BILAG), _af(stykker, Afsnitsart.INDLEDNING)),
        henvisninger=henvisninger + fra_beslutning([(_med_overskrift(s), s.udvalg, s.dato) for s in andres]),
        tabeller=find_kontroller(med_aar(tabeller, rum.titel, _aar(moede)), krop.tekst),
        bevillinger=find_bevillinger(
            indstillinger, beslutning.udsnit if beslutning else None, afgoerelse.udfald, moede.udvalg
        ),
    )


def _tidligere(
    stykker: Sequence[Stykke], andres: Sequence[Stykke], indstillinger: Sequence[Indstilling], moede: Moede
) -> dict[str, Afgoerelse]:
    """What other bodies decided on the points, by body: as a history prints it, or a section of its own."""
    printet = tidligere_beslutninger(_af(stykker, Afsnitsart.FORLOEB), moede.dato)
    printet |= {s.udvalg: s.udsnit.tekst for s in andres if s.udvalg}
    return {o: afgoer_tidligere(tekst, [x.tekst for x in indstillinger]) for o, tekst in printet.items()}


def vaelg_beslutning(stykker: Sequence[Stykke], moede: Moede, *, uden_overskrift: bool) -> Stykke | None:
    """This body's decision among the sections: by date, then by body, then one that names neither; the last of them.

    An earlier body's decision is never taken. A closed punkt, or a document that heads no decision, may print one with
    no heading at all.
    """
    alle = [s for s in stykker if s.art is Afsnitsart.BESLUTNING]
    egne = [
        s for s in alle if s.dato and s.dato == moede.dato and (samme_organ(s.udvalg, moede.udvalg) or not moede.udvalg)
    ]
    navngivne = [s for s in alle if s.udvalg and not s.dato and samme_organ(s.udvalg, moede.udvalg)]
    egne = egne or [s for s in navngivne if s.regel != ORGAN_KOLON]
    egne = egne or [s for s in alle if s.dato and s.dato == moede.dato]
    egne = egne or [s for s in alle if s.udvalg is None] or navngivne
    flere = len({s.udvalg for s in alle}) > 1  # where nothing says which body met, none of several is it
    egne = egne or ([] if moede.dato or moede.udvalg or flere else alle)
    staerke = [s for s in egne if s.udsnit and not er_svag(s)] or [s for s in egne if s.udsnit]
    if staerke:
        rene = [s for s in staerke if s.udvalg is None and noegle(s.overskrift or "") in ordliste("rene_beslutninger")]
        return rene[0] if rene else staerke[0] if staerke[0].udvalg is None else staerke[-1]
    if alle:
        return None
    uden = next((s for s in stykker if s.art is Afsnitsart.INDLEDNING and s.udsnit), None)
    if uden and om_andet_organ(uden.udsnit.tekst, moede.udvalg):
        return None
    alene = all(s is uden or s.art in (Afsnitsart.BILAG, Afsnitsart.FRAVAER) for s in stykker)
    if uden and (uden_overskrift or (alene and moenster("struktur", "kun-afgjort").match(uden.udsnit.tekst))):
        return uden if afgoer(uden.udsnit.tekst, svag=True).udfald else None
    return None


def er_svag(stykke: Stykke) -> bool:
    """Whether a heading such as `Meddelelse` need not mean that anything was decided."""
    return stykke.overskrift is not None and noegle(stykke.overskrift) in ordliste("svage_beslutninger")


def gitre_i(linjer: Iterable[Linje], gitre: Sequence[Gitter]) -> list[Gitter]:
    """The ruled tables that lie among some lines."""
    pladser = {(x.side, x.gitter) for x in linjer if x.gitter is not None}
    ud = []
    for side in dict.fromkeys(g.side for g in gitre):
        ud += [g for i, g in enumerate(x for x in gitre if x.side == side) if (side, i) in pladser]
    return ud


def _med_afstemning(stykker: Sequence[Stykke], beslutning: Stykke) -> Udsnit:
    """A decision with the votes that a section of their own tells right above it."""
    over = next((a for a, b in pairwise(stykker) if b is beslutning), None)
    egne = over.udsnit.linjer if over and noegle(over.overskrift or "") in ordliste("afstemninger") else ()
    return Udsnit([*egne, *beslutning.udsnit.linjer])


def _under_maerkat(stykker: Sequence[Stykke]) -> list[Journalnummer]:
    """The journal numbers of sections whose heading is a label of such (`Sagsnr.`)."""
    return [x for s in stykker if er_maerkat(s.overskrift or "") for x in find_journalnumre(_med_overskrift(s))]


def _af(stykker: Sequence[Stykke], art: Afsnitsart) -> list[Udsnit]:
    return [s.udsnit for s in stykker if s.art is art and s.udsnit]


def _med_overskrift(s: Stykke) -> Udsnit:
    """A section with the line that names its body and date."""
    return Udsnit([s.linje, *s.udsnit.linjer])


def _indstillingsafsnit(stykker: Sequence[Stykke]) -> list[tuple[str | None, Udsnit]]:
    """The sections of recommendations with their headings; one headed as advice counts where no other is there."""
    alle = [s for s in stykker if s.art is Afsnitsart.INDSTILLING and s.udsnit]
    egentlige = [s for s in alle if noegle(s.overskrift or "") not in ordliste("svage_indstillinger")]
    under_overskrift = [s for s in egentlige or alle if s.overskrift]
    valgte = under_overskrift or egentlige or alle
    uden_dato = [s for s in valgte if not s.dato]  # an earlier body's advice is headed by its name and date
    return [(s.overskrift, s.udsnit) for s in uden_dato or valgte]


def _fravaerslister(rum: Rum, stykker: Sequence[Stykke], beslutning: Stykke | None) -> list[tuple[str | None, Udsnit]]:
    """Sections of absence with their headings; under an item that is itself about absence its decision is such a list,
    and its title the heading."""
    lister = [(s.overskrift, s.udsnit) for s in stykker if s.art is Afsnitsart.FRAVAER and s.udsnit]
    hoveder = ((x, h) for x in rum.hoved if (h := find_overskrift(x)) is not None and h.art is Afsnitsart.FRAVAER)
    lister += ((h.ord, Udsnit([skaer(x, h.rest_fra, len(x.tekst))])) for x, h in hoveder if h.rest_fra)
    indledninger = (s.udsnit for s in stykker if s.art is Afsnitsart.INDLEDNING)
    lister += ((None, u) for u in indledninger if _navne_med_parti(u.tekst))
    if beslutning and om_moedet(rum.titel):
        afbrudt = udtryk("fravaer", "liste_afbrudt").search(beslutning.udsnit.tekst)
        liste = beslutning.udsnit.fra_til(0, afbrudt.start()) if afbrudt else beslutning.udsnit
        if er_navneliste(liste.tekst):
            lister.append((rum.titel, liste))
        elif (r := rolle(rum.titel or "")) is not None and r.art is Afsnitsart.FRAVAER:  # goes on about single punkter
            lister.append((rum.titel, Udsnit(list(takewhile(lambda x: x.tom or er_navneliste(x.tekst), liste.linjer)))))
    return lister


def _navne_med_parti(tekst: str) -> bool:
    """Whether a text is members' names alone: under a title only those away are listed so."""
    return er_navneliste(tekst) and all(n.parti for n in find_navne(tekst))


def _fravaersprosa(stykker: Sequence[Stykke], beslutning: Stykke | None) -> list[Udsnit]:
    ud = [beslutning.udsnit] if beslutning else []
    return ud + [
        s.udsnit for s in stykker if s.art in (Afsnitsart.INDLEDNING, Afsnitsart.DELTAGERE) and s is not beslutning
    ]


def _afgoer(beslutning: Stykke | None, rum: Rum, indstillinger: Sequence[Indstilling]) -> Afgoerelse:
    if beslutning is None:
        return Afgoerelse(None)
    tekst = beslutning.udsnit.tekst
    return afgoer(
        uden_udsatte(tekst) if godkender_dagsorden(rum.titel) else tekst,
        anbefalet=[x.tekst for x in indstillinger],
        for_sagen=er_for_sagen(indstillinger),
        svag=er_svag(beslutning),
        orientering=er_orienterende(rum.titel, indstillinger),
        fravaer=om_moedet(rum.titel),
        valg=vaelger_nogen(" ".join([rum.titel or "", *(x.tekst for x in indstillinger)])),
    )


def _afsnit(s: Stykke) -> Afsnit:
    udsnit = s.udsnit
    return Afsnit(
        belaeg=(udsnit if udsnit.linjer else Udsnit([s.linje])).hele(s.regel),
        overskrift=s.overskrift,
        art=s.art,
        tekst=udsnit.tekst,
    )


def _aar(moede: Moede) -> int | None:
    return int(moede.dato[:4]) if moede.dato else None
