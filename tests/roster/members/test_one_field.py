"""A field of the member form is a row in one table: two more are added to a copy of the tree, in
five files, and do there all that the others do."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from association.schema import heads
from tests.architecture.source import ROOT

COPIED = ("association", "templates", "static", "migrations", "tests", "pyproject.toml")
ROSTER, SCREENS = "association/roster/members", "templates/roster/members"
# File, what the text goes before, and the text.
ADDED = (
    (
        f"{ROSTER}/values.py",
        r"^    consent: Annotated",
        """\
    child_name: Annotated[str, Field(FieldKind.TEXT, N_("nama panggilan anak"))] = ""
    account_number: Annotated[
        str, Field(FieldKind.TEXT, N_("nomor rekening"), longest=40, sealed="account_number")
    ] = ""
""",
    ),
    (
        f"{ROSTER}/models.py",
        r"^    messenger_id: Mapped",
        """\
    child_name: Mapped[str] = mapped_column(sa.String(60), default="", server_default="")
    account_number_sealed: Mapped[bytes | None] = mapped_column(sa.LargeBinary)
    account_number = Opened("account_number")
""",
    ),
    (
        f"{SCREENS}/form.html",
        r'^\{\{ text\("position"',
        """\
{{ text("child_name") }}
{{ text("account_number", most=40) }}
""",
    ),
    (
        f"{SCREENS}/detail.html",
        r"^\{% if member\.position %\}",
        """\
<dt>{{ _("Nama panggilan anak") }}</dt><dd>{{ member.child_name }}</dd>
<dt>{{ _("Nomor rekening") }}</dt><dd>{{ member.account_number }}</dd>
""",
    ),
)
MIGRATION = '''\
"""a child and an account"""

import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{head}"


def upgrade() -> None:
    """Add the columns."""
    child = sa.Column("child_name", sa.String(60), nullable=False, server_default="")
    op.add_column("member", child)
    op.add_column("member", sa.Column("account_number_sealed", sa.LargeBinary))
'''


def added_to(tree: Path) -> list[str]:
    """Add the two fields to a tree; gives the files that it took."""
    touched = []
    for name, before, text in ADDED:
        path = tree / name
        found, count = re.subn(
            before, lambda hit, text=text: text + hit[0], path.read_text(), count=1, flags=re.M
        )
        assert count == 1, f"{name} has no line {before}"
        path.write_text(found)
        touched.append(name)
    (head,) = heads(tree / "migrations")
    migration = "migrations/versions/9999_a_child_and_an_account.py"
    (tree / migration).write_text(MIGRATION.format(head=head))
    return [*touched, migration]


@pytest.mark.slow
def test_a_new_field_is_one_row_a_migration_and_its_place_in_two_templates(tmp_path: Path) -> None:
    for name in COPIED:
        if (ROOT / name).is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, tmp_path / name, ignore=ignored)
        else:
            shutil.copy(ROOT / name, tmp_path / name)
    assert len(added_to(tmp_path)) <= 5
    chosen = ["-q", "-x", "-m", "not postgres", "-p", "no:cacheprovider"]
    scenario = "tests/roster/members/added_fields.py"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *chosen, scenario],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert re.search(r"\b9 passed", done.stdout), done.stdout[-400:]
