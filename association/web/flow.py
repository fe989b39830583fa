"""Texts and tables on paper one below the other, page after page."""

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass

from association.web.lettering import LEADING, printable, wrapped
from association.web.paper import HEIGHT, WIDTH, Paper

Row = tuple[tuple[str, ...], ...]  # the lines of each of its cells
ASIDE = 4.0  # points from the edge of a cell to its text


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns of a table: where the first one begins, how wide each is, the size of the
    letters, and how high a row is at least (points); with lines around each cell when it is to be
    filled in."""

    left: float
    widths: tuple[float, ...]
    size: float
    least: float = 0.0
    boxed: bool = False

    def row(self, *texts: str) -> Row:
        """Break the texts of a row into lines as wide as its cells."""
        cells = zip(texts, self.widths, strict=True)
        return tuple(
            tuple(wrapped(printable(text), width - 2 * ASIDE, size=self.size))
            for text, width in cells
        )

    def height(self, row: Row) -> float:
        """Give the height of a row."""
        lines = max(len(cell) for cell in row)
        return max(self.least, lines * self.size * LEADING + ASIDE)

    def pages(self, head: Row, rows: Iterable[Row], *, room: float) -> Iterator[list[Row]]:
        """Part rows into pages with so much room, each below the head; no rows are a page, too."""
        page: list[Row] = []
        left = room = room - self.height(head)
        for row in rows:
            if self.height(row) > left and page:
                yield page
                page, left = [], room
            page.append(row)
            left -= self.height(row)
        yield page

    def draw(self, paper: Paper, y: float, row: Row, kind: str = "TD") -> float:
        """Draw a row from the height `y` down; returns where it ends. A head that is repeated has
        no kind."""
        end, x = y - self.height(row), self.left
        with paper.within("TR") if kind else nullcontext():
            for lines, width in zip(row, self.widths, strict=True):
                with paper.marked(kind) if kind else paper.beside():
                    paper.letters(x + ASIDE, y - self.size - ASIDE / 2, lines, size=self.size)
                x += width
        with paper.beside():
            self._lines(paper, y, end)
        return end

    def _lines(self, paper: Paper, y: float, end: float) -> None:
        paper.canvas.setLineWidth(0.4)
        right = self.left + sum(self.widths)
        if not self.boxed:
            paper.canvas.line(self.left, end, right, end)
            return
        x = self.left
        for width in self.widths:
            paper.canvas.rect(x, end, width, y - end)
            x += width


class Flow:
    """What is written on a document from above, the next page when this one is full."""

    def __init__(self, paper: Paper, *, margin: float, bottom: float) -> None:
        self.paper, self.margin, self.bottom = paper, margin, bottom
        self.width = WIDTH - 2 * margin
        self.y = HEIGHT - margin

    def need(self, height: float) -> None:
        """Go on to the next page when less than this is left."""
        if self.y - height < self.bottom:
            self.paper.turn()
            self.y = HEIGHT - self.margin

    def say(
        self, kind: str, text: str, *, size: float, bold: bool = False, align: str = "left"
    ) -> None:
        """Write a paragraph or a heading over the whole width; a longer one than a page goes on as
        another."""
        lines = list(wrapped(printable(text), self.width, size=size))
        right, middle = self.margin + self.width, self.margin + self.width / 2
        x = {"left": self.margin, "right": right, "middle": middle}[align]
        while lines:
            self.need(size * LEADING)
            most = max(1, int((self.y - self.bottom) / (size * LEADING)))
            here, lines = lines[:most], lines[most:]
            y = self.y - size
            self.y = size + self.paper.write(kind, x, y, here, size=size, bold=bold, align=align)

    def rest(self, height: float) -> None:
        """Leave a gap."""
        self.y -= height

    def table(self, columns: Columns, head: Row, rows: Iterable[Row]) -> None:
        """Draw a table; its head stands on every page, and is read once."""
        with self.paper.within("Table"):
            self.need(columns.height(head) * 2)
            self.y = columns.draw(self.paper, self.y, head, "TH")
            for row in rows:
                if self.y - columns.height(row) < self.bottom:
                    self.need(HEIGHT)
                    self.y = columns.draw(self.paper, self.y, head, "")
                self.y = columns.draw(self.paper, self.y, row)
