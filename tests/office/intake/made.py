"""A list of paguyuban as it is sent: a workbook, a CSV, a pasted text."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import openpyxl

Told = tuple[str, str, str, str]  # paguyuban, markets, ketua, the end of the phone


@dataclass(frozen=True)
class Made:
    """A list as it is sent, and what it says."""

    name: str
    told: Sequence[Told]
    sheets: dict[str, list[list[Any]]] | None = None
    merges: tuple[str, ...] = ()
    text: str = ""
    encoding: str = "utf-8"
    refused: int = 0

    @property
    def is_pasted(self) -> bool:
        return self.sheets is None and not self.name.endswith(".csv")

    @property
    def data(self) -> bytes:
        if self.sheets is None:
            return self.text.encode(self.encoding)
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in self.sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
        for area in self.merges:
            book.worksheets[0].merge_cells(area)
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()
