"""A chat that WhatsApp exported is no table: the box for pasting is named."""

import pytest

from association.roster.lists.reader import UnreadableFile, read_sheets

ANDROID = """18/11/26 19.05 - Pesan dan panggilan terenkripsi secara end-to-end.
18/11/26 19.06 - Bu Yem: 1. Ngatmi Seto B1
2. Warsi Seto B2
18/11/26 19.07 - Pak Min: 3. Tumi Seto B3
"""
IPHONE = """[2026-11-18, 19:05:02] Bu Yem: 1. Ngatmi Seto B1
[2026-11-18, 19:06:40] Pak Min: 2. Warsi Seto B2
"""


@pytest.mark.parametrize("text", [ANDROID, IPHONE, "\ufeff" + ANDROID.replace("\n", "\r\n")])
def test_a_chat_is_pointed_to_the_box(text: str) -> None:
    with pytest.raises(UnreadableFile, match="tempel di kotak di bawah"):
        read_sheets(text.encode(), "Chat WhatsApp dengan Paguyuban.txt")


def test_a_list_that_begins_with_dates_is_none() -> None:
    (sheet,) = read_sheets(b"Tanggal;Nama;NIK\n18/11/26 19:05;Ngatmi;\n18/11/26;Warsi;\n", "a.csv")
    assert sheet.rows[1][1] == "Ngatmi"
