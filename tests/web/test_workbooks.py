"""What every workbook shares: it prints on A4, as wide as the page, headings on each."""

import io
from datetime import date
from typing import Any

import openpyxl
import pytest

from association.roster.exports import files
from association.roster.imports.blank import blank_workbook
from association.roster.members.values import HEADINGS

MEMBER = {
    "name": "Raden Ayu Sri Sulistyowati Kusumaningrum",
    "nik": "3372050107700010",
    "birth_date": date(1970, 7, 1),
    "phone": "0812-3456-7890",
    "address": "Jl. Kapten Mulyadi 3, RT 04/RW 11, Kelurahan Sudiroprajan, Jebres",
    "stall_market": "Pasar Gede Hardjonagoro",
    "stall_number": "007",
    "income": 2_500_000,
}


@pytest.fixture(scope="module")
def roster() -> Any:
    """A roster of 251 rows, as it is read back."""
    with files.workbook("Anggota", HEADINGS, [MEMBER] * 251, about="Suka & Duka") as made:
        return openpyxl.load_workbook(io.BytesIO(made.read())).active


def test_it_is_set_for_a4_across_with_its_headings_on_each_page(roster: Any) -> None:
    setup = roster.page_setup
    assert (setup.orientation, int(setup.paperSize)) == ("landscape", 9)
    assert roster.sheet_properties.pageSetUpPr.fitToPage
    assert (int(setup.fitToWidth or 1), int(setup.fitToHeight)) == (1, 0)
    assert roster.print_title_rows == "$1:$1"
    assert roster.freeze_panes == "B2"
    assert roster.oddHeader.left.text == "Anggota"
    assert roster.oddHeader.right.text.replace("&&", "&") == "Suka & Duka"
    assert roster.oddFooter.right.text == "Halaman &P dari &N"


def test_251_rows_take_few_pages(roster: Any) -> None:
    """Reckoned as Excel does: a letter is 1.9 mm wide, a line 5.3 mm high, all as small as the
    columns need to fit on the page."""
    widths = [roster.column_dimensions[cell.column_letter].width for cell in roster[1]]
    scale = min(1, 277 / (sum(widths) * 1.9))
    assert scale > 0.4  # to be read without a glass
    texts = [str(cell.value or "") for cell in roster[2]]
    lines = max(-(-len(text) // wide) for text, wide in zip(texts, widths, strict=True))
    assert 251 * lines * 5.3 * scale / 175 <= 12  # 40 pages before


def test_days_are_days_and_numbers_are_texts_where_digits_matter(roster: Any) -> None:
    cells = dict(zip(HEADINGS, roster[251], strict=True))
    assert (cells["birth_date"].is_date, cells["birth_date"].number_format) == (True, "dd/mm/yyyy")
    assert (cells["income"].value, cells["income"].number_format) == (2_500_000, "#,##0")
    for name in ("nik", "phone", "stall_number"):
        assert (cells[name].data_type, cells[name].number_format) == ("s", "@")


def test_a_list_to_fill_in_takes_a_nik_as_text() -> None:
    book = openpyxl.load_workbook(io.BytesIO(blank_workbook(["Nama", "NIK"], ["NIK"], ["Isi."])))
    sheet, helping = book.worksheets
    assert sheet.column_dimensions["B"].width >= 16
    assert sheet.freeze_panes == "A2"
    assert {int(one.page_setup.paperSize) for one in (sheet, helping)} == {9}
