"""Draws the letter that goes with a case to BPJS Ketenagakerjaan: who it is about, since when they
trade and where, and what the paguyuban holds as evidence."""

from flask_babel import gettext as _

from association.cover.enrolment.addressing import addressee
from association.cover.papers.letters import (
    MARGIN,
    SIZE,
    Case,
    asked,
    begun,
    dated,
    of_member,
    say,
    signatures,
)
from association.rules.law.claims import ClaimKind
from association.rules.people.dates import format_date
from association.web.flow import Columns, Flow
from association.web.language import in_indonesian
from association.web.lettering import cannot_print
from association.web.paper import HEIGHT, WIDTH

WIDE = WIDTH - 2 * MARGIN
FAMILY = Columns(left=MARGIN, widths=(32.0, WIDE - 172, 140.0), size=SIZE)
EVIDENCE = Columns(left=MARGIN, widths=(120.0, WIDE - 120), size=9.5)


@in_indonesian()
def draw(case: Case) -> bytes:
    """Return the PDF: the same case always gives the same bytes."""
    flow = begun(case, _("Surat pengantar paguyuban"))
    dated(flow, case)
    flow.say("P", _("Hal: %(what)s", what=_subject(case)), size=SIZE)
    if case.evidence:
        flow.say("P", _("Lampiran: daftar bukti dari catatan paguyuban"), size=SIZE)
    flow.rest(8)
    flow.say("P", _("Kepada Yth."), size=SIZE)
    say(flow, addressee(case.city_code, case.city))
    flow.say("P", _("Dengan hormat,"), size=SIZE)
    say(flow, _("kami pengurus %(place)s menerangkan bahwa:", place=case.association))
    asked(flow, [*of_member(case), *_as_trader(case)])
    say(flow, _what_happened(case))
    _family(flow, case)
    say(flow, _("Mohon bantuan Bapak/Ibu agar haknya dapat diterima. Terima kasih."))
    signatures(flow, [(_("Ketua"), case.ketua)])
    if case.evidence:
        _annex(flow, case)
    _lost(flow, case)
    return flow.paper.done()


def _subject(case: Case) -> str:
    words: dict[ClaimKind, str] = {
        ClaimKind.DEATH: _("pengantar ahli waris peserta yang meninggal"),
        ClaimKind.ACCIDENT: _("pengantar peserta yang mengalami kecelakaan kerja"),
        ClaimKind.OLD_AGE: _("pengantar pengajuan Jaminan Hari Tua"),
    }
    return words[case.kind]


def _as_trader(case: Case) -> list[tuple[str, str]]:
    return [
        (_("Nomor KPJ"), case.kpj),
        (_("Tempat usaha"), case.stalls),
        (_("Dagangan"), case.commodity),
        (_("Anggota sejak"), case.since),
    ]


def _what_happened(case: Case) -> str:
    day = format_date(case.day)
    if case.kind is ClaimKind.OLD_AGE:
        return str(_("adalah pedagang dan anggota kami, dan mengajukan Jaminan Hari Tua."))
    if case.kind is ClaimKind.ACCIDENT:
        return str(
            _(
                "adalah pedagang dan anggota kami, dan mengalami kecelakaan kerja pada %(day)s.",
                day=day,
            )
        )
    if case.from_work:
        return str(
            _(
                "adalah pedagang dan anggota kami, dan meninggal pada %(day)s karena kecelakaan "
                "kerja.",
                day=day,
            )
        )
    return str(_("adalah pedagang dan anggota kami, dan meninggal pada %(day)s.", day=day))


def _family(flow: Flow, case: Case) -> None:
    """Name who comes with the letter, where somebody died."""
    if case.kind is not ClaimKind.DEATH:
        return
    if not case.first:
        say(flow, _("Ahli warisnya diterangkan dalam surat keterangan ahli waris."))
        return
    flow.say("P", _("Menurut catatan kami ahli warisnya:"), size=SIZE)
    rows = (FAMILY.row(str(n), one.name, one.relation) for n, one in enumerate(case.first, 1))
    flow.table(FAMILY, FAMILY.row(_("No."), _("Nama"), _("Hubungan")), rows)
    flow.rest(8)


def _annex(flow: Flow, case: Case) -> None:
    """List on a page of its own what the paguyuban holds, each with its day."""
    flow.need(HEIGHT)
    flow.say("H2", _("Lampiran: bukti dari catatan paguyuban"), size=13)
    flow.rest(4)
    say(flow, _("Tentang %(name)s, anggota %(place)s.", name=case.name, place=case.association))
    rows = (EVIDENCE.row(day, what) for day, what in case.evidence)
    flow.table(EVIDENCE, EVIDENCE.row(_("Tanggal"), _("Bukti")), rows)
    flow.rest(6)
    told = _("Dicatat pada waktunya di Guyub, buku paguyuban. Aslinya dapat ditunjukkan.")
    flow.say("P", told, size=9)


def _lost(flow: Flow, case: Case) -> None:
    names = [case.association, case.name, case.ketua, case.stalls, case.commodity]
    lost = cannot_print([*names, *(one.name for one in case.first)])
    if lost:
        flow.say("P", lost, size=7)
