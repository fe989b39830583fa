"""Reads the one line that tells of a walk-in."""

from association.roster.lists.becoming import Markets, member_values
from association.roster.lists.contents import RowRead
from association.roster.lists.marks import with_doubts
from association.roster.lists.pasted_entries import Unclear, entries_in
from association.roster.lists.pasted_lines import Person
from association.roster.lists.pasted_row import row_of
from association.roster.lists.problems import Code
from association.roster.lists.wording import within
from association.roster.members.values import MemberValues
from association.rules.house.errors import RuleError

LONGEST_LINE = 160


def read_line(line: str, markets: Markets) -> MemberValues:
    """Read the line as the roster takes it. Raises RuleError for what tells of no person, of two,
    or of a NIK."""
    if len(line) > LONGEST_LINE:
        raise RuleError("Terlalu panjang. Tulis nama, los atau kios, dan nomor HP satu orang saja.")
    told = [entry for entry in entries_in(line) if isinstance(entry, Person | Unclear)]
    rows = with_doubts([row_of(entry, number) for number, entry in enumerate(told, 1)])
    if len(rows) != 1:
        raise RuleError(
            "Tidak terbaca sebagai satu orang. Tulis satu nama, misalnya Bu Siti los B12."
        )
    return member_values(_clear(rows[0]), markets)


def _clear(row: RowRead) -> RowRead:
    if row.values.nik is not None:
        raise RuleError("NIK tidak ditulis di sini. Lengkapi nanti di halaman anggota itu.")
    reasons = [dict(problem.values).get("why", problem) for problem in row.problems]
    # That it is a name is said by where it was typed.
    if why := [one for one in reasons if one.code is not Code.NAME_OR_NOTE]:
        raise RuleError(
            "Baris ini belum jelas: %(why)s. Perbaiki, lalu kirim lagi.", why=within(why[0])
        )
    return row
