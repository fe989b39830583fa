"""What a page's own scripts do, tried in node without a browser: each *.test.js here."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.architecture.source import ROOT
from tests.infra.lacking import lacking

HERE = Path(__file__).parent
NODE = ROOT / ".venv" / "bin" / "node"
PACKAGES = ROOT / "node_modules" / ".installed-package-lock.json"


@pytest.mark.parametrize("path", sorted(HERE.glob("*.test.js")), ids=lambda path: path.name)
def test_the_script_does_what_it_should(path: Path) -> None:
    if not (os.access(NODE, os.X_OK) and PACKAGES.exists()):
        lacking("node with its packages", installed_by="script/check")
    # One process, so that what never ends can be ended.
    one_process = ("--test-isolation=none", "--test-force-exit", "--test-timeout=60000")
    done = subprocess.run(
        [NODE, "--test", *one_process, "--test-reporter=spec", path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_each_script_has_its_tests() -> None:
    ours = {path.stem for path in (ROOT / "static").glob("*.js")} - {"htmx.min"}
    assert ours == {path.name.removesuffix(".test.js") for path in HERE.glob("*.test.js")}
