"""Settings: wrong values stop the start with one line; secrets are made once, privately, and never
with https."""

import base64
import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from association import create_app
from association.config import BadSetting, from_environment, keep_private
from tests.conftest import settings_for
from tests.infra.cast import Cast


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GUYUB_DATABASE_URL", "mysql://x"),
        ("GUYUB_BASE_URL", "guyub.example"),
        ("GUYUB_BASE_URL", "https://guyub.example"),  # and no keys
        ("GUYUB_BASE_URL", "http://"),
        ("GUYUB_BASE_URL", "http://guyub.example:70000"),
        ("GUYUB_BASE_URL", "http://guyub.example:port"),
        ("GUYUB_BASE_URL", "http://guyub example"),
        ("GUYUB_BASE_URL", "http://guyub.example\n"),
        ("GUYUB_BASE_URL", "http://sari:rahasia@guyub.example"),
        ("GUYUB_SECRET_KEY", "short"),
        ("GUYUB_DATA_KEY", "not base64!"),
        ("GUYUB_TODAY", "22 November"),
        ("GUYUB_PROXIES", "many"),
    ],
)
def test_a_wrong_value_stops_the_start(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(BadSetting, match="GUYUB_"):
        from_environment({"GUYUB_INSTANCE": str(tmp_path), name: value})


@pytest.mark.parametrize("behind", ["/guyub", "/guyub/", "//", "/?x", "?x=1", "#top", "/\\evil"])
def test_an_address_with_a_path_would_print_dead_cards_and_stops_the_start(
    tmp_path: Path, behind: str
) -> None:
    given = {"GUYUB_INSTANCE": str(tmp_path), "GUYUB_BASE_URL": f"http://guyub.example{behind}"}
    with pytest.raises(BadSetting, match=r"GUYUB_BASE_URL .*no path"):
        from_environment(given)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("http://guyub.example/", "http://guyub.example"),
        ("http://192.168.1.7:8000", "http://192.168.1.7:8000"),
        ("http://[::1]:8000/", "http://[::1]:8000"),
        ("", "http://127.0.0.1:8000"),
    ],
)
def test_an_address_is_a_host_with_or_without_a_port(tmp_path: Path, given: str, kept: str) -> None:
    found = from_environment({"GUYUB_INSTANCE": str(tmp_path), "GUYUB_BASE_URL": given})
    assert found.base_url == kept


def test_secrets_are_made_once_and_kept_privately(tmp_path: Path) -> None:
    first, second = (from_environment({"GUYUB_INSTANCE": str(tmp_path)}) for _ in range(2))
    assert (first.secret_key, first.data_key) == (second.secret_key, second.data_key)
    assert {path.stat().st_mode & 0o777 for path in tmp_path.glob("*.key")} == {0o600}


def test_over_https_cookies_are_secure_and_other_hosts_are_refused(
    tmp_path: Path, sqlite_stage: tuple[Path, Cast]
) -> None:
    shutil.copy(sqlite_stage[0], tmp_path / "guyub.db")
    given = {
        "GUYUB_INSTANCE": str(tmp_path),
        "GUYUB_BASE_URL": "https://guyub.example",
        "GUYUB_SECRET_KEY": "s" * 40,
        "GUYUB_DATA_KEY": base64.urlsafe_b64encode(b"k" * 32).decode(),
    }
    client = create_app(from_environment(given)).test_client()
    page = client.get("/masuk", base_url="https://guyub.example")
    assert "Secure" in page.headers["Set-Cookie"]
    assert "max-age" in page.headers["Strict-Transport-Security"]
    assert client.get("/masuk", base_url="https://evil.example").status_code == 400


@pytest.mark.parametrize(("proxies", "address"), [(0, "127.0.0.1"), (1, "203.0.113.7")])
def test_forwarded_addresses_are_believed_only_when_told(
    tmp_path: Path, sqlite_stage: tuple[Path, Cast], proxies: int, address: str
) -> None:
    from flask import request

    shutil.copy(sqlite_stage[0], tmp_path / "x.db")
    app = create_app(
        replace(settings_for(f"sqlite:///{tmp_path / 'x.db'}", tmp_path), proxies=proxies)
    )
    seen = []
    app.before_request(lambda: seen.append(request.remote_addr))
    app.test_client().get("/masuk", headers={"X-Forwarded-For": "198.51.100.1, 203.0.113.7"})
    assert seen == [address]


@pytest.fixture
def open_to_all(tmp_path: Path) -> Iterator[Path]:
    """Give an instance folder that anybody may look into, under a umask that hides nothing."""
    folder = tmp_path / "instance"
    folder.mkdir(mode=0o755)
    before = os.umask(0o000)
    for name in ("secret.key", "data.key", "kept.db", "kept.db-wal"):
        (folder / name).write_text(base64.urlsafe_b64encode(bytes(32)).decode())
    folder.chmod(0o755)
    yield folder
    os.umask(before)


@pytest.mark.parametrize("url", ["sqlite:///{}/kept.db", "sqlite:///{}/kept.db?timeout=3"])
def test_what_others_may_read_is_closed(open_to_all: Path, url: str) -> None:
    given = {"GUYUB_INSTANCE": str(open_to_all), "GUYUB_DATABASE_URL": url.format(open_to_all)}
    keep_private(from_environment(given))
    (open_to_all / "written.later").touch()
    files = [open_to_all, *open_to_all.iterdir()]
    assert {one.name for one in files if one.stat().st_mode & 0o077} == set()


def test_a_folder_that_may_be_anothers_is_left_and_said(
    open_to_all: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (open_to_all / "of others").mkdir()
    keep_private(from_environment({"GUYUB_INSTANCE": str(open_to_all)}))
    assert open_to_all.stat().st_mode & 0o777 == 0o755
    said = capsys.readouterr().err.splitlines()
    assert (len(said), "it holds folders" in said[0]) == (1, True)
