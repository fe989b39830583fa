"""DESIGN 3.2, 3.3, 3.5: rules are pure, actions know no Flask, pages know no SQL, engines are made
in one place."""

import ast
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, SAID, Module, calls, imports, modules
from tests.architecture.test_imports import plant

WORLD = {
    "flask",
    "sqlalchemy",
    "os",
    "time",
    "random",
    "secrets",
    "pathlib",
    "socket",
    "subprocess",
    "logging",
    "structlog",
}
CLOCK = {"today", "now", "utcnow", "fromtimestamp", "time", "monotonic"}
QUERIES = {
    "select",
    "insert",
    "update",
    "delete",
    "execute",
    "scalar",
    "scalars",
    "connection",
    "query",
}
ENGINES = {
    "create_engine",
    "sessionmaker",
    "scoped_session",
    "Session",
    "connection",
    "raw_connection",
    "connect",
}
RAW = {"text", "exec_driver_sql", "literal_column", "from_statement"}
# Who may make engines and connections or send raw SQL, and why.
MAY_CONNECT = {
    "association.database": "the only place that makes engines and sessions",
    "association.cli": "commands: backup and checks read the whole database",
    "association.embedded": "the SQLite file as a whole: made, rewritten",
    "association.updating": "reads what is still to be done, before any session exists",
    "association.schema": "reads the applied migrations before any session exists",
}


def rules_are_pure(module: Module) -> list[str]:
    """Find what ties a rule to the world: frameworks, the clock, files, the year written into an
    if."""
    if not module.name.startswith("association.rules"):
        return []
    found = [
        f"imports {name}: take plain values as arguments"
        for name, _ in imports(module)
        if root_of(name) in WORLD
    ]
    for call, line in calls(module):
        last = call.rpartition(".")[2]
        if call in {"open", "print", "input"} or (last in CLOCK and "." in call):
            found.append(f"calls {call} in line {line}: take `today` or the content as an argument")
    compared = [node for node in ast.walk(module.tree) if isinstance(node, ast.Compare)]
    return found + [
        f"compares with a year in line {node.lineno}: write the law as dated rows with their source"
        for node in compared
        if any(_is_year(part) for part in [node.left, *node.comparators])
    ]


def _is_year(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) is int and 2000 <= node.value < 2100


def no_flask_below_the_web(module: Module) -> list[str]:
    """Find Flask in models, reads, actions and access."""
    parts = module.name.split(".")
    if parts[-1] not in {"models", "reads", "actions"} and parts[1:2] != ["access"]:
        return []
    return [
        f"imports {name}: take plain values as arguments, the page reads the request"
        for name, _ in imports(module)
        if root_of(name).startswith(("flask", "werkzeug", "wtforms"))
    ]


def pages_only_translate(module: Module) -> list[str]:
    """Find SQL in pages and forms."""
    if module.name.rpartition(".")[2] not in {"pages", "forms"}:
        return []
    found = [
        f"imports {name}: put the query into reads.py or actions.py"
        for name, _ in imports(module)
        if root_of(name) == "sqlalchemy"
    ]
    for call, line in calls(module):
        head, _, last = call.rpartition(".")
        if last in QUERIES and (
            not head
            or head.startswith(("sa", "db"))
            or "session" in head
            or last.startswith(("exec", "scal"))
        ):
            found.append(f"calls {call} in line {line}: put the query into reads.py or actions.py")
    return found


def only_the_database_connects(module: Module) -> list[str]:
    """Find engines, sessions, connections and raw SQL, which all escape the fence."""
    if module.name in MAY_CONNECT:
        return []
    found = []
    for call, line in calls(module):
        head, _, last = call.rpartition(".")
        if (
            last in ENGINES
            or (last in RAW and head in {"", "sa", "sqlalchemy", "sql"})
            or last == "exec_driver_sql"
        ):
            found.append(
                f"calls {call} in line {line}: use db.session, or write_tx() to write, "
                f"and SQLAlchemy's select()"
            )
    return found


def root_of(name: str) -> str:
    """Give the distribution-like first part of a dotted name."""
    return name.lstrip(".").partition(".")[0]


Rule = Callable[[Module], list[str]]
RULES: dict[Rule, str] = {  # with their numbers in DESIGN
    rules_are_pure: "3.3",
    no_flask_below_the_web: "3.2",
    pages_only_translate: "3.2",
    only_the_database_connects: "3.5",
}


def violations(root: Path, rule: Rule) -> list[str]:
    """Apply a rule to every module below a root."""
    return [
        f"rule {RULES[rule]}: {module.name} {said}"
        for module in modules(root).values()
        for said in rule(module)
    ]


@pytest.mark.parametrize("rule", RULES)
def test_the_rule_is_kept(rule: Rule) -> None:
    assert violations(ROOT, rule) == []


def test_who_may_connect_exists() -> None:
    assert set(MAY_CONNECT) <= set(modules(ROOT))


@pytest.mark.parametrize(
    ("rule", "path", "code"),
    [
        (rules_are_pure, "rules/a.py", "from flask import g"),
        (rules_are_pure, "rules/a.py", "import os"),
        (rules_are_pure, "rules/a.py", "def f():\n    import sqlalchemy.orm"),
        (rules_are_pure, "rules/a.py", "from datetime import date\nx = date.today()"),
        (rules_are_pure, "rules/a.py", "import datetime\nx = datetime.datetime.now(tz)"),
        (rules_are_pure, "rules/a.py", "x = open('tariff')"),
        (rules_are_pure, "rules/a.py", "def f(d):\n    return 1 if d.year == 2026 else 2"),
        (no_flask_below_the_web, "members/actions.py", "from flask import request"),
        (no_flask_below_the_web, "members/models.py", "import flask_sqlalchemy"),
        (no_flask_below_the_web, "access/fence.py", "from flask_login import current_user"),
        (pages_only_translate, "members/pages.py", "import sqlalchemy as sa"),
        (pages_only_translate, "members/pages.py", "x = db.session.execute(q)"),
        (pages_only_translate, "members/pages.py", "x = select(Member)"),
        (pages_only_translate, "members/pages.py", "x = db.session().scalars(q)"),
        (only_the_database_connects, "members/reads.py", "x = session.connection()"),
        (only_the_database_connects, "members/reads.py", "x = sa.text('select 1')"),
        (only_the_database_connects, "members/reads.py", "e = create_engine('sqlite://')"),
        (only_the_database_connects, "members/reads.py", "s = Session(engine)"),
        (only_the_database_connects, "members/reads.py", "with db.engine.connect() as c: pass"),
    ],
)
def test_a_broken_rule_is_found(tmp_path: Path, rule: Rule, path: str, code: str) -> None:
    plant(tmp_path / "association", {path: code})
    (found,) = violations(tmp_path, rule)
    assert SAID.fullmatch(found)


def test_what_is_fine_is_left_alone(tmp_path: Path) -> None:
    fine = {
        "rules/a.py": (
            "from datetime import date, time\ndef due(today: date) -> date:\n    return "
            "today.replace(day=1)"
        ),
        "members/pages.py": (
            "def f():\n    actions.update(member)\n    form.errors.update(x)\n    known.update(y)"
        ),
        "members/reads.py": "x = session.execute(sa.select(Member))",
        "database.py": "e = create_engine('sqlite://')",
    }
    plant(tmp_path / "association", fine)
    assert [said for rule in RULES for said in violations(tmp_path, rule)] == []
