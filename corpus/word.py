"""Sets blocks as a Word document, as a case system does: headings by style, fields as bold run-ins, tables as such."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
from referat.corpus.blokke import Art, Blok, Dokument

TRIN = {Art.TITEL: 0, Art.PUNKT: 1, Art.OVERSKRIFT: 2}
FOERSTE_DAG = (1980, 1, 1, 0, 0, 0)
"""The time of every part, so that the same document always gives the same bytes."""


def byg_docx(dokument: Dokument) -> bytes:
    """The document as a file."""
    word = docx.Document()
    for blok in dokument.blokke:
        _blok(word, blok)
    pakket, ud = io.BytesIO(), io.BytesIO()
    word.save(pakket)
    with zipfile.ZipFile(pakket) as ind, zipfile.ZipFile(ud, "w") as ny:
        for navn in ind.namelist():
            ny.writestr(zipfile.ZipInfo(navn, FOERSTE_DAG), ind.read(navn), zipfile.ZIP_DEFLATED)
    return ud.getvalue()


def samme(a: bytes, b: bytes) -> bool:
    """Whether two files have the same parts, however they are packed."""
    return _dele(a) == _dele(b)


def _dele(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as arkiv:
        return {navn: arkiv.read(navn) for navn in arkiv.namelist()}


def _blok(word: Any, blok: Blok) -> None:
    if blok.art in TRIN:
        word.add_heading(blok.tekst, TRIN[blok.art])
    elif blok.raekker:
        _tabel(word, blok)
    elif blok.art is Art.SIDE:
        word.add_page_break()
    elif blok.art is Art.LED and blok.maerke == "-":
        word.add_paragraph(blok.tekst, style="List Bullet")
    else:
        afsnit = word.add_paragraph()
        if blok.maerke:
            afsnit.add_run(f"{blok.maerke} ").bold = blok.art is not Art.LED
        afsnit.add_run(blok.tekst)


def _tabel(word: Any, blok: Blok) -> None:
    tabel = word.add_table(len(blok.raekker), len(blok.raekker[0]), style="Table Grid")
    for raekke, tekster in zip(tabel.rows, blok.raekker, strict=True):
        for celle, tekst in zip(raekke.cells, tekster, strict=True):
            celle.text = tekst
