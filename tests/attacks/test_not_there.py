"""Every form of the URL map that names a row, sent with one that is not there, a neighbour's, or
one of another page: it says so, and changes nothing. Nor is anything taken back twice."""

import re
from typing import Any

from bs4 import Tag

from tests.attacks.said import silent, untrue
from tests.attacks.steps import Step
from tests.attacks.test_forms import ON_SQLITE, each_stop, walk
from tests.attacks.walk import Store, Walk, changed
from tests.infra.cast import Cast

__all__ = ["walk"]
NEVER = 987_654
# Fields that name a row; the others of digits are amounts, months, versions and the like.
ROW_FIELDS = {
    "association",
    "associations",
    "city",
    "collector",
    "duties",
    "ke",
    "market",
    "markets",
    "member",
    "messenger",
    "neighbour",
    "stall_market",
    "successor",
    "to",
}
OTHER_DIGITS = {
    *(
        "all",
        "anyway",
        "begin",
        "code",
        "coming",
        "fill",
        "heads",
        "income",
        "kept_version",
        "kpj",
        "mistake",
        "months",
        "more",
        "part",
    ),
    *("number", "other_version", "phone", "present", "shown", "stall_number", "times", "told"),
    # A receipt is a number on paper, too; cash/test_choosing.py asks for receipts that are gone.
    *("nik", "receipt", "seen", "version"),
}
ONLY_SHOWS = {"/anggota/pilih"}  # ticks of lines that are not there tick nothing
# What the second id of an address names: the table, and what ties it to the first.
CHILDREN = {
    "contribution_id": ("contribution", "participant_id"),
    "change_id": ("change", "member_id"),
    "rsvp_id": ("rsvp", "event_id"),
    "row_id": ("transfer_row", "transfer_id"),
}


def says_so(walk: Walk, store: Store, stop: Step, form: Tag, body: dict[str, Any]) -> str:
    """Send what cannot be done; give what is wrong with the answer."""
    before, kept = store.rows(), store.copy()
    seen = walk.post(stop, form, body)
    did = changed(before, store.rows())
    with walk.app.app_context():
        store.put_back(kept)
    if seen.status not in (404, 422) or did:
        return f"{stop.rule} {form['data-to']} answers {seen.status} and changes {did}"
    return ""


@ON_SQLITE
def test_an_address_of_a_row_that_is_not_there_says_so(walk: Walk, store: Store) -> None:
    """And what a page says of its buttons travels with them, true or not: one walk asks both."""
    wrong, asked, said = [], 0, set()
    for stop in each_stop(walk, store):
        seen, form = walk.open(stop)
        wrong += map(str, (*silent(walk, stop, seen), *untrue(walk, store, stop, form)))
        said |= {stop.rule} if "said" in walk.body(stop, form) else set()
        body, address = walk.body(stop, form), str(form["data-to"])
        for hit in re.finditer(r"(?<=/)\d+(?=/|$)", address):
            form["data-to"] = f"{address[: hit.start()]}{NEVER}{address[hit.end() :]}"
            wrong.append(says_so(walk, store, stop, form, body))
            asked += 1
    assert not any(wrong), "\n".join(filter(None, wrong))
    assert asked >= 65
    assert len(said) >= 24


@ON_SQLITE
def test_a_field_that_names_a_row_that_is_not_there_says_so(
    walk: Walk, store: Store, cast: Cast
) -> None:
    foreign = {"association": cast.association["rina"], "market": cast.market["rina"]}
    wrong, names = [], set()
    for stop in each_stop(walk, store):
        _seen, form = walk.open(stop)
        body = walk.body(stop, form)
        for name, value in body.items():
            several = isinstance(value, list)
            if not any(
                isinstance(one, str) and one.isdigit() for one in (value if several else [value])
            ):
                continue
            names.add(name)
            if name not in ROW_FIELDS or stop.rule in ONLY_SHOWS:
                continue
            neighbours = foreign.get(name.rstrip("s"), cast.member["Joko Santoso"])
            for other in (NEVER, neighbours):
                sent = body | {name: [str(other)] if several else str(other)}
                wrong.append(says_so(walk, store, stop, form, sent))
    assert not list(filter(None, wrong))
    assert names <= ROW_FIELDS | OTHER_DIGITS | {"key"}, "say whether these name rows"
    assert names >= ROW_FIELDS


def _copied(connection: Any, table: str, row_id: int, **other: int) -> int:
    """Copy a row under a new id; `other` columns get other values."""
    names = [one[1] for one in connection.execute(f'PRAGMA table_info("{table}")')]
    new = connection.execute(f'SELECT max(id) + 1 FROM "{table}"').fetchone()[0]
    values = {"id": str(new), **{name: str(value) for name, value in other.items()}}
    blind = {name: "randomblob(16)" for name in names if name in ("person_index", "code")}
    taken = ", ".join((values | blind).get(name, f'"{name}"') for name in names)
    connection.execute(f'INSERT INTO "{table}" SELECT {taken} FROM "{table}" WHERE id = {row_id}')
    return int(new)


@ON_SQLITE
def test_a_line_of_another_page_or_of_a_neighbour_says_so(
    walk: Walk, store: Store, cast: Cast
) -> None:
    """The address names one's own event, member or offer, and a line that is not one of its."""
    wrong, asked = [], set()
    for stop in each_stop(walk, store):
        child = next((one for one in CHILDREN if f"<id:{one}>" in stop.rule), "")
        if not child:
            continue
        _seen, form = walk.open(stop)
        body, address = walk.body(stop, form), str(form["data-to"])
        table, tie = CHILDREN[child]
        own = [int(one) for one in re.findall(r"(?<=/)\d+(?=/|$)", address)]
        with store.opened() as connection:
            parent = connection.execute(f'SELECT "{tie}" FROM "{table}" WHERE id = {own[1]}')
            among = {
                "contribution_id": "participant", "change_id": "member",
                "rsvp_id": "awareness_event", "row_id": "transfer",
            }[child]  # fmt: skip
            here = parent.fetchone()[0]
            there = (
                _copied(connection, among, here)
                if among in ("awareness_event", "transfer")
                else (
                    connection.execute(
                        f'SELECT max(id) FROM "{among}" WHERE id <> {here}'
                    ).fetchone()[0]
                )
            )
            others = [_copied(connection, table, own[1], **{tie: there})]
            if table != "transfer_row":  # which is no paguyuban's alone
                neighbour = {"association_id": cast.association["budi"]}
                others.append(_copied(connection, table, own[1], **neighbour))
        for other in others:
            form["data-to"] = re.sub(rf"/{own[1]}(?=/|$)(?!.*/{own[1]})", f"/{other}", address)
            wrong.append(says_so(walk, store, stop, form, body))
            asked.add(stop.rule)
    assert not list(filter(None, wrong))
    assert len(asked) >= 6


# What takes something back and carries no key, sent again: how it says that there is nothing.
TAKES_BACK = {
    "/anggota/<id:member_id>/pendaftaran/tarik": (422, ""),
    "/anggota/<id:member_id>/perantara/akhiri": (303, "sudah diakhiri tadi"),
    "/kegiatan/<id:event_id>/akan-datang/<id:rsvp_id>/hapus": (404, ""),
}


@ON_SQLITE
def test_what_is_gone_already_is_not_removed_again(walk: Walk, store: Store) -> None:
    wrong, asked = [], set()
    for stop in each_stop(walk, store, TAKES_BACK):
        form = walk.open(stop)[1]
        body = walk.body(stop, form)
        walk.post(stop, form, body)
        again = walk.post(stop, form, body)
        there = again.location
        said = walk.reader(stop.who).get(there).text if there else again.text
        status, words = TAKES_BACK[stop.rule]
        if again.status != status or words not in said:
            wrong.append((stop.rule, again.status, said[:300]))
        asked.add(stop.rule)
    assert not wrong
    assert asked == set(TAKES_BACK)


@ON_SQLITE
def test_a_row_of_a_list_that_is_not_there_says_so(walk: Walk, store: Store) -> None:
    every = ("accept r99", "add r99", "aside r99", "back r99", "back r0", "aside m987654")
    for stop in each_stop(walk, store, {"/rekonsiliasi/<id:list_id>"}):
        _seen, form = walk.open(stop)
        body, before = walk.body(stop, form), store.rows()
        for do in every:
            seen = walk.post(stop, form, body | {"do": do})
            said = walk.reader(stop.who).get(seen.location).text
            assert "Baris itu tidak ada di sana" in said, do
            assert changed(before, store.rows()) == [], do
