"""The arithmetic of tables held against what they print: sums, differences, per cent, prose that quotes a cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from referat.extract.kolonneregler import Relation, find_fortegn, find_relationer, regn
from referat.extract.prosatal import find_traef
from referat.extract.raekketrae import Gruppe, er_total, find_grupper, led, raekketrae, tolerance
from referat.extract.talnet import Net, Tal, lav_net, naer, skriv_sum, skriv_tal
from referat.schemas.poster import Kontrol, Tabel

PROSA = "kontroller:prosa"
REGEL = {"i alt": "i-alt", "kode": "gruppe", "heraf": "gruppe", "tal": "gruppe"}


def find_kontroller(tabeller: Sequence[Tabel], tekst: str = "") -> list[Tabel]:
    """The tables of a punkt with their checks; ``tekst`` is the punkt's prose, which may quote them."""
    ud = [kontroller(t) for t in tabeller]
    for x in find_traef(tabeller, tekst):
        kontrol = _kontrol(PROSA, x.celle, x.vaerdi, x.tolerance, x.citat.ord)
        fundet = abs(x.celle.vaerdi)
        kontrol = kontrol.model_copy(
            update={"fundet": fundet, "difference": round(fundet - x.vaerdi, 6), "holder": x.holder}
        )
        ud[x.tabel] = ud[x.tabel].model_copy(update={"kontroller": [*ud[x.tabel].kontroller, kontrol]})
    return ud


def kontroller(tabel: Tabel) -> Tabel:
    """The table with its rows in order of parts and sums, the sign of its deviations, and its checks."""
    net = lav_net(tabel)
    if not net.tal or tabel.brudt:
        return tabel
    vendt = net.vend()
    grupper, kolonnegrupper = find_grupper(net), _kolonnegrupper(vendt)
    ned, hen = find_relationer(net), find_relationer(vendt)
    fundne = [
        *_summer(net, grupper),
        *_summer(vendt, kolonnegrupper),
        *_relationer(net, [r for r in ned if not _er_gruppe(r, kolonnegrupper)]),
        *_relationer(vendt, [r for r in hen if not _er_gruppe(r, grupper)]),
    ]
    return tabel.model_copy(
        update={
            "raekker": raekketrae(net, grupper),
            "afvigelse_fortegn": find_fortegn(net, ned) or find_fortegn(vendt, hen),
            "kontroller": sorted(fundne, key=lambda k: (k.raekke, k.kolonne, k.regel)),
        }
    )


def _kolonnegrupper(vendt: Net) -> list[Gruppe]:
    """Columns whose head says that they are a total of columns beside them."""
    return [g for g in find_grupper(vendt) if g.grundlag == "i alt" and er_total(vendt.navn(g.sum))]


def _er_gruppe(r: Relation, grupper: Sequence[Gruppe]) -> bool:
    return any(r.kolonner == {g.sum, *g.dele} for g in grupper)


def _summer(net: Net, grupper: Sequence[Gruppe]) -> Iterator[Kontrol]:
    for g in grupper:
        regel = "kontroller:kolonnesum" if net.vendt else f"kontroller:{REGEL[g.grundlag]}"
        for k in net.kolonner if g.proevet else ():
            if (fundet := led(net, g.sum, g.dele, k)) and not _uopdelt(net, g, k):
                total, addender = fundet
                ventet = sum(t.vaerdi for t in addender)
                yield _kontrol(regel, total, ventet, tolerance(total, addender), skriv_sum((t, 1) for t in addender))


def _uopdelt(net: Net, g: Gruppe, k: int) -> bool:
    """Whether a total of columns stands in a row that is itself the sum of rows of which some are not divided."""
    uden = [x for x in net.kolonner if (g.sum, x) in net.tal and not any((d, x) in net.tal for d in g.dele)]
    return net.vendt and any(net.tal[g.sum, x].vaerdi for x in uden)


def _relationer(net: Net, relationer: Sequence[Relation]) -> Iterator[Kontrol]:
    for r in relationer:
        for raekke in net.raekker:
            if f := regn(net, r, raekke):
                yield _kontrol(f"kontroller:{r.art}", f.maal, f.ventet, f.tolerance, _udtryk(r, f.led))


def _udtryk(r: Relation, led: Sequence[Tal]) -> str:
    """The calculation as a Dane would write it."""
    if r.art in ("procent", "vækst"):
        a, b = (skriv_tal(t.vaerdi, t.halv) for t in led)
        return f"{a} i pct. af {b}" if r.art == "procent" else f"fra {a} til {b} i pct."
    return skriv_sum((t, fortegn) for t, (_, fortegn) in zip(led, r.led, strict=True))


def _kontrol(regel: str, fundet: Tal, ventet: float, tolerance: float, udtryk: str) -> Kontrol:
    difference = fundet.vaerdi - ventet
    return Kontrol(
        regel=regel,
        raekke=fundet.celle.raekke,
        kolonne=fundet.celle.kolonne,
        ventet=round(ventet, 6),
        fundet=fundet.vaerdi,
        difference=round(difference, 6),
        tolerance=round(tolerance, 6),
        udtryk=udtryk,
        holder=naer(difference, tolerance, max(abs(ventet), abs(fundet.vaerdi))),
    )
