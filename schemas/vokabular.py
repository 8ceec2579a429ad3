"""The closed vocabularies of the store (docs/store.md): every value that a column of the kind may hold."""

from __future__ import annotations

from enum import StrEnum


class Dokumenttype(StrEnum):
    """What a document is."""

    REFERAT = "referat"
    DAGSORDEN = "dagsorden"
    NOTAT = "notat"
    BREV = "brev"
    ANDET = "andet"


class Udfald(StrEnum):
    """What became of a punkt or a recommendation; None means that the document states no decision."""

    GODKENDT = "godkendt"
    TILTRAADT = "tiltrådt"
    ANBEFALET = "anbefalet"
    EFTERRETNING = "taget til efterretning"
    ORIENTERET = "orienteret"
    DROEFTET = "drøftet"
    UDSAT = "udsat"
    AFVIST = "afvist"
    OVERSENDT = "oversendt"
    VALGT = "valgt"
    BLANDET = "blandet"
    INTET = "intet"
    ANDET = "andet"


class Afsnitsart(StrEnum):
    """The role of a section, whatever its heading."""

    INDLEDNING = "indledning"
    RESUME = "resume"
    SAGSFREMSTILLING = "sagsfremstilling"
    INDSTILLING = "indstilling"
    BESLUTNING = "beslutning"
    OEKONOMI = "oekonomi"
    LOVGRUNDLAG = "lovgrundlag"
    HOERING = "hoering"
    TIDSPLAN = "tidsplan"
    KOMMUNIKATION = "kommunikation"
    BILAG = "bilag"
    FRAVAER = "fravaer"
    RELATERET = "relateret"
    KOMMENDE = "kommende"
    FORLOEB = "forloeb"
    PROCEDURE = "procedure"
    DELTAGERE = "deltagere"
    ANDET = "andet"


class Deltagerstatus(StrEnum):
    """Whether a named member was there."""

    TIL_STEDE = "til stede"
    AFBUD = "afbud"
    FRAVAERENDE = "fraværende"


class Stemmevalg(StrEnum):
    """How someone voted."""

    FOR = "for"
    IMOD = "imod"
    UNDLOD = "undlod"


class Bemaerkningsart(StrEnum):
    """What kind of remark, reservation or condition stands in a decision."""

    PROTOKOL = "protokolbemærkning"
    FORBEHOLD = "forbehold"
    IKKE_TILTRAADT = "kunne ikke tiltræde"
    BEGAERET = "begæret i byrådet"
    BEMAERKNING = "bemærkning"
    BETINGELSE = "betingelse"
    AENDRING = "ændring"


class Omfang(StrEnum):
    """How much of the meeting someone was away from."""

    HELE_MOEDET = "hele mødet"
    PUNKTET = "punktet"
    DELVIS = "delvis"


class Retning(StrEnum):
    """Which way a reference points: to an earlier or a later treatment, or merely named in the prose."""

    TIDLIGERE = "tidligere"
    KOMMENDE = "kommende"
    OMTALT = "omtalt"


class Afvigelsesfortegn(StrEnum):
    """What a positive deviation means in a table, as its own numbers tell."""

    MERFORBRUG = "merforbrug positivt"
    MINDREFORBRUG = "mindreforbrug positivt"


STANDSET = tuple(str(u) for u in (Udfald.AFVIST, Udfald.UDSAT, Udfald.OVERSENDT, Udfald.BLANDET))
"""The outcomes with which a case did not go on as it was recommended."""
BUDGETMAAL = ("korrigeret budget", "vedtaget budget", "oprindeligt budget", "budget")
"""The measures that a result is held against; of several in a row the first."""
RESULTATMAAL = ("regnskab", "forventet regnskab")
"""The measures of what came of a budget; of several in a row the first."""
AFVIGELSE = "afvigelse"
"""The measure of how far a result is from its budget."""
INHABIL = "inhabil"
"""The reason of someone who is away because the law forbids taking part."""


class Rettelsestilstand(StrEnum):
    """How a correction lies on what the newest reading says."""

    GAELDER = "gælder"
    FLYTTET = "flyttet"
    ANDERLEDES = "læst anderledes"
    ENIG = "enig"
    FORSVUNDET = "forsvundet"


I_AFLOEST_UDGAVE = "i en afløst udgave"
"""The state of a correction that holds, in a telling of the meeting which another now leads before."""


class Brudgrund(StrEnum):
    """Why the places of a table's cells could not be told; said of the ways in which its numbers can be laid out."""

    UDEN_SUM = "ingen sum at regne efter"
    INGEN = "ingen opstilling er fundet, hvor summerne passer"
    FLERE = "flere opstillinger passer lige godt med summerne"


class Bevillingsstatus(StrEnum):
    """Whether an appropriation was made, recommended to the body that may make it, only asked for, or refused."""

    GIVET = "givet"
    ANBEFALET = "anbefalet"
    SOEGT = "søgt"
    AFSLAAET = "afslået"


class Indlaesningsstatus(StrEnum):
    """What became of a file that a run met; found is the sum of the five."""

    LAGRET = "lagret"
    UAENDRET = "uændret"
    OPDATERET = "opdateret"
    KARANTAENE = "karantæne"
    SPRUNGET_OVER = "sprunget over"


MAANEDER = (
    *("januar", "februar", "marts", "april", "maj", "juni"),
    *("juli", "august", "september", "oktober", "november", "december"),
)
"""The months as they are typed and printed."""

UGEDAGE = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
