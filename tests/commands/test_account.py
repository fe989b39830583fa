"""`flask account create`: an account, and the link with which its owner sets the password."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from association.database import write_tx
from association.ledger.audit.models import AuditEntry
from association.people.accounts.models import Account, Duty
from association.people.accounts.passwords import matches
from association.people.resets.actions import use
from association.people.signin.actions import SpentLink, accept, sign_in
from association.rules.house.permissions import Role
from tests.commands.stage import fresh_app, refused, run, whole_database
from tests.infra.cast import NOW, TODAY

PHONE = "0812 0000 0500"


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Flask]:
    """Give an app on a database without tables: a fresh checkout."""
    with fresh_app(tmp_path, migrated=False) as app:
        yield app


def test_the_link_opens_the_account_once(empty: Flask) -> None:
    done = run(empty, "account", "create", "--role", "admin", "--phone", PHONE)
    assert done.exit_code == 0
    link = done.stdout.splitlines()[-1]
    assert link.startswith("http://localhost/undangan/")
    assert empty.test_client().get(link.removeprefix("http://localhost")).status_code == 200
    with whole_database(empty) as session:
        account = session.scalars(sa.select(Account)).one()
        assert (account.role, account.name, account.password_hash, account.city_id) == (
            Role.ADMIN,
            "Admin",
            "",
            None,
        )
        entry = session.scalars(sa.select(AuditEntry)).one()
        assert (entry.what, entry.subject, entry.details) == (
            "create account",
            f"account:{account.id}",
            {"role": "admin"},
        )
        accept(
            link.rpartition("/")[2], "kopi manis sekali", network="", clock=lambda: NOW, today=TODAY
        )
        assert sign_in(
            PHONE,
            "kopi manis sekali",
            own_phone=False,
            device="",
            network="",
            old_token="",
            clock=lambda: NOW,
            today=TODAY,
        ).token


def test_an_officer_works_for_a_city(empty: Flask) -> None:
    done = run(
        empty,
        "account",
        "create",
        "--role",
        "officer",
        "--phone",
        PHONE,
        "--city",
        "33.72",
        "--name",
        "Dewi",
    )
    assert "Added Kota Surakarta with its 41 markets." in done.stdout
    with whole_database(empty) as session:
        account = session.scalars(sa.select(Account)).one()
        assert (account.name, account.city_id is not None) == ("Dewi", True)


@pytest.mark.parametrize("association", ["Paguyuban Uji 00001", "1"])
def test_a_leader_gets_a_duty(empty: Flask, association: str) -> None:
    run(empty, "generate", "--members", 1)
    words = (
        "--role",
        "leader",
        "--phone",
        PHONE,
        "--association",
        association,
        "--position",
        "bendahara",
    )
    assert run(empty, "account", "create", *words).exit_code == 0
    with whole_database(empty) as session:
        duty = session.scalars(sa.select(Duty)).one()
        assert (duty.association_id, duty.position, duty.starts_on) == (1, "bendahara", TODAY)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--role", "admin", "--phone", "12"), "Bukan nomor HP."),
        (
            ("--role", "officer", "--phone", PHONE, "--city", "99.99"),
            "There is no city with the code 99.99.",
        ),
        (
            ("--role", "leader", "--phone", PHONE, "--association", "X"),
            "There is no paguyuban called X.",
        ),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_kept(
    empty: Flask, words: tuple[str, ...], said: str
) -> None:
    assert refused(empty, "account", "create", *words).startswith(said)
    with whole_database(empty) as session:
        assert session.scalars(sa.select(Account)).all() == []


def test_a_number_is_taken_once(empty: Flask) -> None:
    words = ("account", "create", "--role", "admin", "--phone", PHONE)
    assert run(empty, *words).exit_code == 0
    assert "sudah dipakai" in refused(empty, *words)


@pytest.mark.parametrize(
    "words",
    [
        ("--role", "officer", "--phone", PHONE),
        ("--role", "leader", "--phone", PHONE),
        ("--role", "admin", "--phone", PHONE, "--city", "33.72"),
        ("--role", "visitor", "--phone", PHONE),
        ("--role", "admin"),
    ],
)
def test_a_wrong_usage_is_refused(empty: Flask, words: tuple[str, ...]) -> None:
    assert run(empty, "account", "create", *words).exit_code == 2


@pytest.mark.parametrize(
    "command",
    [
        "demo",
        "generate",
        "account create",
        "account remove-code",
        "account close",
        "account reopen",
        "account reset-link",
        "backup",
        "restore",
        "audit verify",
        "migrate",
    ],
)
def test_every_command_has_help(empty: Flask, command: str) -> None:
    done = run(empty, *command.split(), "--help")
    assert done.exit_code == 0
    assert "Usage:" in done.stdout


def test_a_lost_second_factor_is_taken_away(empty: Flask) -> None:
    words = ("account", "remove-code", "--phone", PHONE)
    assert "no account" in refused(empty, *words)
    run(empty, "account", "create", "--role", "admin", "--phone", PHONE)
    assert "has none" in run(empty, *words).stdout
    with empty.app_context(), write_tx() as tx:
        tx.session.execute(sa.update(Account).values(totp_sealed=b"sealed", totp_step=1))
    assert "is removed" in run(empty, *words).stdout
    with whole_database(empty) as session:
        account = session.scalars(sa.select(Account)).one()
        assert (account.totp_sealed, account.code_removed_at) == (None, NOW)
        log = session.scalars(sa.select(AuditEntry).order_by(AuditEntry.id)).all()
        assert log[-1].what == "remove second factor"


def test_the_last_admin_gets_in_again(empty: Flask) -> None:
    """A reset link sets the password once; the only admin cannot be closed, one of two can."""
    for phone in (PHONE, "0812 0000 0501"):
        link = run(empty, "account", "create", "--role", "admin", "--phone", phone)
        path = link.stdout.split()[-1].rpartition("/")[2]
        with whole_database(empty):
            accept(path, "kopi manis sekali", network="", clock=lambda: NOW, today=TODAY)
        if phone == PHONE:
            assert "admin terakhir" in refused(empty, "account", "close", "--phone", PHONE)
    made = run(empty, "account", "reset-link", "--phone", PHONE)
    address = made.stdout.split()[-1]
    assert address.startswith("http://localhost/atur-ulang/")
    token, new = address.rpartition("/")[2], "teh panas sekali"
    with whole_database(empty):
        use(token, new, clock=lambda: NOW, today=TODAY)
        with pytest.raises(SpentLink):
            use(token, new, clock=lambda: NOW, today=TODAY)
    assert run(empty, "account", "close", "--phone", PHONE).exit_code == 0
    assert "ditutup" in refused(empty, "account", "reset-link", "--phone", PHONE)
    assert run(empty, "account", "reopen", "--phone", PHONE).exit_code == 0
    assert "no account" in refused(empty, "account", "close", "--phone", "081200009999")
    with whole_database(empty) as session:
        first = session.scalars(sa.select(Account).order_by(Account.id)).first()
        assert first is not None
        assert first.closed_at is None
        assert matches(first.password_hash, new)
        kept = [entry.what for entry in session.scalars(sa.select(AuditEntry))]
    assert kept[-4:] == ["make reset link", "use reset link", "close account", "reopen account"]
