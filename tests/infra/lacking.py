"""What to do when the machine lacks something: one loud line, or a failure where everything is
required."""

import os
from typing import NoReturn

import pytest


def lacking(what: str, *, installed_by: str = "script/setup-machine") -> NoReturn:
    """Skip the test, or fail it under REQUIRE_ALL=1 (CI)."""
    if os.environ.get("REQUIRE_ALL") == "1":
        pytest.fail(f"{what} is missing, and REQUIRE_ALL=1 wants every test run", pytrace=False)
    pytest.skip(f"NOT TESTED: {what} is missing; {installed_by} installs it")
