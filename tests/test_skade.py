"""Text that lost letters is read as if it had them, and stored as it is printed."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from referat.extract.pipeline import read_referat
from referat.extract.skade import Skade, saet_i_stand
from referat.models.ordforraad import misforstaaede, ordforraad, tabte_par, uden_par
from referat.schemas.fakta import Belaeg
from referat.schemas.poster import Afsnit
from referat.schemas.referat import Referat
from referat.schemas.side import Laest, Linje, Side
from referat.schemas.vokabular import Afsnitsart

REFERAT = """\
Havby Kommune
Referat fra Teknik- og Miljøudvalget
Mødedato: 14. marts 2002
Mødested: Rådhuset
Medlemmer: Søren Bæk, Lis Dam, Per Vang, Åse Krogh
Fraværende: Søren Bæk

12. Ny sti ved åen
J.nr. 05.01.05P20-12

Sagsfremstilling
Forvaltningen foreslår en ny sti langs åen. Stien er anslået til 2,4 mio. kr., og ejerne ønsker den flyttet mod øst.
Naboerne har været i høring, og der er modtaget to indsigelser om støj og færdsel.

Indstilling
Direktionen indstiller, at der gives anlægsbevilling på 2,4 mio. kr.
at stien føres nord om søen

Beslutning
Første at tiltrådt. Andet at udsat. Lis Dam kan ikke tiltræde første at.

13. Orientering om børnehaven
J.nr. 16.06.00G01-3

Indstilling
Børnechefen indstiller, at orienteringen tages til efterretning.

Beslutning
Taget til efterretning. Åse Krogh var ikke til stede ved behandlingen.

14. Tilskud til idrætsforeningen
J.nr. 18.15.00S29-8

Indstilling
Kulturchefen indstiller, at ansøgningen ikke imødekommes.

Beslutning
Indstillingen blev godkendt. Udvalget ønsker et notat om tilskuddet til foreningernes faciliteter.
"""
PAR = re.compile("ti|fi|tt|ft")


def paa_engelsk(tekst: str) -> str:
    for rigtigt, laest in (("æ", "ae"), ("ø", "o"), ("å", "a"), ("Æ", "Ae"), ("Ø", "O"), ("Å", "A")):
        tekst = tekst.replace(rigtigt, laest)
    return tekst


def uden_bogstavpar(tekst: str) -> str:
    return PAR.sub("", tekst)


def sagt(ref: Referat, skade: Callable[[str], str] = str) -> list[tuple[object, ...]]:
    """What a document says, its words as a damage leaves them."""
    return [
        (
            p.nr,
            skade(p.titel or ""),
            p.udfald,
            [j.raa for j in p.journalnumre],
            [(skade(i.tekst), i.udfald) for i in p.indstillinger],
            [(skade(s.navn or ""), s.stemme) for s in p.stemmer],
            [(skade(f.navn), f.omfang, f.aarsag) for f in p.fravaer],
            [(b.art, b.beloeb_kr) for b in p.bevillinger],
            skade(p.beslutning or ""),
        )
        for p in ref.punkter
    ]


@pytest.mark.parametrize("skade", [paa_engelsk, uden_bogstavpar])
def test_damaged_text_says_the_same_in_its_own_spelling(skade: Callable[[str], str]) -> None:
    hel, beskadiget = (read_referat(x.encode()) for x in (REFERAT, skade(REFERAT)))
    assert sagt(beskadiget) == sagt(hel, skade)
    assert [p.udfald for p in hel.punkter] == ["blandet", "taget til efterretning", "godkendt"]
    assert [d.navn for d in beskadiget.moeder[0].deltagere] == [skade(d.navn) for d in hel.moeder[0].deltagere]


@pytest.mark.parametrize("skade", [paa_engelsk, uden_bogstavpar])
def test_evidence_in_damaged_text_is_where_it_is_printed(skade: Callable[[str], str]) -> None:
    ref = read_referat(skade(REFERAT).encode())
    tekst = ref.tekst
    assert tekst == skade(REFERAT).rstrip("\n")
    for p in ref.punkter:
        navngivne = [(x.belaeg, x.navn or "") for x in (*p.stemmer, *p.fravaer)]
        skrevne = [(x.belaeg, x.tekst) for x in (*p.indstillinger, *p.afsnit) if x.tekst]
        numre = [(x.belaeg, x.raa) for x in p.journalnumre]
        for belaeg, ord_ in (*navngivne, *skrevne, *numre):
            assert " ".join(ord_.split()) in " ".join(tekst[belaeg.tegn_fra : belaeg.tegn_til].split())


def test_sound_text_is_left_alone() -> None:
    engelsk = "The minutes of the meeting were read and the budget was adopted without any remarks. " * 9
    for tekst in (REFERAT, "Møde i fortiden.\nIndslling, ltrådt", engelsk):
        laest = _laest(tekst)
        assert saet_i_stand(laest) == (laest, Skade())


@given(st.lists(st.sampled_from(sorted(ordforraad())), min_size=3, max_size=40))
def test_what_is_put_right_becomes_as_it_was(ord_: list[str]) -> None:
    for skade in (paa_engelsk, uden_bogstavpar):
        linjer = [skade(" ".join(ord_)), skade(REFERAT.replace("\n", " "))]
        laest = _laest("\n".join(linjer))
        i_stand, gjort = saet_i_stand(laest)
        for rettet, raa in zip(i_stand.sider[0].linjer, laest.sider[0].linjer, strict=True):
            belaeg = Belaeg(side=1, tegn_fra=rettet.tegn_fra, tegn_til=rettet.tegn_til, regel="x")
            post = Afsnit(belaeg=belaeg, overskrift=None, art=Afsnitsart.ANDET, tekst=rettet.tekst)
            tilbage = gjort.tilbage(post)
            assert tilbage.tekst == raa.tekst
            assert (tilbage.belaeg.tegn_fra, tilbage.belaeg.tegn_til) == (raa.tegn_fra, raa.tegn_til)


def test_a_pair_is_lost_where_several_long_words_lack_it() -> None:
    assert tabte_par({"Indslling", "Sagsfremslling", "efterretning"}) == ()
    assert tabte_par({"Indslling", "Sagsfremslling", "orienring", "direkonen"}) == ("ti",)


def test_damaged_words_are_known_in_their_case_and_names_of_things_are_not_taken_for_them() -> None:
    assert misforstaaede(["Fravaerende", "OKONOMIUDVALGET", "bes1utning", "for", "2001", "Kjeld"]) == {
        "Fravaerende": "Fraværende",
        "OKONOMIUDVALGET": "ØKONOMIUDVALGET",
        "bes1utning": "beslutning",
    }
    assert uden_par(["Indslling", "l", "lskud", "Tilskud", "kr"], ("ti",)) == {
        "Indslling": "Indstilling",
        "l": "til",
        "lskud": "tilskud",
    }


def _laest(tekst: str) -> Laest:
    linjer, n = [], 0
    for x in tekst.split("\n"):
        linjer.append(Linje(x, 1, n))
        n += len(x) + 1
    return Laest((Side(1, tuple(linjer)),))
