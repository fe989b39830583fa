"""A PDF that says what it shows: every text and picture belongs to an element of its structure, in
the order of reading, so that it can be read aloud (tagged PDF, ISO 32000-1, 14.8)."""

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from xml.sax.saxutils import escape

from flask import Response
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from association.web import qr
from association.web.lettering import FONT, LEADING, printable

PDF = "application/pdf"
WIDTH, HEIGHT = float(A4[0]), float(A4[1])
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
TITLED = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{rdf}">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def attached(made: bytes, name: str, *, kind: str = PDF) -> Response:
    """Answer with a file to keep; its name says nothing of anybody."""
    headers = {"Content-Disposition": f"attachment; filename={name}"}
    return Response(made, content_type=kind, headers=headers)


class Element(pdfdoc.PDFObject):  # type: ignore[misc]
    """One element of the structure: a heading, a paragraph, a table, a cell, a picture."""

    __RefOnly__ = 1

    def __init__(self, kind: str, parent: "Element | None", *, alt: str = "") -> None:
        self.kind, self.parent, self.alt = kind, parent, alt
        self.inner: list[Element] = []
        self.mark: int | None = None  # its place among the marks of its page
        self.page: pdfdoc.PDFPage | None = None

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """Write the element as it stands in the file; elements are many, so in few bytes."""
        above = self.parent or document.Catalog.StructTreeRoot
        parts = [f"/S/{self.kind}/P ".encode(), _reference(document, above)]
        if self.mark is not None:
            parts += [f"/K {self.mark}/Pg ".encode(), _reference(document, self.page)]
        elif self.inner:
            inner = b" ".join(_reference(document, one) for one in self.inner)
            parts += [b"/K[", inner, b"]"]
        if self.kind == "TH":
            parts.append(b"/A<</O/Table/Scope/Column>>")
        if self.alt:
            parts += [b"/Alt", pdfdoc.format(pdfdoc.PDFString(self.alt), document)]
        return b"<<" + b"".join(parts) + b">>"


class _Root(pdfdoc.PDFObject):  # type: ignore[misc]
    """The root of the structure; `pages` are the marked elements of each page."""

    __RefOnly__ = 1

    def __init__(self, top: Element, pages: Sequence[Sequence[Element]]) -> None:
        self.top, self.pages = top, pages

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """Write the root, with the elements by page and mark."""
        found = b"".join(
            b"%d[%s]" % (number, b" ".join(_reference(document, one) for one in marked))
            for number, marked in enumerate(self.pages)
        )
        top = _reference(document, self.top)
        return b"<</Type/StructTreeRoot/K %s/ParentTree<</Nums[%s]>>/ParentTreeNextKey %d>>" % (
            top,
            found,
            len(self.pages),
        )


def _reference(document: pdfdoc.PDFDocument, what: pdfdoc.PDFObject) -> bytes:
    return bytes(pdfdoc.format(document.Reference(what), document))


class Paper:
    """A document of A4 pages, drawn from below (points); the same calls always give the same
    bytes."""

    def __init__(self, title: str, *, author: str) -> None:
        self._made = io.BytesIO()
        self.canvas = Canvas(
            self._made,
            pagesize=A4,
            pageCompression=1,
            invariant=1,
            lang="id",
            initialFontName=FONT,
            pdfVersion=(1, 7),
        )
        title = printable(title)
        self.canvas.setTitle(title)
        self.canvas.setAuthor(printable(author))
        self.canvas.setCreator("Guyub")
        self.canvas.setViewerPreference("DisplayDocTitle", "true")
        told = TITLED.format(rdf=RDF, title=escape(title)).encode()
        self.canvas._doc.Catalog.Metadata = pdfdoc.XMP(creator=lambda _document: told)
        self._top = self._open = Element("Document", None)
        self._pages: list[list[Element]] = [[]]

    @contextmanager
    def within(self, kind: str) -> Iterator[None]:
        """Group what is drawn meanwhile, on whatever pages: a Sect, a Table, its TR."""
        above = self._open
        self._open = Element(kind, above)
        above.inner.append(self._open)
        yield
        self._open = above

    @contextmanager
    def marked(self, kind: str, *, alt: str = "") -> Iterator[None]:
        """Say what the strokes drawn meanwhile on this page are: P, H1, TD, Figure."""
        element = Element(kind, self._open, alt=alt)
        element.mark = len(self._pages[-1])
        self._open.inner.append(element)
        self._pages[-1].append(element)
        self.canvas.addLiteral(f"/{kind} <</MCID {element.mark}>> BDC")
        yield
        self.canvas.addLiteral("EMC")

    @contextmanager
    def beside(self) -> Iterator[None]:
        """Say that what is drawn meanwhile is not read: lines, and what every page repeats."""
        self.canvas.addLiteral("/Artifact BMC")
        yield
        self.canvas.addLiteral("EMC")

    def write(
        self,
        kind: str,
        x: float,
        y: float,
        lines: str | Iterable[str],
        *,
        size: float,
        align: str = "left",
        bold: bool = False,
    ) -> float:
        """Write lines as one element, the first one on the height `y`; returns the height of the
        line after them."""
        with self.marked(kind):
            return self.letters(x, y, lines, size=size, align=align, bold=bold)

    def letters(
        self,
        x: float,
        y: float,
        lines: str | Iterable[str],
        *,
        size: float,
        align: str = "left",
        bold: bool = False,
    ) -> float:
        """Write lines as a part of the element that is marked, or beside them all."""
        canvas = self.canvas
        canvas.setFont(FONT, size)
        draw = {
            "left": canvas.drawString,
            "right": canvas.drawRightString,
            "middle": canvas.drawCentredString,
        }[align]
        if bold:  # one font is enough: its letters are drawn with a rim
            canvas.setLineWidth(size * 0.035)
        for line in [lines] if isinstance(lines, str) else lines:
            draw(x, y, printable(line), mode=2 if bold else 0)
            y -= size * LEADING
        return y

    def code(self, x: float, y: float, side: float, address: str) -> None:
        """Draw the code of an address as a picture that names it."""
        lines = qr.dots(address)
        dot = side / len(lines)
        drawn = [
            f"{x + start * dot:.2f} {y + side - (row + 1) * dot:.2f} {wide * dot:.2f} {dot:.2f} re"
            for row, line in enumerate(lines)
            for start, wide in _stretches(line)
        ]
        with self.marked("Figure", alt=f"QR: {address}"):
            self.canvas.addLiteral(f"0 g {' '.join(drawn)} f")

    def rule(self, x: float, y: float, to: float, *, thick: float = 0.4) -> None:
        """Draw a line from one place to another on the same height."""
        with self.beside():
            self.canvas.setLineWidth(thick)
            self.canvas.line(x, y, to, y)

    def turn(self) -> None:
        """Go on to the next page."""
        self.canvas.showPage()
        self._pages.append([])

    def done(self) -> bytes:
        """Close the last page and give the file."""
        self.canvas.showPage()
        document = self.canvas._doc
        for number, (page, elements) in enumerate(
            zip(document.Pages.pages, self._pages, strict=True)
        ):
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
            page.StructParents, page.Tabs = number, pdfdoc.PDFName("S")
            for element in elements:
                element.page = page
        document.Catalog.StructTreeRoot = _Root(self._top, self._pages)
        document.Catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": pdfdoc.PDFtrue})
        self.canvas.save()
        return self._made.getvalue()


def _stretches(line: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Give where the dark stretches of a line begin, and how long they are."""
    start = 0
    while start < len(line):
        wide = 0
        while start + wide < len(line) and line[start + wide]:
            wide += 1
        if wide:
            yield start, wide
        start += wide + 1
