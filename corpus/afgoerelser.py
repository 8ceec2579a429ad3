"""How a generated punkt ends: its udfald, the words of the decision, votes and absences."""

from __future__ import annotations

from collections import Counter
from random import Random

from referat.corpus.moeder import Behandling, Moede, Person, opregning
from referat.corpus.ordbog import data

ENDELIGE = ("godkendt", "tiltrådt", "udsat", "afvist", "oversendt")
VIDERE = ("anbefalet", "udsat", "afvist")
FASTE = {"droeftelse": "drøftet", "valg": "valgt", "intet": "intet"}


def afgoer(rng: Random, moede: Moede, punkt: Behandling, videre: bool, ad: bool) -> None:
    """Decides a punkt. ``videre``: another body has the last word. ``ad``: points are answered as ``Ad 1.``."""
    punkt.vaek = _vaek(rng, moede)
    antal = len(punkt.sag.punkter)
    if antal > 1 and rng.random() < 0.35:
        punkt.skaebner = _blandede(rng, punkt, videre)
    else:
        punkt.skaebner = [_udfald(rng, punkt.sag.art, videre)] * antal
    forskellige = set(punkt.skaebner)
    punkt.udfald = "blandet" if len(forskellige) > 1 else next(iter(forskellige), _udfald(rng, punkt.sag.art, videre))
    punkt.ordlyd = _svar(rng, punkt, ad) if punkt.udfald == "blandet" else [_saetning(rng, moede, punkt, videre)]
    if punkt.udfald in ("godkendt", "anbefalet") and punkt.sag.art in ("beslutning", "videre") and rng.random() < 0.45:
        _stem(rng, moede, punkt)
    if rng.random() < 0.08:
        punkt.ordlyd.append(rng.choice(data("ordlyd")["bemaerkninger"]))
    punkt.ordlyd += _fravaerssaetninger(rng, punkt)


def _udfald(rng: Random, art: str, videre: bool) -> str:
    if art in FASTE:
        return FASTE[art]
    if art == "orientering":
        return rng.choices(("taget til efterretning", "orienteret", "udsat"), (8, 2, 1))[0]
    if art == "fast":
        return "godkendt"
    return rng.choices(VIDERE, (8, 1, 1))[0] if videre else rng.choices(ENDELIGE, (8, 3, 1, 1, 1))[0]


def _blandede(rng: Random, punkt: Behandling, videre: bool) -> list[str | None]:
    """Fates that differ, of those that have a short form."""
    god = "anbefalet" if videre else "godkendt"
    foerste = "taget til efterretning" if punkt.sag.art in ("budget", "orientering") else god
    rest: list[str | None] = [rng.choice((god, god, "udsat", "afvist")) for _ in punkt.sag.punkter[1:]]
    if set(rest) == {foerste}:
        rest[-1] = "udsat"
    return [foerste, *rest]


def _svar(rng: Random, punkt: Behandling, ad: bool) -> list[str]:
    """The answer to each point: ``Ad 1.``, ``Punkt 1:`` or ``1.``, neighbours of one fate drawn together at times."""
    form = rng.choice(("Ad {}.", "Ad {})")) if ad else rng.choice(("{}.", "Ad {}.", "Punkt {}:"))
    kort = data("ordlyd")["kort"]
    svar = []
    skaebner = punkt.skaebner
    nr = 0
    while nr < len(skaebner):
        til = nr + 1
        while form == "{}." and til < len(skaebner) and skaebner[til] == skaebner[nr]:
            til += 1
        numre = str(nr + 1) if til == nr + 1 else f"{nr + 1}.-{til}"
        svar.append(f"{form.format(numre)} {rng.choice(kort[skaebner[nr]])}")
        punkt.skaebner[nr:til] = [_kort_udfald(svar[-1], skaebner[nr])] * (til - nr)
        nr = til
    return svar


def _kort_udfald(svar: str, udfald: str | None) -> str | None:
    return "tiltrådt" if svar.endswith("Tiltrådt.") else udfald


def _saetning(rng: Random, moede: Moede, punkt: Behandling, videre: bool) -> str:
    noegle = "afvist videre" if punkt.udfald == "afvist" and videre else punkt.udfald
    saetning: str = rng.choice(data("ordlyd")["beslutning"][noegle])
    navne = data("navne")
    person = f"{rng.choice(navne['fornavne'])} {rng.choice(navne['efternavne'])}"
    andet = "Handicaprådet" if "høring" in saetning else "Økonomiudvalget"
    if moede.udvalg == andet:
        andet = "Byrådet"
    return saetning.format(udvalg=moede.udvalg, person=person, andet=andet)


def _til_stede(moede: Moede, punkt: Behandling) -> list[Person]:
    return [p for p in moede.medlemmer if p not in moede.afbud and p not in punkt.vaek]


def _stem(rng: Random, moede: Moede, punkt: Behandling) -> None:
    """A vote that carries the recommendation: by name in a udvalg, by party and number in a council."""
    tilstede = _til_stede(moede, punkt)
    ordlyd = data("ordlyd")["afstemning"]
    partier = Counter(p.parti for p in tilstede)
    imod = {parti for parti, _ in sorted(partier.items(), key=lambda x: (x[1], x[0]))[: rng.choice((1, 1, 2))]}
    if len(partier) < 3 or sum(partier[p] for p in imod) * 2 >= len(tilstede):
        return
    if moede.omraade == "raad":
        linje = _partistemmer(rng, punkt, partier, imod, ordlyd)
    else:
        linje = _navnestemmer(rng, punkt, tilstede, imod, ordlyd)
    punkt.ordlyd = [linje, *punkt.ordlyd] if rng.random() < 0.5 else [*punkt.ordlyd, linje]


def _navnestemmer(
    rng: Random, punkt: Behandling, tilstede: list[Person], imod: set[str], ordlyd: dict[str, list[str]]
) -> str:
    mod, med = [p for p in tilstede if p.parti in imod], [p for p in tilstede if p.parti not in imod]
    undlod = [med.pop()] if len(med) > 3 and rng.random() < 0.3 else []
    form = rng.choice(ordlyd["navne"])
    grupper = [("for", med if "{for}" in form else []), ("imod", mod), ("undlod", undlod)]
    punkt.stemmer = [{"navn": p.navn, "stemme": stemme} for stemme, gruppe in grupper for p in gruppe]
    navne = {stemme: opregning([str(p) for p in gruppe]) for stemme, gruppe in grupper}
    linje: str = form.format(**navne)
    return f"{linje} {rng.choice(ordlyd['undlod']).format(**navne)}" if undlod else linje


def _partistemmer(
    rng: Random, punkt: Behandling, partier: Counter[str], imod: set[str], ordlyd: dict[str, list[str]]
) -> str:
    grupper = {"imod": sorted(imod), "for": sorted(set(partier) - imod)}
    med_antal = rng.random() < 0.5
    tal = {f"n{k}": sum(partier[p] for p in v) for k, v in grupper.items()}
    navne = {k: opregning([f"{p} ({partier[p]})" if med_antal else p for p in v]) for k, v in grupper.items()}
    punkt.stemmer = [
        {"parti": p, "antal": partier[p] if med_antal else None, "stemme": k} for k, v in grupper.items() for p in v
    ]
    return str(rng.choice(ordlyd["antal" if med_antal else "partier"]).format(**navne, **tal))


def _vaek(rng: Random, moede: Moede) -> list[Person]:
    tilstede = [p for p in moede.medlemmer if p not in moede.afbud]
    return [rng.choice(tilstede)] if rng.random() < 0.07 else []


def _fravaerssaetninger(rng: Random, punkt: Behandling) -> list[str]:
    ordlyd, navne = data("ordlyd")["fravaer"], data("navne")
    form = rng.choice(ordlyd[rng.choice(("inhabil", "inhabil", "punktet", "stedfortraeder"))])
    vikar = f"{rng.choice(navne['fornavne'])} {rng.choice(navne['efternavne'])}"
    return [form.format(navn=p, stedfortraeder=vikar) for p in punkt.vaek]
