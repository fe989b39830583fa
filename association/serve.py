"""`python -m association.serve [--new]`: makes the database ready, then serves on HOST and PORT
until asked to stop."""

import os
import signal
import socket
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from waitress.server import create_server

from association import create_app, schema, updating
from association.config import ROOT
from association.database import db
from association.embedded import Owed, Unusable, hold_open, settle
from association.keeper import Keeper
from association.ledger.audit.anchors import Why
from association.people.accounts.beginning import Begun, holds
from association.people.setup.actions import new_code
from association.schema import Standing
from association.web.beginning import is_loopback

DEMO_PASSWORD = "guyub-demo"  # noqa: S105 - printed for everyone on purpose
DEMO_ACCOUNTS = f"""
Demo accounts (password {DEMO_PASSWORD}):
  0812 0000 0001   Sari, ketua, Paguyuban Pasar Rejosari
  0812 0000 0002   Budi, ketua, a paguyuban of Pasar Gede
  0812 0000 0010   Dewi, officer, Dinas Perdagangan Surakarta
  0812 0000 0020   Admin
Member's own status at /cek: Tono, card code DEMO-TONO, born 17 August 1975
"""
FIRST_START = """
Not set up yet. Open this address within a day: who does makes the first account, an admin.
  {}
It works once; the next start makes another one.
"""
ALONE = """Links for others begin with {}, which only this machine reaches.
GUYUB_BASE_URL names the address that phones reach.
"""


def main() -> None:
    """Take the port, bring the database up to date, print where to look, serve."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _stop)
    new = _asked_for_new(sys.argv[1:])
    listening = _take(os.environ.get("HOST") or "127.0.0.1", os.environ.get("PORT") or "8000")
    compress(ROOT / "static")
    app = create_app()
    with app.app_context():
        try:
            prepare(app, new=new, local=is_loopback(listening.getsockname()[0]))
        except Unusable as error:
            raise SystemExit(str(error)) from None
        greeting = greet(app)
        db.session.remove()
        let_go = hold_open(db.engine)
    server: Any = create_server(
        app,
        sockets=[listening],
        threads=8,
        connection_limit=1000,
        ident=None,
        clear_untrusted_proxy_headers=not app.extensions["guyub"].proxies,
    )
    print(f"Guyub: http://{_address(listening)}{greeting}", flush=True)
    keeper = Keeper(app)
    keeper.start()
    try:
        server.run()
    finally:
        keeper.stop()
        with app.app_context():
            let_go()
            db.engine.dispose()


def _asked_for_new(words: list[str]) -> bool:
    if words not in ([], ["--new"]):
        raise SystemExit(f"Only --new is understood, not {' '.join(words)!r}: script/server --help")
    return words == ["--new"]


def _stop(number: int, _frame: object) -> None:
    raise SystemExit(0 if number == signal.SIGTERM else 130)


def _take(host: str, port: str) -> socket.socket:
    """Bind the address before any work is done; ends the process with one line when that cannot
    be."""
    if not port.isdecimal() or int(port) > 65535:
        raise SystemExit(f"PORT must be a number up to 65535, not {port!r}")
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(
            host, int(port), type=socket.SOCK_STREAM
        )[0]
        taken = socket.socket(family, kind, protocol)
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(address)
    except OSError as error:
        raise SystemExit(
            f"Cannot serve on {host}:{port}: {error.strerror}. PORT=8001 script/server takes "
            f"another."
        ) from None
    return taken


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def compress(folder: Path) -> None:
    """Make the .br and .gz beside each static file that is newer than them, where the folder may be
    written."""
    if not os.access(folder, os.W_OK):
        return
    stale = [path for path in folder.rglob("*") if _wants_compressing(path)]
    if not stale:
        return
    from whitenoise.compress import Compressor

    compressor = Compressor(quiet=True)
    for path in stale:
        for made in (path.with_name(path.name + ".br"), path.with_name(path.name + ".gz")):
            made.unlink(missing_ok=True)
        compressor.compress(str(path))


def _wants_compressing(path: Path) -> bool:
    if path.suffix not in {".css", ".js", ".svg", ".webmanifest"}:
        return False
    made = path.with_name(path.name + ".gz")
    return not made.exists() or made.stat().st_mtime < path.stat().st_mtime


def prepare(app: Flask, *, new: bool = False, local: bool = True) -> None:
    """Bring the database up to date; fill one that has just been made with the demo city, unless a
    `new` one is to stay empty. Raises Unusable for a demonstration that is not to be served so.

    Of two servers that start at once, one waits for the other.
    """
    settings = app.extensions["guyub"]
    # the demo accounts have a password that everybody knows
    shows = db.engine.dialect.name == "sqlite" and not settings.https and not new
    with schema.turn(settings.database_url):
        if shows and schema.usable(db.engine, settings.database_url) is Standing.NEW:
            updating.allow_demo(settings, local=local)
        then = Owed.DEMO if shows else Owed.NOTHING
        if updating.bring_up_to_date(settings.database_url, then=then):
            Keeper(app).anchor(Why.START)
        if new:
            _stay_empty(settings.database_url)
        if shows and Owed.DEMO in updating.still_owed():
            _load_demo(settings.database_url)
    if holds(db.session()).demo:
        updating.allow_demo(settings, local=local)


def _stay_empty(url: str) -> None:
    """Keep a database for a real city. Raises Unusable for the demonstration."""
    if holds(db.session()).demo:
        raise Unusable(
            "This folder holds the demonstration: GUYUB_INSTANCE=FOLDER names another one, or "
            "flask --app app demo --remove empties it."
        )
    settle(url, Owed.DEMO)  # a start without --new that was killed before it loaded anything


def _load_demo(url: str) -> None:
    """Load the demo city; a start that is killed meanwhile leaves it to the next one."""
    from association import demo

    try:
        demo.load(progress=True)
    except demo.HoldsOtherData:
        pass  # killed between the two transactions, or filled by hand
    except Exception:
        settle(url, Owed.DEMO)
        print(
            "The demo data was not loaded. To load it: flask --app app demo",
            file=sys.stderr,
            flush=True,
        )
        raise
    settle(url, Owed.DEMO)


def greet(app: Flask) -> str:
    """Say who can sign in to the demonstration, or how a new Guyub is set up."""
    settings = app.extensions["guyub"]
    found = holds(db.session())
    if found.demo:
        return DEMO_ACCOUNTS
    if found.begun is Begun.UNDER_WAY:
        return f"\nNot set up yet: sign in as the admin, and go on at {settings.base_url}/mulai"
    code = new_code(now=settings.now()) if found.begun is Begun.NOBODY else ""
    if not code:
        return ""
    said = FIRST_START.format(f"{settings.base_url}/mulai/{code}")
    alone = is_loopback(urlsplit(settings.base_url).hostname or "")
    return said + (ALONE.format(settings.base_url) if alone else "")


if __name__ == "__main__":
    main()
