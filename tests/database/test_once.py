"""write_once: one record for ten taps; a repeat gets the first answer back, as it was."""

import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from association.access.fence import set_reach
from association.access.reach import Visitor
from association.database import db, write_tx
from association.once import (
    KeyReused,
    Once,
    SavedAnswer,
    digest_of,
    write_once,
)
from association.vault import vault
from tests.infra.cast import NOW

RUNS: list[object] = []


def key(text: str = "k" * 32, body: bytes = b"body") -> Once:
    return Once("account:1", text, hashlib.sha256(body).digest(), NOW)


@write_once
def tap(session: Session, answer: object, *, once: Once | None) -> object:
    RUNS.append(answer)
    return answer


@pytest.fixture
def inside(app: Flask) -> Iterator[Flask]:
    RUNS.clear()
    with app.app_context():
        set_reach(db.session(), Visitor())
        yield app


def test_a_repeated_form_gets_the_first_answer_and_changes_nothing(inside: Flask) -> None:
    assert [tap(n, once=key()) for n in range(3)] == [0, 0, 0]
    assert RUNS == [0]


def test_without_a_key_it_happens_each_time(inside: Flask) -> None:
    assert [tap(n, once=None) for n in range(3)] == [0, 1, 2]


@pytest.mark.parametrize(
    "answer", [None, 0, 7, "", "12", "a,b", True, (), (1, 0), ("a", ""), ((1, "x"), None)]
)
def test_an_answer_comes_back_as_it_was(inside: Flask, answer: object) -> None:
    first = tap(answer, once=key())
    again = tap("another", once=key())
    assert (first, type(first)) == (again, type(again)) == (answer, type(answer))
    assert len(RUNS) == 1


@pytest.mark.parametrize("answer", [[1], {1: "x"}, (1, [2])])
def test_an_answer_that_would_come_back_otherwise_is_refused(inside: Flask, answer: object) -> None:
    with pytest.raises(TypeError):
        tap(answer, once=key())
    assert db.session.query(SavedAnswer).all() == []


def test_the_same_key_with_another_body_is_refused(inside: Flask) -> None:
    tap(1, once=key())
    with pytest.raises(KeyReused):
        tap(1, once=key(body=b"other"))


def test_an_answer_of_an_earlier_version_is_refused_when_it_cannot_be_read(inside: Flask) -> None:
    tap("x", once=key())
    with write_tx() as tx:
        tx.session.query(SavedAnswer).one().answer = "phone,note"
    with pytest.raises(KeyReused):
        tap("x", once=key())


def test_an_emptied_digest_gives_the_kept_answer_to_any_body(inside: Flask) -> None:
    tap(1, once=key())
    with write_tx() as tx:
        tx.session.query(SavedAnswer).one().digest = b""
    assert tap(2, once=key(body=b"other")) == 1


def test_the_digest_of_a_body_needs_the_key_and_is_another_for_each_form(inside: Flask) -> None:
    body = ("/anggota/baru", [("nik", "3372991708750001")])
    mine = digest_of(body, owner="account:1", key="k" * 32)
    assert mine == digest_of(body, owner="account:1", key="k" * 32)
    others = [("account:2", "k" * 32), ("account:1", "j" * 32)]
    assert mine not in {digest_of(body, owner=owner, key=key) for owner, key in others}
    vault.unlock(b"another-key-0123456789abcdef-xyz")
    assert mine != digest_of(body, owner="account:1", key="k" * 32)


def test_a_failed_change_frees_its_key(inside: Flask) -> None:
    @write_once
    def fail(session: Session, *, once: Once | None) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail(once=key())
    assert tap("now", once=key()) == "now"


def test_many_taps_at_once_change_once(inside: Flask) -> None:
    def one(n: int) -> object:
        with inside.app_context():
            set_reach(db.session(), Visitor())
            return tap(n, once=key())

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(one, range(24)))
    assert len(RUNS) == 1
    assert answers == RUNS * 24


def test_an_action_without_a_keyword_for_the_key_cannot_be_written() -> None:
    with pytest.raises(TypeError, match="once"):

        @write_once
        def forgets(session: Session) -> None:
            """Do nothing."""
