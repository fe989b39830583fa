"""Settings: one frozen record read once from the environment; wrong values stop the start with one
clear line."""

import base64
import binascii
import os
import re
import secrets
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

WIB = ZoneInfo("Asia/Jakarta")
ADDRESS = re.compile(
    r"(?P<origin>https?://(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::(?P<port>[0-9]{1,5}))?)/?"
)
CONTACT = re.compile(r"(mailto:[^\s@]+@[^\s@]+|https://\S+)")
LARGEST_PORT = 65_535
BESIDE = ("-wal", "-shm", "-journal")  # what SQLite keeps beside a database
ROOT = Path(__file__).resolve().parent.parent


class BadSetting(SystemExit):
    """A setting that cannot be used; ends the process with its sentence and exit code 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the environment says. `clock` gives this moment in UTC; another business date is for
    tests and demonstrations."""

    database_url: str
    secret_key: str
    data_key: bytes
    base_url: str
    instance: Path
    proxies: int = (
        0  # how many reverse proxies of our own stand in front and set X-Forwarded-For and -Proto
    )
    show_demo: bool = False  # serve the demonstration to other machines, too
    security_contact: str = ""  # mailto: or https:, whom to tell of a hole
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    phone_clock: Callable[[], datetime] | None = None  # what phones show, where `clock` is moved

    @property
    def https(self) -> bool:
        """Whether people reach us over HTTPS: then cookies are Secure and secrets must come from
        the environment."""
        return self.base_url.startswith("https://")

    def today(self) -> date:
        """Give the business date: the calendar day in Surakarta (WIB)."""
        return self.clock().astimezone(WIB).date()

    def now(self) -> datetime:
        """Give this moment in UTC."""
        return self.clock()

    def phone_time(self) -> datetime:
        """Give the moment in UTC that people's phones show, whatever the business date."""
        return (self.phone_clock or self.clock)()


def from_environment(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings named in docs/operations.md; raises BadSetting for a value that cannot be
    used."""
    env = os.environ if environ is None else environ
    instance = Path(env.get("GUYUB_INSTANCE") or ROOT / "instance").resolve()
    base_url = _base_url(env.get("GUYUB_BASE_URL") or f"http://127.0.0.1:{env.get('PORT') or 8000}")
    may_make = not base_url.startswith("https://")
    secret = env.get("GUYUB_SECRET_KEY") or _kept_secret(
        instance / "secret.key", "GUYUB_SECRET_KEY", may_make=may_make
    )
    data_key = env.get("GUYUB_DATA_KEY") or _kept_secret(
        instance / "data.key", "GUYUB_DATA_KEY", may_make=may_make
    )
    return Settings(
        database_url=_database_url(env.get("GUYUB_DATABASE_URL"), instance),
        secret_key=_long_enough(secret),
        data_key=_data_key(data_key),
        base_url=base_url,
        instance=instance,
        proxies=_proxies(env.get("GUYUB_PROXIES")),
        show_demo=_yes("GUYUB_SHOW_DEMO", env.get("GUYUB_SHOW_DEMO")),
        security_contact=_contact(env.get("GUYUB_SECURITY_CONTACT") or ""),
        clock=_clock(env.get("GUYUB_TODAY")),
        phone_clock=lambda: datetime.now(UTC),
    )


def keep_private(settings: Settings) -> None:
    """Close to others what holds data or keys: all that is written from now on, and what an older
    start, a copy or another umask left open. Says on stderr what cannot be closed."""
    os.umask(0o077)  # SQLite makes -wal, -shm and -journal like their database
    files = [settings.instance / "secret.key", settings.instance / "data.key"]
    if settings.database_url.startswith("sqlite:///"):
        database = settings.database_url.removeprefix("sqlite:///").partition("?")[0]
        files += [settings.instance / f"{database}{end}" for end in ("", *BESIDE)]
    for path in (settings.instance, *files):
        try:
            _close(path)
        except OSError as error:
            print(f"{path} may be read by others: {error.strerror}", file=sys.stderr, flush=True)


def _close(path: Path) -> None:
    if not path.exists() or not path.stat().st_mode & 0o077:
        return
    if path.is_dir() and any(one.is_dir() for one in path.iterdir()):
        raise OSError(0, "it holds folders, perhaps not of Guyub; chmod 700, or take another one")
    path.chmod(path.stat().st_mode & 0o700)


def _base_url(text: str) -> str:
    """Read the address that cards and links carry: Guyub answers at the root of a host only."""
    found = ADDRESS.fullmatch(text)
    if found is None or int(found["port"] or 0) > LARGEST_PORT:
        raise BadSetting(
            "GUYUB_BASE_URL must be http://host or https://host, with :port where it is another, "
            f"and nothing behind it (no path: Guyub needs a host name of its own), not {text!r}"
        )
    return found["origin"]


def _database_url(value: str | None, instance: Path) -> str:
    if not value:
        instance.mkdir(mode=0o700, parents=True, exist_ok=True)
        return f"sqlite:///{instance / 'guyub.db'}"
    if not value.startswith(("sqlite:///", "postgresql+psycopg://", "postgresql://")):
        raise BadSetting("GUYUB_DATABASE_URL must begin with sqlite:/// or postgresql+psycopg://")
    try:
        make_url(value)
    except (ArgumentError, ValueError):  # says nothing of the value: it may hold a password
        raise BadSetting("GUYUB_DATABASE_URL is no address of a database") from None
    return value


def _kept_secret(path: Path, name: str, *, may_make: bool) -> str:
    """Read a secret kept beside the database, making it once (mode 600) where that is allowed."""
    if path.exists():
        return path.read_text().strip()
    if not may_make:
        raise BadSetting(f"{name} is not set: with an https:// GUYUB_BASE_URL no secret is made up")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.new")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(base64.urlsafe_b64encode(secrets.token_bytes(32)).decode() + "\n")
    give_name(part, path)
    return path.read_text().strip()


def give_name(part: Path, path: Path) -> None:
    """Give a whole file its name, unless another process was quicker: nobody sees half of one, and
    no kill leaves it."""
    try:
        os.link(part, path)
    except FileExistsError:
        pass
    except OSError:  # a file system without links
        if not path.exists():
            part.replace(path)
    part.unlink(missing_ok=True)


def _long_enough(secret: str) -> str:
    if len(secret) < 32:
        raise BadSetting("GUYUB_SECRET_KEY must have at least 32 characters")
    return secret


def _data_key(text: str) -> bytes:
    try:
        key = base64.urlsafe_b64decode(text)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != 32:
        raise BadSetting("GUYUB_DATA_KEY must be 32 bytes in URL-safe base64")
    return key


def _proxies(text: str | None) -> int:
    if text and not (text.isdecimal() and int(text) <= 5):
        raise BadSetting(f"GUYUB_PROXIES must be a number from 0 to 5, not {text!r}")
    return int(text or 0)


def _yes(name: str, text: str | None) -> bool:
    """Read an explicit word: nothing but "yes" is one."""
    if text not in (None, "", "yes", "no"):
        raise BadSetting(f"{name} must be yes or no, not {text!r}")
    return text == "yes"


def _contact(text: str) -> str:
    if text and not CONTACT.fullmatch(text):
        raise BadSetting(
            f"GUYUB_SECURITY_CONTACT must begin with mailto: or https://, not {text!r}"
        )
    return text


def _clock(today: str | None) -> Callable[[], datetime]:
    """Make the clock: the real one, or one that shows the present time of day on another business
    date."""
    if not today:
        return lambda: datetime.now(UTC)
    try:
        day = date.fromisoformat(today)
    except ValueError:
        raise BadSetting(f"GUYUB_TODAY must look like 2026-11-22, not {today!r}") from None
    return lambda: datetime.combine(day, datetime.now(WIB).timetz()).astimezone(UTC)
