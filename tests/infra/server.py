"""The real server as a process of its own, that can be stopped, killed and started again."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
StartServer = Callable[..., "LiveServer"]


class LiveServer:
    """`python -m association.serve` on a free port. `folder` keeps database, keys and log, also
    after a kill."""

    def __init__(self, folder: Path, **environment: str) -> None:
        """Prepare a server; `environment` adds to or replaces GUYUB_* settings, such as
        GUYUB_DATABASE_URL."""
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None
        clean = {
            k: v
            for k, v in os.environ.items()
            if not k.startswith("GUYUB_") and k != "PYTHONDONTWRITEBYTECODE"
        }
        own = {"GUYUB_INSTANCE": str(folder), "HOST": "127.0.0.1", "PORT": str(self.port)}
        self.environment = clean | own | environment

    def start(self, *, within: float = 180) -> "LiveServer":
        """Start and wait until /healthz answers; fails with the log's end when it does not."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "association.serve"],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        end = time.monotonic() + within
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > end:
                self.kill()
                pytest.fail(f"the server did not start:\n{self.log()[-3000:]}", pytrace=False)
            time.sleep(0.05)
        return self

    def answers(self) -> bool:
        """Tell whether /healthz answers 200."""
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=5) as response:
                return bool(response.status == 200)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    def log(self) -> str:
        """Give everything printed so far, over all starts."""
        return (self.folder / "server.log").read_text(errors="replace")

    def kill(self) -> None:
        """Do what kill -9 and a power cut of the process do: no chance to tidy up."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def stop(self) -> int:
        """Ask to end (SIGTERM); gives the exit code."""
        if self.process is None:
            return 0
        self.process.terminate()
        try:
            return self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.kill()
            raise
        finally:
            self.process = None

    def restart(self) -> "LiveServer":
        """Start again on the same port and folder, after stop or kill."""
        self.stop()
        return self.start()


def free_port() -> int:
    """Give a TCP port of 127.0.0.1 that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def start_server() -> Iterator[StartServer]:
    """Start servers by `start_server(folder, GUYUB_TODAY=...)`; all end with the test."""
    started: list[LiveServer] = []

    def start(folder: Path, **environment: str) -> LiveServer:
        server = LiveServer(folder, **environment)
        started.append(server)
        return server.start()

    yield start
    for server in started:
        server.kill()
