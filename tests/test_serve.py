"""The server as people start it: clear when it cannot, gone when asked, back after kill
-9."""

import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from association import schema
from association.database import engine_options
from tests.infra.server import LiveServer, StartServer


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give an instance folder whose database is migrated and empty: the server adds no demo data to
    it."""
    schema.upgrade(f"sqlite:///{tmp_path / 'guyub.db'}")
    return tmp_path


def test_it_starts_again_and_sigterm_ends_it(folder: Path, start_server: StartServer) -> None:
    folder.chmod(0o755)
    (folder / "guyub.db").chmod(0o644)  # as it was before, or copied there
    server = start_server(folder)
    assert readable_by_others(folder) == set()
    assert server.stop() == 0
    server.start()
    assert "Demo accounts" not in server.log()
    assert server.stop() == 0
    [anchor] = (folder / "audit.anchors").read_text().splitlines()  # nothing was done since
    assert f'"line": "{anchor}"' in server.log()


def readable_by_others(folder: Path) -> set[str]:
    """Name what others may look at: the folder, and its files; the log is the shell's."""
    files = [folder, *folder.iterdir()]
    assert {"guyub.db", "guyub.db-wal", "data.key", "secret.key"} <= {one.name for one in files}
    return {one.name for one in files if one.stat().st_mode & 0o077} - {"server.log"}


def test_it_serves_again_after_kill_9(folder: Path, start_server: StartServer) -> None:
    server = start_server(folder)
    server.kill()
    assert not server.answers()
    server.start()
    assert server.answers()


def test_a_taken_port_is_said_in_one_line(folder: Path, start_server: StartServer) -> None:
    server = start_server(folder)
    second = run(server)
    assert second.returncode == 1
    assert second.stderr.splitlines() == [
        (
            f"Cannot serve on 127.0.0.1:{server.port}: Address already in use. PORT=8001 "
            f"script/server "
            f"takes another."
        )
    ]


@pytest.mark.parametrize("port", ["many", "70000", "-1"])
def test_a_wrong_port_is_said_in_one_line(tmp_path: Path, port: str) -> None:
    done = run(LiveServer(tmp_path, PORT=port))
    assert done.returncode == 1
    assert done.stderr.splitlines() == [f"PORT must be a number up to 65535, not {port!r}"]


def run(server: LiveServer) -> subprocess.CompletedProcess[str]:
    """Run a server that is expected to end by itself."""
    return subprocess.run(
        [sys.executable, "-m", "association.serve"],
        env=server.environment,
        capture_output=True,
        text=True,
        timeout=300,
    )


def test_the_newest_migration_is_found_without_alembic(tmp_path: Path) -> None:
    (tmp_path / "versions").mkdir()
    for number, before in (("0001", "None"), ("0002", '"0001"'), ("0003", "('0002',)")):
        (tmp_path / "versions" / f"{number}.py").write_text(
            f'revision: str = "{number}"\ndown_revision = {before}\n'
        )
    assert schema.heads(tmp_path) == {"0003"}


def test_alembic_agrees_on_the_newest_migration() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    assert schema.heads() == set(ScriptDirectory.from_config(config).get_heads())


def test_a_database_is_new_then_current(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.db'}"
    engine = sa.create_engine(url, **engine_options(url))
    assert schema.applied(engine) == frozenset()
    assert not schema.is_current(engine)
    schema.upgrade(url)
    assert schema.is_current(engine)
    engine.dispose()


def test_a_database_that_does_not_answer_is_not_current(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'no such folder' / 'guyub.db'}"
    engine = sa.create_engine(url, **engine_options(url))
    assert not schema.is_current(engine)
    engine.dispose()
