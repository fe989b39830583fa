"""A throw-away PostgreSQL for the tests: Debian's programs, an own folder, a Unix socket, no
durability."""

import os
import pwd
import re
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql
from sqlalchemy.engine import make_url

from tests.infra.lacking import lacking

OWNER = "guyub"  # owns the databases; neither superuser nor exempt from row-level security
FAST = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "shared_buffers": "32MB",
    "jit": "off",
}


def programs() -> Path | None:
    """Find the folder of the newest installed server programs."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if found:
        return max(found, key=lambda path: [int(n) for n in re.findall(r"\d+", path.parent.name)])
    initdb = shutil.which("initdb")
    return Path(initdb).resolve().parent if initdb else None


def _unprivileged() -> dict[str, Any]:
    """Give the arguments for subprocess under which the server runs: it refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    users = {entry.pw_name: entry for entry in pwd.getpwall()}
    user = users.get("postgres") or users["nobody"]
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _run(
    bin_folder: Path, folder: Path, as_user: dict[str, Any], program: str, *arguments: str
) -> None:
    """Run a program of the server on the data in `folder`, and fail with the end of its log."""
    # The output goes to a file: a pipe would be inherited by the server and never end.
    with (folder / "log").open("a") as log:
        done = subprocess.run(
            [bin_folder / program, "-D", folder / "data", *arguments],
            cwd=folder,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            check=False,
            **as_user,
        )
    if done.returncode:
        pytest.fail(f"{program} failed: {(folder / 'log').read_text()[-2000:]}", pytrace=False)


@dataclass(frozen=True, slots=True)
class Served:
    """A server on a folder of its own, that can be stopped and started again; `url` is the
    superuser's."""

    url: str
    run: Callable[..., None]
    settings: str

    def start(self) -> None:
        self.run("pg_ctl", "--wait", "--options", self.settings, "start")

    def stop(self, how: str = "immediate") -> None:
        self.run("pg_ctl", "--wait", f"--mode={how}", "stop")


@contextmanager
def served(**settings: str) -> Iterator[Served]:
    """Run a server with the settings FAST, but for those given."""
    bin_folder = programs()
    if bin_folder is None:
        lacking("PostgreSQL")
    folder = Path(tempfile.mkdtemp(prefix="guyub-pg-"))
    as_user = _unprivileged()
    if as_user:
        os.chown(folder, as_user["user"], as_user["group"])

    run = partial(_run, bin_folder, folder, as_user)
    chosen = " ".join(f"-c {name}='{value}'" for name, value in (FAST | settings).items())
    url = f"postgresql+psycopg://postgres@/postgres?host={folder}"
    server = Served(url, run, f"{chosen} -k '{folder}'")
    try:
        run(
            "initdb",
            "--username=postgres",
            "--auth=trust",
            "--no-sync",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
        )
        server.start()
        try:
            with _administrator(url) as connection:
                connection.execute(f"CREATE ROLE {OWNER} LOGIN NOSUPERUSER NOBYPASSRLS")
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """Run a server for this test session; gives the superuser's URL. Take `fresh_database` for the
    app."""
    with served() as server:
        yield server.url


def fresh_database(postgres_url: str, *, template: str | None = None) -> str:
    """Make a database, empty or a copy of the one at the URL `template`; gives the URL for its
    owner, no superuser."""
    name = f"guyub_{secrets.token_hex(6)}"
    source = (make_url(template).database if template else None) or "template1"
    with _administrator(postgres_url) as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(
                sql.Identifier(name), sql.Identifier(OWNER), sql.Identifier(source)
            )
        )
    return (
        make_url(postgres_url)
        .set(username=OWNER, database=name)
        .render_as_string(hide_password=False)
    )


@pytest.fixture(scope="session")
def remade(postgres_url: str) -> Iterator[Callable[[str, str], str]]:
    """Make the database of a name anew, as a copy of another: `remade("test", "stage")` gives the
    superuser's URL. One in which nobody wrote since is as new.
    """
    made: dict[str, tuple[str, int]] = {}
    with _administrator(postgres_url) as connection:
        how = sql.SQL(
            "STRATEGY FILE_COPY" if connection.info.server_version >= 150000 else ""
        )  # fewer milliseconds

        def written() -> int:
            """Count the transactions of this server that wrote."""
            row = connection.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text")
            return int(row.fetchall()[0][0])

        def make(name: str, template: str) -> str:
            url = make_url(postgres_url).set(database=name).render_as_string(hide_password=False)
            if made.get(name) == (template, written()):
                return url
            new = sql.Identifier(name)
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(new))
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {} {}").format(
                    new, sql.Identifier(template), how
                )
            )
            made[name] = template, written()
            return url

        yield make


def _administrator(url: str) -> psycopg.Connection:
    return psycopg.connect(url.replace("postgresql+psycopg://", "postgresql://"), autocommit=True)
