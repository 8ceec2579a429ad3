"""Every code that a file or a document can be given: what it means, and what to do about it, in Danish.

The message in the ledger says more of the one file; this says what all files with the code have in common.
"""

from __future__ import annotations

from typing import NamedTuple


class Kode(NamedTuple):
    """What a code means as one sentence, and what to do."""

    betyder: str
    goer: str


KARANTAENE: dict[str, Kode] = {
    "beskadiget": Kode("Filen er beskadiget, låst eller afbrudt.", "Åbn den, gem den på ny, eller hent den igen."),
    "afkortet": Kode("Filen er kun hentet delvis: dens slutning mangler.", "Hent den igen."),
    "arbejder-doed": Kode("Læsningen gik ned.", "Åbn filen i et andet program, og gem den på ny."),
    "arkiv-beskadiget": Kode("Filen i ZIP-arkivet er låst eller kan ikke pakkes ud.", "Hent arkivet igen."),
    "arkiv-for-stort": Kode(
        "ZIP-arkivet rummer for meget, eller mere, end det ser ud til (zip-bombe).", "Pak det selv ud et sikkert sted."
    ),
    "arkiv-i-arkiv": Kode("ZIP-arkivet ligger i et andet.", "Pak det ydre ud, og indlæs mappen."),
    "beskadiget-pdf": Kode("PDF'en er beskadiget og kan ikke åbnes.", "Hent den igen, hvor den kom fra."),
    "for-dyb": Kode("Filen er dybere indlejret, end der kan læses.", "Gem den på ny i et andet program."),
    "for-langsom": Kode("Læsningen stod stille og blev stoppet.", "Kør referat retry, eller gem filen på ny."),
    "for-stor": Kode("Filen, dens tekst eller dens hukommelse er for stor.", "Del den op, eller gem den på ny."),
    "for-tung": Kode("Læsningen brugte for megen regnetid.", "Åbn filen i et andet program, og gem den på ny."),
    "ingen-tekst": Kode("Filen har ingen tekst, der kan ses.", "Hent en bedre udgave, eller læs den med --ocr auto."),
    "kan-ikke-aabnes": Kode("Filen findes ikke eller må ikke læses.", "Giv læseadgang, og kør referat retry."),
    "krypteret": Kode("PDF'en er låst med en adgangskode.", "Gem den uden adgangskode."),
    "laesefejl": Kode("Læsningen fejlede på en måde, der ikke var forudset.", "Meld det som en fejl i referat."),
    "lagringsfejl": Kode("Det læste kunne ikke lagres.", "Meld det som en fejl i referat."),
    "ocr-mangler": Kode("PDF'en er billeder, og Tesseract er ikke installeret.", "Installér det; kør referat retry."),
    "tom-fil": Kode("Filen er tom.", "Hent den igen, hvor den kom fra."),
    "ukendt-format": Kode("Filen er af en slags, der ikke læses.", "Hent den igen som PDF, Word, HTML eller tekst."),
}
"""Files that were met and could not be read."""

SPRUNGET_OVER: dict[str, Kode] = {
    "genvej-mappe": Kode("Genvejen fører til en mappe, som læses, hvor den ligger.", "Intet."),
    "henviser-ud": Kode("Genvejen fører ud af mappen.", "Indlæs den mappe, den fører til."),
    "ikke-en-fil": Kode("Det er ikke en almindelig fil, men f.eks. et rør eller en enhed.", "Intet."),
    "mappe-lukket": Kode("Mappen må ikke læses.", "Giv læseadgang, og indlæs igen."),
    "sidedel": Kode(
        "Filen er en del af en gemt webside: stil, script, skrifttype eller billede.",
        "Intet; nævn filen selv, hvis den skal med.",
    ),
    "skjult": Kode(
        "Filen er skjult: navnet begynder med punktum, eller Windows skjuler den.",
        "Nævn filen selv, hvis den skal med.",
    ),
    "tomt-arkiv": Kode("ZIP-arkivet er tomt.", "Se efter, om det er det rigtige."),
}
"""Files that were met and not tried."""

ADVARSLER: dict[str, Kode] = {
    "beskadiget-laest": Kode("PDF'en er beskadiget og læst på anden måde.", "Hent den helst igen."),
    "beskadiget-side": Kode("En side er beskadiget, og dens tekst mangler.", "Hent filen igen."),
    "dato-mangler": Kode("Mødets dato fremgår ikke.", "Se dokumentet efter."),
    "difference-holder-ikke": Kode("En afvigelse i en tabel passer ikke med dens tal.", "Se tabellen efter."),
    "faerre-sider": Kode("PDF'en ser ud til at have flere sider, end der kunne læses.", "Hent filen igen."),
    "forkerte-tegn": Kode(
        "Skriften ser ud til at navngive bogstaver forkert, så ord er læst forkert.", "Læs filen med --ocr always."
    ),
    "indhold-antal": Kode("Indholdsfortegnelsen nævner et andet antal punkter end fundet.", "Se punkterne efter."),
    "ingen-punkter": Kode("Dokumentet ligner et referat, men har ingen punkter.", "Se teksten efter."),
    "kommune-modsagt": Kode(
        "Dokumentet nævner en anden kommune som sin end den, der blev angivet.",
        "Indlæs igen uden --kommune, eller med den rigtige.",
    ),
    "kommune-usikker": Kode(
        "Kommunen fremgår ikke sikkert; sager, personer og møder samles derfor ikke med andre dokumenters.",
        "Indlæs igen med --kommune.",
    ),
    "naesten-tom": Kode(
        "Dokumentet er læst, men har så lidt tekst, at det næppe er et referat.",
        "Se efter, om det er hentet helt; hent det igen, eller lad det være.",
    ),
    "ocr": Kode("Sider er læst med OCR; tal og navne kan være læst forkert.", "Se vigtige tal efter på siden."),
    "ocr-fejlede": Kode("En side er et billede, som Tesseract ikke kunne læse.", "Hent en bedre udgave."),
    "procent-holder-ikke": Kode("En procent i en tabel passer ikke med dens tal.", "Se tabellen efter."),
    "punkt-ekstra": Kode("Et punkt står ikke i indholdsfortegnelsen.", "Se punktet efter."),
    "udsat-andetsteds": Kode(
        "Punktet har ingen beslutning, men dagsordenens godkendelse siger, at det blev udsat.",
        "Se beslutningen om dagsordenen.",
    ),
    "punkt-mangler": Kode("Et punkt i indholdsfortegnelsen blev ikke fundet.", "Se dokumentet efter."),
    "side-uden-tekst": Kode("Sider er billeder, som ikke er læst.", "Installér Tesseract, og indlæs igen."),
    "skjult-tekst": Kode(
        "Siden har tekst, der ikke kan ses; den er ikke læst med.", "Se siden efter; filen selv rummer teksten endnu."
    ),
    "stemmer-uens": Kode("De navngivne stemmer passer ikke med de oplyste tal.", "Se afstemningen efter."),
    "sum-holder-ikke": Kode("En sum i en tabel passer ikke med dens tal.", "Se tabellen efter."),
    "tabel-brudt": Kode("En tabels tal står, så deres plads ikke kan afgøres.", "Se tabellen efter."),
    "tekst-holder-ikke": Kode("Teksten siger et andet tal end tabellen.", "Se begge steder efter."),
    "tekst-mangler": Kode("En side er læst som tom, men har tekst.", "Se siden efter."),
    "udgave-forskel": Kode("To dokumenter om samme møde siger hver sit.", "Hold dem mod hinanden."),
    "udvalg-mangler": Kode("Mødets udvalg fremgår ikke.", "Se dokumentet efter."),
    "ukendte-tegn": Kode("Siden har tegn, som skriften ikke navngiver; noget tekst mangler.", "Se siden efter."),
}
"""What a careful reader would want to know of a document that was read."""

KILDER: dict[str, Kode] = {
    "kilde-aendret": Kode("Kilden er ikke mere den, der blev læst.", "Find den rigtige frem, eller læs den nye ind."),
    "kilde-mangler": Kode("Kilden er der ikke mere eller kan ikke læses.", "Læg den tilbage, eller giv læseadgang."),
}
"""Sources that `referat bagit` could not put in the bag."""

KOMMANDOER: dict[str, Kode] = {
    "ukendt-person": Kode(
        "Personen står ingen steder i det, der udgives, så intet er trukket tilbage.",
        "Stav navnet, som det er trykt; læg --ahead til, hvis det først kommer.",
    ),
}
"""What a command refused to do."""

KODER = KARANTAENE | SPRUNGET_OVER | ADVARSLER | KILDER | KOMMANDOER
