"""What somebody is to a member, and the Indonesian words that people write for it."""

from enum import StrEnum

from association.rules.people.names import search_form


class Relation(StrEnum):
    """What somebody is to the member; which of them inherit, and in which order, says
    rules.law.heirs."""

    WIFE = "wife"
    HUSBAND = "husband"
    CHILD = "child"
    PARENT = "parent"
    GRANDCHILD = "grandchild"
    GRANDPARENT = "grandparent"
    SIBLING = "sibling"
    PARENT_IN_LAW = "parent_in_law"
    WILL = "will"  # named in a will made by a notary
    NEIGHBOUR = "neighbour"  # no heir: the trader beside them, who knows the family
    UNSAID = "unsaid"  # a list named them and no more


# The words under which each is kept: read again they are the same.
WORDS = {
    Relation.WIFE: "Istri",
    Relation.HUSBAND: "Suami",
    Relation.CHILD: "Anak",
    Relation.PARENT: "Orang tua",
    Relation.GRANDCHILD: "Cucu",
    Relation.GRANDPARENT: "Kakek nenek",
    Relation.SIBLING: "Saudara kandung",
    Relation.PARENT_IN_LAW: "Mertua",
    Relation.WILL: "Penerima wasiat",
    Relation.NEIGHBOUR: "Tetangga kios",
    Relation.UNSAID: "Ahli waris",
}
OTHER_WORDS = {
    Relation.WIFE: "isteri/istrinya/istri pertama",
    Relation.HUSBAND: "suaminya",
    Relation.CHILD: (
        "anaknya/anak kandung/putra/putri/putera/puteri/anak laki laki/anak perempuan"
        "/anak lk/anak pr/anak pertama/anak kedua/anak ketiga/anak keempat"
        "/anak sulung/anak bungsu/anak tunggal"
    ),
    Relation.PARENT: (
        "orangtua/ortu/ayah/bapak/bpk/ibu/ayah kandung/bapak kandung/ibu kandung/orang tua kandung"
    ),
    Relation.GRANDCHILD: "cucunya/cucu kandung",
    Relation.GRANDPARENT: "kakek/nenek/eyang/simbah/mbah",
    Relation.SIBLING: (
        "saudara/kakak/adik/kakak kandung/adik kandung/sdr kandung/saudara laki laki"
        "/saudara perempuan/sdr"
    ),
    Relation.PARENT_IN_LAW: "ayah mertua/bapak mertua/ibu mertua/orang tua mertua",
    Relation.WILL: "wasiat/surat wasiat/menurut wasiat/ditunjuk dalam wasiat",
    Relation.NEIGHBOUR: (
        "tetangga/tetangga los/tetangga lapak/tetangga dasaran/tetangga pasar/tetangga usaha"
        "/tetangga jualan"
    ),
    Relation.UNSAID: "waris/keluarga/pasangan/bojo/suami istri/istri suami/nama ahli waris/nama",
}
# Whom the law leaves out, so that nobody learns it only when a claim is refused.
NO_HEIRS = frozenset(
    ("menantu", "ipar", "kakak ipar", "adik ipar", "keponakan", "ponakan", "paman", "bibi")
    + ("om", "tante", "pakde", "bude", "sepupu", "saudara sepupu", "teman", "sahabat", "pacar")
)
# "Menantu Joko" says so, too; "Om Joko" is what the market calls him.
NEVER_CALLED = frozenset(("menantu", "ipar", "keponakan", "ponakan", "sepupu", "teman"))
BY_WORDS = {
    search_form(word): relation
    for relation in Relation
    for word in (WORDS[relation], *OTHER_WORDS[relation].split("/"))
}
# Of these the first words of "istri Siti" and the last of "Siti istri" tell; "Ibu Siti" and "Putri
# Ayu" are what people are called.
BESIDE_A_NAME = frozenset(
    ("istri", "isteri", "suami", "anak", "anak kandung", "cucu", "kakak kandung", "adik kandung")
    + ("saudara kandung", "orang tua", "ibu mertua", "ayah mertua", "bapak mertua")
    + ("tetangga kios", "tetangga los", "tetangga", "ahli waris")
)


def relation_of(words: str) -> Relation | None:
    """Tell which relation the words name, and nothing else: "Anak ke-2", "ISTRI"."""
    plain = search_form(words)
    bare = " ".join(word for word in plain.split() if not word.isdecimal() and word != "ke")
    return BY_WORDS.get(bare)
