"""Every member's page part fits the budget of bytes on the wire (UX: a part 2,5 KB, the answer to a
save 1,2 KB)."""

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


def test_the_form_and_the_saved_answer_of_every_member_are_small(tmp_path: Path) -> None:
    forms, saves = {}, {}
    with fresh_app(tmp_path, datetime(2026, 11, 22, 7, tzinfo=UTC)) as app:
        run(app, "demo")
        sari = Reader(app)
        sari.fill("/masuk", phone=SARI, password=PASSWORD)
        for member in range(1, 213):
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
        assert len(counted) > 150
        assert {member: size for member, size in counted.items() if size > budget * KB} == {}
