"""The first checks stand once, in script/check: what a commit, a developer and CI run is one."""

import re

from tests.architecture.source import ROOT

TOOLS = ("ruff", "mypy", "djlint", "eslint", "stylelint")


def test_the_first_checks_stand_in_script_check_alone() -> None:
    check = (ROOT / "script" / "check").read_text()
    run = [name for name in TOOLS if not re.search(rf"^ *check '{name}\b", check, re.MULTILINE)]
    assert run == [], f"script/check does not run {run}: add a line `check '...' command`"
    callers = [ROOT / "script" / "test", ROOT / ".ci" / "run", ROOT / ".pre-commit-config.yaml"]
    for path in callers:
        beside = [name for name in TOOLS if re.search(rf"\b{name}\b", path.read_text())]
        assert beside == [], f"{path.name} runs {beside} itself: call script/check, add it there"


def test_a_commit_and_ci_run_them() -> None:
    hook = (ROOT / ".pre-commit-config.yaml").read_text()
    assert re.findall(r"^ +(?:- )?(?:repo|entry|language): (.+)$", hook, re.MULTILINE) == [
        "local",
        "script/check",
        "system",
    ]
    assert re.search(r"^script/check \|\|", (ROOT / "script" / "test").read_text(), re.MULTILINE)
    assert re.search(r"REQUIRE_ALL=1 exec script/test\b", (ROOT / ".ci" / "run").read_text())


def test_every_package_is_locked() -> None:
    wanted = (ROOT / "package.json").read_text()
    assert re.findall(r'": "[\^~*<>=x]', wanted) == [], "package.json: name one version of each"
    assert '"dependencies"' not in wanted, "nothing of npm is served: use devDependencies"
