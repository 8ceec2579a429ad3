"""Which page answers which address. To add a page is to add a line here."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from referat.web.side import Side
from referat.web.sider import (
    data,
    feed,
    forside,
    henvis,
    kilde,
    kommune,
    moede,
    om,
    person,
    punkt,
    sag,
    sammenlign,
    soeg,
    spoergsmaal,
    tabel,
    udvalg,
)

Vis = Callable[[Side], Awaitable[Any]]

FASTE: dict[str, Vis] = {
    r"/": forside.vis,
    r"/soeg": soeg.vis,
    r"/soeg\.(?P<form>csv|xlsx|json)": soeg.hent,
    r"/soeg\.atom": feed.soeg,
    r"/spoergsmaal": spoergsmaal.oversigt,
    r"/spoergsmaal/(?P<navn>[a-z-]+)": spoergsmaal.vis,
    r"/spoergsmaal/(?P<navn>[a-z-]+)\.(?P<form>csv|xlsx|json)": spoergsmaal.hent,
    r"/sammenlign": sammenlign.vis,
    r"/data": data.vis,
    r"/tabel/(?P<tabel>[0-9a-z-]+)\.(?P<form>csv|xlsx|json)": tabel.hent,
    r"/om": om.vis,
    r"/id/(?P<id>[^/]{1,300})": henvis.vis,
    r"/kilde/(?P<dokument>[0-9a-f]{64})/(?P<nr>[0-9]{1,5})": kilde.vis,
    r"/kilde/(?P<dokument>[0-9a-f]{64})/(?P<nr>[0-9]{1,5})\.png": kilde.billede,
}
"""Address, as a regular expression for the whole of it → its page. Named groups are ``side.dele``."""

ARTER: dict[str, Vis] = {
    "kommune": kommune.vis,
    "moede": moede.vis,
    "punkt": punkt.vis,
    "person": person.vis,
    "sag": sag.vis,
    "udvalg": udvalg.vis,
}
"""What an address of the table ``adresser`` stands for (its ``art``) → its page, where ``side.maal`` is the id."""

FEEDS: dict[str, Vis] = {
    "kommune": feed.kommunens,
    "person": feed.person,
    "sag": feed.sag,
    "udvalg": feed.udvalgets,
}
"""As ``ARTER``, for the address with ``.atom`` behind it."""

STI = r"/(?P<sti>[A-Za-z0-9][A-Za-z0-9.-]*(?:/[A-Za-z0-9][A-Za-z0-9.-]*){0,5})"
"""What an address of ``adresser`` looks like."""
