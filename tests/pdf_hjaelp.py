"""A page to write on, for tests of what a PDF's layout says."""

from __future__ import annotations

import io

import pytest

canvas = pytest.importorskip("reportlab.pdfgen.canvas")

HOEJDE = 842
PROSA = "Udvalget drøftede sagen og de bilag, der hører til den, og bad om en ny redegørelse til næste møde i juni."


class Ark:
    """Pages of A4; heights count from the top."""

    def __init__(self) -> None:
        self.ud = io.BytesIO()
        self.c = canvas.Canvas(self.ud, pagesize=(595, HOEJDE))

    def skriv(self, x: float, y: float, tekst: str, fed: bool = False, pkt: float = 9, hoejre: bool = False) -> None:
        self.c.setFont("Helvetica-Bold" if fed else "Helvetica", pkt)
        (self.c.drawRightString if hoejre else self.c.drawString)(x, HOEJDE - y, tekst)

    def prosa(self, y: float, linjer: int = 3, pkt: float = 9) -> None:
        for n in range(linjer):
            self.skriv(50, y + 1.2 * pkt * n, PROSA, pkt=pkt)

    def streg(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.c.line(x0, HOEJDE - y0, x1, HOEJDE - y1)

    def gitter(self, x: list[float], y: list[float]) -> None:
        """Rulings through all of some places across and down."""
        for h in y:
            self.streg(x[0], h, x[-1], h)
        for v in x:
            self.streg(v, y[0], v, y[-1])

    def pdf(self) -> bytes:
        self.c.save()
        return self.ud.getvalue()
