"""The labels of a sign-up form pasted from WhatsApp: "Nama : Siti", "NIK : ...", several on a
line."""

import re
from dataclasses import dataclass

from association.roster.lists.columns import Column
from association.roster.lists.heading_words import words_of
from association.roster.lists.heirs import heir_column
from association.roster.lists.pasted_names import is_titled
from association.roster.lists.pasted_words import word_set
from association.roster.lists.recognising import column_of
from association.roster.lists.vocabulary import KNOWN

ADDRESS, KNOWN_AS, MOTHER, NOTE, SEX = (
    Column(name) for name in ("address", "known_as", "mother_name", "note", "sex")
)
# Who has one of these labels is a person; a list of stalls has the others, too.
PERSONAL = frozenset(
    (Column.NIK, Column.BIRTH, Column.BIRTH_DATE, Column.BIRTH_PLACE, ADDRESS, MOTHER, SEX)
)
NAMES = word_set("nama nm nma naam namaa name asma nami jeneng jenenge")
WHOSE = word_set(
    "lengkap pedagang anggota peserta sesuai ktp e di pendaftar pemohon calon bapak ibu bpk sdr",
    "sdri saudara tenaga kerja pekerja asli orang penerima warga terang jelas dan pada kartu",
    "identitas saya panjenengan pemilik kios los lapak",
)
PLACES = word_set("tempat lokasi letak posisi")
TRADE = word_set("usaha jualan jual berjualan dagang dasaran los kios lapak kerja pasar")
WARES = word_set("dodolan dodol sadean bakul bakulan dagangane jualane")
HOMES = word_set("tinggal domisili rumah asal omah omahe griya")
PARTS = word_set(
    "rt rw kelurahan kel desa ds kecamatan kec dukuh dusun kampung kota kabupaten kab provinsi",
    "prov kode pos",
)
OTHER_PEOPLE = word_set(
    "suami istri isteri anak waris wali pasangan ayah ortu orangtua tua keluarga darurat bojo"
)
LONGEST_LABEL, LONGEST_LINE = 6, 1_000  # words, letters
LABELLED = re.compile(
    r"(?P<key>[^\W\d_](?:\([^()]{0,30}\)|[^:=;\d]){0,50}?)[\s.|_]*"
    r"(?P<sign>[:=;]|\s[-|](?=\s))[\s|]*(?P<value>.*)"
)
SIGNS = re.compile(r"^[^\w(]+")
UNSIGNED = re.compile(
    r"(?P<key>(?:no\.?\s*)?(?:nik|e?-?ktp|hp|wa)|ttl|alamat)\b[.\s]+(?P<value>\S.*)",
    re.IGNORECASE,
)
DOTTED = re.compile(r"(?P<key>[^\W\d_][^:=;\d]{1,40}?)\s*[._…]{3,}[\s._…]*(?P<value>.*)")
UNSIGNED_NAME = re.compile(r"^nama\b[.\s]*", re.IGNORECASE)
EDGES = " ,;|/-"
INSIDE = re.compile(
    r"(?:(?<=[\s,;|/(.])|^)(?P<key>nama(?:\s+(?:lengkap|ibu(?:\s+kandung)?))?|nik|no\.?\s*(?:ktp|"
    r"nik|hp|wa|telp)|ttl|(?:te?mpa?t\W{1,3}(?:tgl|tanggal)|tgl|tanggal|tempat)\.?\s*(?:lahir|lhr)|"
    r"alamat(?:\s+(?:rumah|ktp))?|hp|wa|telp|los|kios|blok|dagangan|jualan|agama|status|"
    r"ibu\s+kandung|jenis\s+kelamin|jk|ket(?:erangan)?)\s*[:=]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Told:
    """A label with its value; `column` says what it holds, None what has no field of its own."""

    key: str
    value: str
    column: Column | None
    guessed: bool = False  # by what stands below it

    @property
    def known(self) -> bool:
        """Tell whether the label is one of a form, and no words that happen to have a colon."""
        return self.column is not None


def told_in(body: str) -> list[Told]:
    """Return the labels of a line with their values; none when it has no label."""
    if len(body) > LONGEST_LINE:
        return []
    body = SIGNS.sub("", body)
    inside = list(INSIDE.finditer(body))
    if len(inside) > 1:
        return _several(body, inside)
    match = LABELLED.fullmatch(body)
    if match and (column := column_for(match["key"])):
        return [Told(match["key"].strip(" ."), match["value"].strip(), column)]
    if match is None and (dots := DOTTED.fullmatch(body)) and (column := column_for(dots["key"])):
        return [Told(dots["key"], dots["value"], column)]
    if match is None and (plain := UNSIGNED.fullmatch(body)):
        return [Told(plain["key"], plain["value"], column_for(plain["key"]))]
    if match and match["sign"] in (":", "=") and _is_label(match["key"]):
        return [Told(match["key"].strip(), match["value"].strip(), None)]
    return []


def _several(body: str, inside: list[re.Match[str]]) -> list[Told]:
    """Return the labels that stand on one line; what stands before the first is the name."""
    lead = UNSIGNED_NAME.sub("", body[: inside[0].start()]).strip(EDGES)
    found = [Told("", lead, Column.NAME)] if lead else []
    ends = [*(match.start() for match in inside[1:]), len(body)]
    for match, end in zip(inside, ends, strict=True):
        value = body[match.end() : end].strip(EDGES)
        found.append(Told(match["key"].strip(), value, column_for(match["key"])))
    return found


def _is_label(key: str) -> bool:
    """Tell whether words before a colon may be a label, and not somebody's name with a title."""
    words = words_of(key)
    return 0 < len(words) <= LONGEST_LABEL and not is_titled(key)


def column_for(key: str) -> Column | None:
    """Return what a label says its value is; None for what has no field of its own."""
    words = words_of(key)
    held = set(words)
    if held & {"waris", "hubungan"}:
        return heir_column(words)
    if not words or held & OTHER_PEOPLE:
        return None
    if words[0] in NAMES and held - NAMES <= WHOSE and held - NAMES != {"ibu"}:
        return Column.NAME
    if held - NAMES == {"ibu"}:
        return MOTHER
    if words[0] in ("lair", "lahire", "laire"):
        return Column.BIRTH
    if held & (PLACES | {"alamat"}) and held & TRADE:
        return Column.STALL
    if held == {"tempat"} or held == {"lokasi"}:
        return Column.STALL
    if "alamat" in held or (held & HOMES and held <= HOMES | PLACES | {"e"}) or held <= PARTS:
        return ADDRESS
    if held <= WARES:
        return Column.COMMODITY
    if len(words) > 1 and words[0] not in KNOWN:  # "Siti ttl: ..."
        return None
    column = column_of(key)
    return None if column in (NOTE, Column.NUMBER) else column
