"""The WhatsApp button on a member's page opens with a text that fits where they stand."""

import pytest
from flask import Flask

from association.rules.law.enrolment import End
from tests.cover.reminders.conftest import letter
from tests.cover.reminders.test_turn import changed
from tests.cover.reminders.test_wording import LONG
from tests.infra.cast import TODAY, Cast
from tests.infra.client import Reader

SIGNED = "Terima kasih.\nSari, Paguyuban Pasar Rejosari"
PHONE = "+6281226004777"


def opened(reader: Reader, cast: Cast, name: str) -> tuple[str, str]:
    """Give the number and the text with which WhatsApp opens."""
    return letter(reader.get(f"/anggota/{cast.member[name]}"))


@pytest.mark.parametrize(
    ("name", "begins", "said"),
    [
        (
            "Suparno",
            "Bapak Suparno,",
            "Mohon bayar iuran Desember 2026 sebelum tanggal itu. Perkiraan Rp8.400.",
        ),
        ("Ngatiyem", "Ibu Ngatiyem,", "Mohon bayar iuran Oktober 2026 sampai November 2026"),
        ("Wagiyem", "Ibu Wagiyem,", "Tunggakan lama tidak dihitung. Mohon temui kami"),
        (
            "Tono Wibowo",
            "Bapak Tono Wibowo,",
            "Iuran BPJS Ketenagakerjaan Bapak sudah dibayar sampai 31 Desember 2026.",
        ),
        ("Budi Santoso", "Bapak", "Mohon balas YA bila boleh kami daftarkan."),
        (
            "Sri Lestari",
            "Bapak/Ibu Sri Lestari,",
            "kami masih perlu: NIK, tanggal lahir. Mohon temui kami dan bawa KTP",
        ),
    ],
)
def test_each_state_has_its_text(
    app: Flask, sari: Reader, cast: Cast, name: str, begins: str, said: str
) -> None:
    changed(app, cast, name, phone=PHONE)
    number, text = opened(sari, cast, name)
    assert number == "6281226004777"
    assert text.startswith(begins)
    assert said in text
    assert text.endswith(SIGNED)
    assert "STOP" not in text
    assert "terlindungi" not in text
    assert LONG.search(text) is None


def test_cash_in_hand_is_not_asked_for_again(sari: Reader, cast: Cast) -> None:
    suparno = cast.member["Suparno"]
    said = {"member": str(suparno), "outcome": "paid"}
    sari.fill("/iuran/catat?q=suparno", "/iuran/catat?q=suparno", **said)
    assert (
        "Titipan iuran BPJS Ketenagakerjaan Bapak sudah kami terima"
        in opened(sari, cast, "Suparno")[1]
    )


def test_who_wants_no_reminders_is_only_greeted(sari: Reader, cast: Cast) -> None:
    path = f"/anggota/{cast.member['Suparno']}/pengingat"
    sari.fill(path, f"{path}/berhenti")
    assert opened(sari, cast, "Suparno")[1] == f"Bapak Suparno,\n\n{SIGNED}"


@pytest.mark.parametrize(
    ("state", "opens"),
    [
        ({"left_on": "2026-11-22", "left_reason": "stopped"}, True),
        ({"left_on": "2026-11-22", "left_reason": "died"}, False),
        ({"ended_on": TODAY.isoformat(), "ended_reason": End.DIED.value}, False),
    ],
)
def test_nothing_is_written_for_who_left_and_no_chat_opens_to_who_died(
    app: Flask, sari: Reader, cast: Cast, state: dict[str, str], opens: bool
) -> None:
    changed(app, cast, "Suparno", **state)
    seen = sari.get(f"/anggota/{cast.member['Suparno']}")
    links = [str(link["href"]) for link in seen.soup.select("#who a")]
    chats = [link for link in links if link.startswith("https://wa.me/")]
    assert chats == (["https://wa.me/6281226004285"] if opens else [])
    assert len(links) == (2 if opens else 0)  # nor is anybody called


def test_a_neighbour_is_asked_to_tell(app: Flask, sari: Reader, cast: Cast) -> None:
    changed(app, cast, "Ngatiyem", phone=None, messenger_id=cast.member["Suparno"])
    number, text = opened(sari, cast, "Ngatiyem")
    assert number == "6281226004285"
    assert text.startswith("Bapak Suparno,\n\nMohon sampaikan kepada Ibu Ngatiyem (")
    assert "menunggak" not in text
    assert "Rp" not in text
