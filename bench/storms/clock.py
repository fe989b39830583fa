"""The clock goes over midnight while the app runs: every form of the URL map is opened before and
pressed after, over New Year, a 15th, 28 and 29 February.

A press does what the same press did before midnight, or is refused with what holds now and changes
nothing.
"""

import os
import re
import subprocess
import sys

TEST = "tests/attacks/test_midnight.py"
NIGHTS = 4


def run() -> list[str]:
    """Play the four nights; prints how many forms were pressed, and how many were refused."""
    found = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-rP", "-p", "no:cacheprovider", TEST],
        env=os.environ | {"GUYUB_NIGHTS": "all"},
        capture_output=True,
        text=True,
        check=False,
    )
    played = re.findall(r"^\w.*: \d+ forms, .*$", found.stdout, re.MULTILINE)
    print("\n".join(played), flush=True)
    broken = re.findall(r"^E  +(\S.*)$", found.stdout, re.MULTILINE)
    if len(played) != NIGHTS:
        broken.append(f"only {len(played)} of {NIGHTS} nights were played\n{found.stdout[-2000:]}")
    return broken
