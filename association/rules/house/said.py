"""What a page says that its button does: its form carries it, and the action holds it against what
would be done now."""

from collections.abc import Callable, Mapping
from datetime import date

from association.rules.house.errors import OutOfDate, RuleError
from association.rules.house.money import rupiah
from association.rules.house.months import month_code, parse_month
from association.rules.people.dates import format_day, format_month

Facts = Mapping[str, object]  # by name; a number of months names what they cost
MONTHS = ("putaran", "mulai")


def write(facts: Facts) -> str:
    """Write facts short, for a form to carry: "mulai=2026-12 3=25200"."""
    return " ".join(f"{name}={one}" for name, one in _texts(facts).items())


def hold(said: Mapping[str, str], now: Facts) -> None:
    """Compare what a page said with what would be done `now`, inside the transaction; a fact it did
    not say is not compared. Raises OutOfDate with both."""
    then = _texts(now)
    other = [name for name, one in then.items() if said.get(name, one) != one]
    if other:
        error = _out_of_date(
            said, then, [name for name in other if name.isdecimal() or name in WORDS]
        )
        error.facts = {**said, **{name: then[name] for name in then if name in said}}
        raise error


def _out_of_date(said: Mapping[str, str], now: Mapping[str, str], worded: list[str]) -> OutOfDate:
    """Say what a page said and what holds now; of a mark of more than fits a sentence only that it
    differs."""
    if not worded:
        return OutOfDate(
            "Isinya sudah berubah sejak halaman ini dibuka. Periksa dulu, lalu tekan lagi bila "
            "setuju."
        )
    return OutOfDate(
        "Keadaannya sudah berubah. Tadi tertulis: %(was)s. Sekarang: %(now)s. Periksa dulu, "
        "lalu tekan lagi bila setuju.",
        was=_in_words(said, worded),
        now=_in_words(now, worded),
    )


def _texts(facts: Facts) -> dict[str, str]:
    return {name: _text(name, value) for name, value in facts.items()}


def _text(name: str, value: object) -> str:
    if name in MONTHS and isinstance(value, date):
        return month_code(value)
    return "_".join(str(value).split())


def _in_words(facts: Mapping[str, str], names: list[str]) -> RuleError:
    """Word some facts, one after the other."""
    first, *rest = names
    phrase = _phrase(first, facts[first].replace("_", " "))
    if not rest:
        return phrase
    return RuleError("%(first)s, %(rest)s", first=phrase, rest=_in_words(facts, rest))


def _phrase(name: str, text: str) -> RuleError:
    """Word one fact; what a form carried may be anything."""
    try:
        if name.isdecimal():
            return RuleError("%(n)s bulan %(amount)s", n=name, amount=rupiah(int(text)))
        return WORDS[name](text)
    except ValueError:
        return RuleError("%(text)s", text=text)


WORDS: dict[str, Callable[[str], RuleError]] = {
    "putaran": lambda text: RuleError("putaran %(month)s", month=format_month(parse_month(text))),
    "mulai": lambda text: RuleError("mulai iuran %(month)s", month=format_month(parse_month(text))),
    "rupiah": lambda text: RuleError("%(amount)s", amount=rupiah(int(text))),
    "hari": lambda text: RuleError("%(day)s", day=format_day(date.fromisoformat(text))),
    "orang": lambda text: RuleError("%(n)s orang", n=text),
    "bulan": lambda text: RuleError("iuran %(n)s orang", n=text),
    "kurang": lambda text: RuleError("%(n)s orang belum lengkap", n=text),
    "kuitansi": lambda text: RuleError("%(n)s kuitansi", n=text),
    "permintaan": lambda text: RuleError("%(n)s permintaan", n=text),
    "baris": lambda text: RuleError("%(n)s baris", n=text),
    "baru": lambda text: RuleError("%(n)s anggota baru", n=text),
    "ubah": lambda text: RuleError("%(n)s perubahan", n=text),
    "kirim": lambda text: RuleError("%(n)s orang dikirim", n=text),
    "paguyuban": lambda text: RuleError("%(n)s paguyuban", n=text),
    "lengkap": lambda text: RuleError("%(n)s dilengkapi", n=text),
    "pasar": lambda text: RuleError("%(n)s pasar baru", n=text),
    "undangan": lambda text: RuleError("%(n)s undangan", n=text),
    "jam": lambda text: RuleError("pukul %(time)s", time=text),
    "anggota": lambda text: RuleError("%(n)s anggota", n=text),
    "berkas": lambda text: RuleError("%(n)s berkas pendaftaran", n=text),
    "akun": lambda text: RuleError("%(n)s akun", n=text),
    "kegiatan": lambda text: RuleError("%(n)s kegiatan", n=text),
    "tawaran": lambda text: RuleError("%(n)s tawaran", n=text),
    "pergi": lambda text: RuleError("%(n)s paguyuban pergi", n=text),
    "ketua": lambda text: RuleError("ketua baru %(names)s", names=text.replace("+", ", ")),
    "selesai": lambda text: RuleError("%(n)s tugas selesai", n=text),
    "keluar": lambda text: RuleError("%(n)s orang keluar", n=text),
    "tutup": lambda text: RuleError("pasar tutup %(names)s", names=text.replace("+", ", ")),
    "nomor": lambda text: RuleError("nomor yang berakhir dengan %(end)s", end=text),
    "di": lambda text: RuleError("di %(place)s", place=text),
}
