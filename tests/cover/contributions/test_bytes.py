"""The page part of each kind of member fits the budget of bytes on the wire (UX: a part 2,5 KB, the
answer to a save 1,2 KB)."""

import re
from datetime import UTC, datetime
from pathlib import Path

from werkzeug.test import TestResponse

from tests.commands.stage import fresh_app, run
from tests.infra.cast import PASSWORD
from tests.infra.client import Reader, fields

KB = 1024
SARI = "081200000001"
ON_HTMX = {"HX-Request": "true", "HX-Target": "cover"}
PACKED = ON_HTMX | {"Accept-Encoding": "br"}


def wire(answer: TestResponse) -> int:
    """Count the bytes of an answer as a server sends it: status line, headers with a Date, body."""
    lines = [f"{name}: {value}" for name, value in answer.headers.items()] + [
        "Date: Sun, 22 Nov 2026 07:00:00 GMT"
    ]
    return len("HTTP/1.1 200 OK") + sum(len(line) + 2 for line in lines) + 4 + len(answer.data)


def of_each_kind(sari: Reader) -> list[int]:
    """Choose, of all that the roster says alike but for names and numbers, those it says most
    of."""
    kinds: dict[str, list[tuple[int, int]]] = {}
    page = sari.get("/anggota")
    while True:
        for row in page.soup.select("[data-member]"):
            status, chip = (
                str(row.select_one("[data-status]")["data-status"]),
                row.select_one(".chip"),
            )  # type: ignore[index]
            words = re.sub(r"\d+", "9", chip.get_text()) if chip else ""
            kinds.setdefault(f"{status} {words}", []).append(
                (len(row.get_text()), int(str(row["data-member"])))
            )
        on = page.soup.select_one("ul .btn[href*='after=']")
        if on is None:
            break
        page = sari.get(str(on["href"]))
    return [member for alike in kinds.values() for _, member in sorted(alike)[-3:]]


def test_the_form_and_the_saved_answer_of_each_kind_of_member_are_small(tmp_path: Path) -> None:
    forms, saves = {}, {}
    with fresh_app(tmp_path, datetime(2026, 11, 22, 7, tzinfo=UTC)) as app:
        run(app, "demo")
        sari = Reader(app)
        sari.fill("/masuk", phone=SARI, password=PASSWORD)
        for member in of_each_kind(sari):
            path = f"/anggota/{member}/iuran"
            form = sari.get(path, part="cover")
            forms[member] = wire(sari.client.get(path, headers=PACKED))
            if form.soup.find("form"):
                done = sari.client.post(
                    path, data=fields(form.form(path)) | {"months": "1"}, headers=PACKED
                )
                if done.status_code == 200:
                    saves[member] = wire(done)
    for name, counted, budget in (("form", forms, 2.5), ("save", saves, 1.2)):
        print(
            f"{name}: {len(counted)} members, largest {max(counted.values())} bytes, budget "
            f"{budget} KB"
        )
        assert len(counted) > 15
        assert {member: size for member, size in counted.items() if size > budget * KB} == {}
