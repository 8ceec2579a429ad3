"""What a careful reader would want to know of a document that was read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice

from referat.extract.overskrifter import find_overskrift
from referat.extract.punkter import Inddeling
from referat.extract.tabeladvarsler import tabeladvarsler
from referat.extract.tegnfejl import find_tegnfejl
from referat.extract.udsatte import udsat_andetsteds
from referat.models.afsnit import noegle
from referat.models.kommuner import hent_kommune
from referat.schemas.referat import Advarsel, Moede
from referat.schemas.side import Laest, Linje
from referat.schemas.vokabular import Afsnitsart, Dokumenttype

FAA_TEGN = 40
"""Letters and digits: a body, a date and a decision are more."""


def find_advarsler(
    laest: Laest,
    linjer: Sequence[Linje],
    dokumenttype: Dokumenttype,
    kommune: str | None,
    egen: tuple[str | None, str],
    moeder: Sequence[tuple[Moede, Inddeling]],
) -> list[Advarsel]:
    """Warnings of the reading, the document and each meeting, in that order.

    ``kommune`` is whose the document is taken to be, ``egen`` what ``afgoer_kommune`` says of it.
    """
    ud = [Advarsel(kode=kode, besked=besked) for kode, besked in (*laest.advarsler, *find_tegnfejl(laest.sider))]
    tegn = filter(str.isalnum, chain.from_iterable(side.tekst for side in laest.sider))
    if (antal := len(list(islice(tegn, FAA_TEGN)))) < FAA_TEGN:
        hvad = f"{antal} {'bogstav eller ciffer' if antal == 1 else 'bogstaver og cifre'}"
        besked = f"Dokumentet har kun {hvad}; se efter, om det er hentet helt."
        ud.append(Advarsel(kode="naesten-tom", besked=besked))
    if kommune is None:
        besked = "Kommunen fremgår ikke sikkert af dokumentet; angiv den med --kommune."
        ud.append(Advarsel(kode="kommune-usikker", besked=besked))
    if navn := _modsagt(kommune, *egen):
        besked = f"Dokumentet nævner selv {navn} som sin kommune; se efter, om den, der er angivet, er den rigtige."
        ud.append(Advarsel(kode="kommune-modsagt", besked=besked))
    if not any(m.punkter for m, _ in moeder) and (ligner := _ligner_referat(dokumenttype, linjer)):
        besked = f"Dokumentet {ligner}, men ingen punkter blev fundet; se teksten efter."
        ud.append(Advarsel(kode="ingen-punkter", besked=besked))
    for moede, inddeling in moeder:
        ud += _moede(moede)
        ud += _indhold(moede, inddeling)
    return ud


def _modsagt(kommune: str | None, egen: str | None, regel: str) -> str | None:
    """The kommune that a document names as its own, where it is not the one given, nor what became a part of it."""
    if kommune is None or egen is None or regel not in ("kommune:navn", "kommune:journalnumre"):
        return None
    navngivet = hent_kommune(egen)
    return None if kommune in (egen, navngivet.efterfoelger) else navngivet.navn


def _ligner_referat(dokumenttype: Dokumenttype, linjer: Sequence[Linje]) -> str | None:
    """In what a document is like minutes: its own word, or lines that head what a body decided."""
    if dokumenttype is Dokumenttype.REFERAT:
        return "kalder sig et referat"
    overskrifter = filter(None, map(find_overskrift, linjer)) if dokumenttype is Dokumenttype.ANDET else ()
    besluttet = any(x.art is Afsnitsart.BESLUTNING for x in overskrifter)
    return "har overskrifter som et referats" if besluttet else None


def _moede(moede: Moede) -> Iterator[Advarsel]:
    for felt, navn in (("udvalg", "udvalg"), ("dato", "mødedato")):
        if moede.punkter and getattr(moede, felt) is None:
            yield Advarsel(kode=f"{felt}-mangler", besked=f"Mødets {navn} fremgår ikke af dokumentet.")
    for punkt in moede.punkter:
        if any(a.stemmer_overens is False for a in punkt.afstemninger):
            besked = f"Punkt {punkt.nr or punkt.raekkefoelge}: de navngivne stemmer passer ikke med de oplyste tal."
            yield Advarsel(kode="stemmer-uens", besked=besked, punkt=punkt.raekkefoelge)
        if udsat_andetsteds(punkt):
            besked = f"Punkt {punkt.nr}: at det blev udsat, står kun under dagsordenens godkendelse."
            yield Advarsel(kode="udsat-andetsteds", besked=besked, punkt=punkt.raekkefoelge)
        yield from tabeladvarsler(punkt)


def _indhold(moede: Moede, inddeling: Inddeling) -> Iterator[Advarsel]:
    """The contents list held against what was found."""
    poster = inddeling.indhold.poster
    if not poster:
        return
    if len(poster) != len(moede.punkter):
        besked = f"Indholdsfortegnelsen nævner {len(poster)} punkter, men {len(moede.punkter)} blev fundet."
        yield Advarsel(kode="indhold-antal", besked=besked)
    fundne = [noegle(p.titel or "") for p in moede.punkter]
    for post in poster:
        kort = noegle(post.titel.rstrip(" .…"))[:40]
        if not any(kort and kort in f for f in fundne):
            besked = f"Punktet »{post.titel}« står i indholdsfortegnelsen, men blev ikke fundet."
            yield Advarsel(kode="punkt-mangler", besked=besked)
    for punkt in moede.punkter:
        if punkt.titel and not inddeling.indhold.naevner(punkt.titel):
            besked = f"Punktet »{punkt.titel}« blev fundet, men står ikke i indholdsfortegnelsen."
            yield Advarsel(kode="punkt-ekstra", besked=besked, punkt=punkt.raekkefoelge)
