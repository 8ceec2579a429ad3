"""PDFs that neither PDFium nor the reserve opens are put in order where they are whole, and say so."""

from __future__ import annotations

import io
import re

import pypdfium2
import pytest
from referat.extract.reading import laes
from referat.extract.reading.reparation import saet_i_stand
from referat.schemas.fejl import KanIkkeLaeses
from referat.schemas.side import Laest

pikepdf = pytest.importorskip("pikepdf")
TEKSTER = ("Punkt 1: Ny cykelsti", "Punkt 2: Takster", "Punkt 3: Eventuelt")


def pdf(dybde: int = 0, kasse: str = "", sidst: bytes = b"%%EOF\n") -> bytes:
    """Three pages in a file without a table of its objects; under so many nodes, what they share above them."""
    dele = [b"%PDF-1.7\n"]

    def objekt(nr: int, indhold: str) -> None:
        dele.append(f"{nr} 0 obj\n{indhold}\nendobj\n".encode())

    objekt(1, "<</Type/Catalog/Pages 100 0 R>>")
    objekt(2, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
    for n in range(dybde):
        objekt(100 + n, f"<</Type/Pages/Kids[{101 + n} 0 R]/Count 3{kasse if n == 0 else ''}>>")
    objekt(100 + dybde, f"<</Type/Pages/Kids[10 0 R 11 0 R 12 0 R]/Count 3/Resources<</Font<</F 2 0 R>>>>{kasse}>>")
    for n in range(len(TEKSTER)):
        objekt(10 + n, f"<</Type/Page/Parent {100 + dybde} 0 R/Contents {20 + n} 0 R>>")
    for n, tekst in enumerate(TEKSTER):
        stroem = f"BT /F 12 Tf 50 700 Td ({tekst}) Tj ET"
        objekt(20 + n, f"<</Length {len(stroem)}>>\nstream\n{stroem}\nendstream")
    return b"".join(dele) + sidst


def med_tabel(data: bytes) -> bytes:
    """The same file with the table that tells where its objects are."""
    steder = {int(m[1]): m.start() for m in re.finditer(rb"^(\d+) 0 obj", data, re.MULTILINE)}
    tabel = b"".join(b"%d 1\n%010d 00000 n \n" % par for par in sorted(steder.items()))
    slut = b"trailer\n<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (max(steder) + 1, len(data))
    return data + b"xref\n0 1\n0000000000 65535 f \n" + tabel + slut


def linjer(laest: Laest) -> list[str]:
    return [x.tekst for s in laest.sider for x in s.linjer]


@pytest.mark.parametrize("sidst", [b"", b"%%EOF\n"])
def test_a_file_whose_end_is_lost_is_read_with_a_warning(sidst: bytes) -> None:
    laest = laes(pdf(kasse="/MediaBox[0 0 595 842]", sidst=sidst))
    assert linjer(laest) == list(TEKSTER)
    assert [k for k, _ in laest.advarsler] == ["beskadiget-laest"]
    assert [(s.bredde, s.hoejde) for s in laest.sider] == [(595, 842)] * 3


def test_pages_lie_as_deep_as_they_like_and_have_what_stands_above_them() -> None:
    laest = laes(med_tabel(pdf(dybde=3000, kasse="/MediaBox[0 0 400 800]/Rotate 90", sidst=b"")))
    assert linjer(laest) == list(TEKSTER)
    assert [(s.bredde, s.hoejde) for s in laest.sider] == [(800, 400)] * 3


def test_a_file_that_was_cut_off_stays_refused() -> None:
    hel = pdf(kasse="/MediaBox[0 0 595 842]", sidst=b"")
    for slut in (hel.index(b"22 0 obj"), hel.index(b"Eventuelt"), hel.index(b"11 0 obj"), 40):
        with pytest.raises(KanIkkeLaeses) as e:
            laes(hel[:slut])
        assert e.value.kode == "afkortet", slut


def test_it_has_limits_and_no_loop_holds_it() -> None:
    hel = pdf(kasse="/MediaBox[0 0 595 842]")
    assert saet_i_stand(hel, 2) is None
    ring = saet_i_stand(med_tabel(hel.replace(b"/Kids[10 0 R", b"/Kids[100 0 R 10 0 R")), 10)
    assert ring and len(pypdfium2.PdfDocument(ring)) == 3
    for skidt in (
        b"",
        b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 7>>\nendobj\n",
        hel.replace(b"/Pages 100", b"/Pages 2"),
    ):
        assert saet_i_stand(skidt, 10) is None


def test_others_do_not_read_what_is_put_in_order() -> None:
    """Should they do so one day, the tests above would prove nothing."""
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(io.BytesIO(pdf(sidst=b"")))
