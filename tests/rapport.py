"""docs/evaluation.md and the figures of the README, made from what was measured. No figure is typed, no text quoted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from referat.cli.evaluate import andel, interval
from referat.cli.faelles import antal, tal
from referat.corpus import sikkerhed
from referat.corpus.evaluering import Svar
from referat.corpus.maaling import efter_kommune, felter, hele_punkter, vaerste
from referat.corpus.maaltal import FAERREST, LIGE_NOK, UDTRAEK, Optaelling, intervaller, opsum

FAA = 30
"""A rule measured fewer times than this is named as little known."""
VAERSTE = 12
AFRUNDING = 0.005
"""How much less than promised still keeps the promise."""

TITLER = {
    "corpus": "Egne prøver",
    "laest": "Opdigtede udformninger, hvis fejl er læst",
    "ulaest": "Opdigtede udformninger, hvis fejl ingen har læst",
    "seeds": "Fem dokumenter (tre kommuner, et notat, et brev)",
    "aarhus": "Aarhus Byråd, 16 sider",
    "variants": "Forkortede referater fra 19 kommuner og en region",
    "greve-pdf": "Greve 2022–2023 som PDF",
    "greve-txt": "Greve 2022–2023 som tekst",
    "greve-etiketter": "Greve, udfald læst i hånden",
}
ENGELSK = {
    "corpus": "our own samples",
    "laest": "invented layouts, errors read",
    "ulaest": "invented layouts, errors unread",
    "seeds": "five documents, three kommuner",
    "aarhus": "Aarhus, 16 pages",
    "variants": "condensed, 19 kommuner",
    "greve-pdf": "Greve 2022–2023, PDF",
    "greve-txt": "Greve 2022–2023, text",
    "greve-etiketter": "Greve, outcomes by hand",
}
OM = {
    "corpus": "Skrevet til projektet; kommuner og personer er opdigtede, og facit er lavet sammen med teksten.",
    "laest": "Skrevet med facit af en, der ikke kendte programmet; derefter er fejlene læst og reglerne rettet til.",
    "ulaest": "Skrevet samtidig og på samme måde, men ingen har set på, hvad der blev læst forkert: det nærmeste, "
    "disse sæt kommer til et tal for en kommune, som ingen har set.",
    "seeds": "Virkelige dokumenter, læst i hånden.",
    "aarhus": "Begyndelsen af et virkeligt referat, læst i hånden.",
    "variants": "Udformning og formuleringer som i kilden, brødteksten forkortet; læst i hånden. "
    "Kommunens navn står ofte ikke i teksten, og en kommune, som teksten ikke nævner, gættes ikke: "
    "derfor er genkaldelsen af kommune lav. Giv den med `--kommune`.",
    "greve-pdf": "Hele møder. Facit er publiceringsportalens egne felter, ikke en læsning; hvor feltet og dokumentet "
    "siger hvert sit, tæller det som en fejl her. Det gælder fravær: et møde skriver under hvert punkt, hvem der ikke "
    "var til stede, uden at portalens felt har det med. Facit siger intet om udfald; se etiketterne nedenfor.",
    "greve-txt": "De samme møder som tekst.",
    "greve-etiketter": "Beslutninger fra de samme møder, mærket i hånden. «Tvivl» er sat ved dem, hvor to "
    "omhyggelige læsere kunne være uenige; de to første linjer har alle med, de to sidste kun dem uden tvivl. "
    "64 punkter, hvor et andet udvalgs indstilling blev fulgt, stod uden skæbne, til sagens forløb blev læst med; "
    "de er mærket om, efter at læsningen var set.",
}
OPDIGTEDE = {"corpus", "laest", "ulaest"}
"""Sets that are no kommune's."""
ULAESTE = {"ulaest"}
"""Sets whose errors are not to be read."""
KOLONNER = (
    ("punkter", ("punkter",)),
    ("journalnumre", ("journalnumre",)),
    ("udfald", ("udfald",)),
    ("indstillinger og udfald", ("udfald, indstilling", "indstilling og udfald")),
    ("fravær", ("fravær, punkt",)),
    ("stemmer", ("stemmer",)),
)
"""Column of the overview → the fields that it may show, the first that was asked about."""
ENGELSKE_KOLONNER = ("items", "case numbers", "outcome", "recommendations' outcome", "absence", "votes")

INDLEDNING = """\
# Hvor rigtigt læses referaterne?

<!-- Skrevet af `make evaluate`; ret tests/rapport.py, ikke denne fil. -->

Denne side viser, hvor ofte det, programmet har læst ud af et referat, svarer til et facit, som mennesker har skrevet.
Den er skrevet af et program fra ende til anden; ingen tal er tastet ind.

**Læs tallene med forbehold.** Alle dokumenter i disse sæt undtagen «udformninger, hvis fejl ingen har læst» er læst af
dem, der har lavet programmet, mens de lavede det. Reglerne er rettet til, når et af dokumenterne blev læst forkert.
Tallene siger derfor, hvor godt det går
på referater som disse, ikke hvor godt det går på en kommune, som ingen har set: dér må man vente lavere tal. Hvor meget
lavere giver de ulæste udformninger et fingerpeg om. Det eneste, der er *lært* af
facit, er reglernes sikkerhed (sidste afsnit), og den er prøvet på kommuner, der ikke var med til at give den. Alt andet
er regler skrevet i hånden.

## Sådan er der talt

- **Præcision**: af det, programmet har læst, hvor stor en del er rigtigt. **Genkaldelse** (recall): af det, der står i
  facit, hvor stor en del er fundet. **F1** er de to under ét. 1,000 betyder: alt; tal er skåret af, ikke rundet op.
- **Hele punkter**: et punkt tæller kun, hvis *alt*, hvad facit siger om det, er rigtigt.
- **Strengt**: to tekster er ens, når bogstaver og cifre er ens; mellemrum, tegn og store bogstaver er ligegyldige. Af
  en indstilling og en beslutning holdes kun begyndelsen mod facit. **Blødt**: en tekst må være stavet lidt anderledes
  (rapidfuzz, mindst {lige} af 100), men dens cifre skal være de samme. Tal og datoer holdes aldrig blødt.
- **95 %** er usikkerheden på F1. Den er fundet ved {udtraek} gange at trække lige så mange dokumenter med
  tilbagelægning (bootstrap, fast frø), fordi fejl kommer i klumper: en udformning, der læses forkert, læses forkert
  hele vejen. Hvor det intet ville sige (ingen fejl, eller færre end {faerrest} dokumenter), er det Wilsons interval
  over oplysningerne, mærket †. Det regner oplysningerne for uafhængige og er derfor snarere for smalt.
- «Udfald» tæller også de punkter, hvor der ingen beslutning er: at lade feltet stå tomt er et svar.
"""
INTET_SHARED = """
De virkelige referater (mappen `../shared`) er ikke her, så kun projektets egne prøver er målt.
"""
SIKKERHED = """\
## Sikkerhed: hvor meget kan man stole på en oplysning?

Hver oplysning i lageret har en `regel`: den, der læste den. Af facit er det talt op, hvor ofte hver regel har ret.
Det står i tabellen `regler` (`n`, `rigtige`, `sikkerhed`) og vises som `sikkerhed` i visningerne. Sikkerheden er
(rigtige + ½) / (n + 1), Jeffreys' skøn, så en regel, der er set tre gange, aldrig er helt sikker. Et udfald går efter
udfaldet selv (`udfald_sikkerhed`), da lageret ikke gemmer dets regel. En regel, der ikke er målt, har ingen sikkerhed
(NULL). De opdigtede prøver er ikke talt med; et møde, der findes som både PDF og tekst, tæller én gang for hver regel
og oplysning. Sikkerheden siger intet om det, der *mangler*: dertil er genkaldelsen ovenfor.

### Holder den, hvad den lover?

Her er hver kommunes oplysninger givet den sikkerhed, som de *andre* kommuners facit giver reglen. Er den god, er
andelen af rigtige i hver række omtrent den lovede; er den højere, er sikkerheden forsigtig, hvad den må være, hvor de
andre kommuner har vist reglen få gange. Rækker med færre end {faa} oplysninger er mærket *.

{storst}
"""


@dataclass(frozen=True, slots=True)
class Saet:
    """A set of documents, each held against its truth."""

    navn: str
    svar: list[Svar]


def tabel(hoveder: Iterable[str], raekker: Iterable[Iterable[object]], tekster: int = 1) -> str:
    """A Markdown table; all columns but the first ``tekster`` are numbers."""
    hoveder = list(hoveder)
    linjer = [hoveder, ["---"] * tekster + ["---:"] * (len(hoveder) - tekster), *raekker]
    return "\n".join("| " + " | ".join(map(str, r)) + " |" for r in linjer) + "\n"


def overblik(saet: Mapping[str, Saet], sprog: str) -> str:
    """The headline: F1 of the fields that matter most, and whole punkter, a line for each set."""
    dansk = sprog == "da"
    navne, kolonner = (TITLER, [k for k, _ in KOLONNER]) if dansk else (ENGELSK, list(ENGELSKE_KOLONNER))
    hoveder = (
        ["F1", "dokumenter", "hele punkter", *kolonner] if dansk else ["F1", "documents", "whole items", *kolonner]
    )

    def raekke(s: Saet) -> Iterator[str]:
        malt, hele = felter(s.svar), opsum(hele_punkter(s.svar))
        yield navne[s.navn]
        yield tal(len(s.svar))
        yield andel(hele.recall) if s.navn != "greve-etiketter" else "–"
        for _, mulige in KOLONNER:
            felt = next((f for f in mulige if f in malt and opsum(malt[f]).facts), None)
            yield andel(opsum(malt[felt]).f1) if felt else "–"

    tekst = tabel(hoveder, (raekke(s) for s in saet.values()))
    return tekst if dansk else re.sub(r"(?<=\d),(?=\d)", ".", tekst)


def side(saet: Mapping[str, Saet], kommuner: Mapping[str, Mapping[sikkerhed.Regel, sikkerhed.Antal]]) -> str:
    """The whole page."""
    dele = [INDLEDNING.format(lige=int(LIGE_NOK), udtraek=tal(UDTRAEK), faerrest=FAERREST)]
    if not kommuner:
        dele.append(INTET_SHARED)
    dele += ["## Overblik\n", overblik(saet, "da"), "– betyder, at facit ikke spørger om det.\n"]
    dele += [del_ for s in saet.values() for del_ in afsnit(s)]
    dele += ["## Kommune for kommune\n", pr_kommune(saet)]
    dele += ["## De værste fejl\n", fejlliste(saet)]
    if kommuner:
        dele += trovaerdigt(kommuner)
    return "\n".join(dele)


def afsnit(s: Saet) -> Iterator[str]:
    """One set: what it is, and every field."""
    yield f"## {TITLER[s.navn]}\n"
    yield OM[s.navn] + "\n"
    hele = hele_punkter(s.svar)
    o, i = opsum(hele), intervaller(hele)
    yield (
        f"{antal(len(s.svar), 'dokument', 'dokumenter')}. Hele punkter rigtige: {tal(o.rigtige)} af {tal(o.facts)}, "
        + (f"{andel(o.recall)} {interval(i.recall)}{'†' if i.metode == 'wilson' else ''}.\n")
    )
    hoveder = (
        "felt",
        "præcision",
        "genkaldelse",
        "F1",
        "95 %",
        "F1 blødt",
        "i facit",
        "rigtige",
        "for meget",
        "mangler",
    )
    yield tabel(hoveder, (linje(f, d) for f, d in felter(s.svar).items() if opsum(d) != Optaelling()))


def linje(felt: str, dokumenter: list[Optaelling]) -> Iterator[str]:
    """The figures of a field."""
    o, i = opsum(dokumenter), intervaller(dokumenter)
    yield felt
    yield from map(andel, (o.precision, o.recall, o.f1))
    yield interval(i.f1) + ("†" if i.metode == "wilson" else "")
    yield andel(o.bloed.f1)
    yield from map(tal, (o.facts, o.rigtige, o.ekstra, o.mangler))


def pr_kommune(saet: Mapping[str, Saet]) -> str:
    """Right of all, for each real kommune: whole punkter and the fields that matter most."""
    svar = [x for s in saet.values() if s.navn not in OPDIGTEDE for x in s.svar if x.punkter]
    if not svar:
        return "Ingen virkelige kommuner er målt.\n"
    raekker = []
    for kommune, sine in efter_kommune(svar).items():
        malt = felter(sine)
        hele = opsum(hele_punkter([x for x in sine if "antal punkter" in x.felter]))
        celler = [
            andel(opsum(o).f1) if (o := [x for f in mulige for x in malt.get(f, [])]) and opsum(o).facts else "–"
            for _, mulige in KOLONNER
        ]
        raekker.append([kommune, len(sine), f"{tal(hele.rigtige)} af {tal(hele.facts)}", *celler])
    note = "F1 over alle sæt med kommunen. De fleste har få punkter, så et enkelt tal siger lidt. "
    note += "Et dokument, hvis facit ikke nævner kommunen, står under sit eget navn.\n\n"
    return note + tabel(("kommune", "dokumenter", "hele punkter", *(k for k, _ in KOLONNER)), raekker)


def fejlliste(saet: Mapping[str, Saet]) -> str:
    """The worst errors of each set: where, and by which rule; outcomes are named, texts and people are not."""
    dele = [
        "De, der vejer tungest: først stemmer og fravær, som facit ikke har, så udfald. Højst tre af samme slags "
        "fra samme dokument. Teksten omkring dem ses med `referat evaluate LAGER FACIT --show FELT`.\n"
    ]
    for s in (x for x in saet.values() if x.navn not in ULAESTE):
        raekker = []
        for f in vaerste(s.svar, VAERSTE):
            r = f.faktum.raekke or {}
            hvad = f"{f.slags}: {f.siger}" if f.felt.startswith(("udfald", "indstilling og")) else f.slags
            tegn = tal(r["tegn_fra"]) if r.get("tegn_fra") is not None else "–"
            raekker.append(
                [f.felt, hvad, f.svar.dokument, f.punkt or "–", r.get("side") or "–", tegn, r.get("regel") or "–"]
            )
        dele.append(f"### {TITLER[s.navn]}\n")
        hoveder = ("felt", "hvad", "dokument", "punkt", "side", "tegn", "regel")
        dele.append(tabel(hoveder, raekker, len(hoveder)) if raekker else "Ingen.\n")
    return "\n".join(dele)


def trovaerdigt(kommuner: Mapping[str, Mapping[sikkerhed.Regel, sikkerhed.Antal]]) -> Iterator[str]:
    """The reliability table, and every rule with what it got right."""
    alle = sikkerhed.saml(kommuner.values())
    maengde = {k: sum(a.n for a in regler.values()) for k, regler in kommuner.items()}
    storst = max(maengde, key=lambda k: maengde[k])
    andel_ = maengde[storst] * 100 // sum(maengde.values())
    vaegt = (
        f"{storst} har {andel_} ud af 100 af oplysningerne. Derfor viser sidste kolonne andelen, når hver kommune "
        f"tæller lige meget, og derfor står tabellen også uden {storst}."
    )
    yield SIKKERHED.format(storst=vaegt, faa=FAA)
    trin, umaalt = sikkerhed.trovaerdighed(kommuner)
    yield dom(trin, "Alle kommuner")
    yield trintabel(trin, umaalt)
    uden, umaalt = sikkerhed.trovaerdighed(kommuner, uden=storst)
    yield dom(uden, f"Uden {storst} (hvis facit stadig er med til at give de andre deres sikkerhed)")
    yield trintabel(uden, umaalt)
    yield "### Hver regel\n"
    faa = sum(a.n < FAA for a in alle.values())
    yield (
        f"{tal(len(alle))} par af felt og regel er målt; {tal(faa)} af dem på færre end {FAA} oplysninger, mærket *: "
        "deres sikkerhed er et skøn, der kan ændre sig meget. Står der 1 under kommuner, er reglen kun prøvet i én.\n"
    )
    i_kommuner = {r: sum(r in regler for regler in kommuner.values()) for r in alle}
    yield tabel(
        ("felt", "regel", "kommuner", "n", "rigtige", "sikkerhed"),
        (
            [f, f"`{r}`", i_kommuner[f, r], f"{tal(a.n)}{'*' if a.n < FAA else ''}", tal(a.rigtige), andel(a.sikkerhed)]
            for (f, r), a in alle.items()
        ),
    )


def dom(trin: Iterable[sikkerhed.Trin], hvem: str) -> str:
    """How many bins keep what they promise."""
    holdt = [t.facts.rigtige / t.facts.n >= t.lovet - AFRUNDING for t in trin]
    return f"{hvem}: {sum(holdt)} af {len(holdt)} rækker holder mindst, hvad de lover.\n"


def trintabel(trin: Iterable[sikkerhed.Trin], umaalt: sikkerhed.Antal) -> str:
    """The bins, and what no other kommune measures."""
    hoveder = ("lovet sikkerhed", "kommuner", "oplysninger", "lovet i snit", "rigtige", "rigtige, hver kommune lige")
    raekker: list[list[object]] = [
        [
            f"{andel(t.fra)}–{andel(t.til)}",
            t.kommuner,
            f"{tal(t.facts.n)}{'*' if t.facts.n < FAA else ''}",
            andel(t.lovet),
            andel(t.facts.rigtige / t.facts.n),
            andel(t.pr_kommune),
        ]
        for t in trin
    ]
    if umaalt.n:
        raekker.append(["ikke målt andre steder", "", tal(umaalt.n), "–", andel(umaalt.rigtige / umaalt.n), "–"])
    return tabel(hoveder, raekker)
