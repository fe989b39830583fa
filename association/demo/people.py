"""Invented people: Javanese names, and NIKs of district 337299, which does not exist, so no real
person is hit."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


REGION = "337299"
MEN = _words(
    "Agus Ahmad Ari Bagus Bambang Basuki Budi Cahyo Darmo Didik Djoko Eko Gunawan Gunadi Hadi "
    "Hari Heru Iwan Joko Karno Kasno Ladiman Marno Mulyono Ngadimin Ngatiman Nugroho Paiman "
    "Paryono Ponidi Purnomo Rohmad Sardi Sarjono Satimin Slamet Sugeng Sugiyanto Suharno Sukardi "
    "Sumardi Sumarno Sunardi Supardi Suparman Supriyadi Sutarno Sutrisno Suwarno Suyatno Teguh "
    "Tri Tukimin Wagiman Wahyudi Warsito Widodo Yanto Yudi Yusuf"
)
WOMEN = _words(
    "Anik Aminah Atun Dewi Dwi Endang Eni Erna Fatimah Giyem Harti Hartini Ika Indah Jumiati "
    "Karsi Kartini Kasiyem Lasmi Lastri Lestari Marni Martini Mulyani Murni Ngadiyem Ngatinah Nur "
    "Nunuk Painem Parti Partini Ponirah Puji Ratna Rini Rukmini Sarinem Sarmi Siti Sri Suharti "
    "Sukinem Sulastri Sumarni Sumiyati Sunarti Suparti Surati Suti Sutinah Suwarni Titik Tri "
    "Tumini Tutik Wagiyem Warsini Yatmi Yuni"
)
MEN_LAST = _words(
    "Adi Handoko Hartanto Haryanto Kurniawan Kusuma Lelono Mulyadi Nugroho Nurcahyo Prabowo "
    "Pramono Prasetyo Priyanto Purwanto Rahardjo Raharjo Riyadi Santoso Saputro Setiawan Setyawan "
    "Subagyo Sudarmanto Sugiarto Sulistyo Suryanto Susanto Susilo Utomo Wahono Wibowo Widianto "
    "Widodo Wijaya Winarno Yulianto"
)
WOMEN_LAST = _words(
    "Astuti Handayani Hartati Haryani Hidayati Indrawati Kurniasih Kusumawati Lestari Maharani "
    "Mulyani Ningsih Nurhayati Pertiwi Prihatin Puspitasari Rahayu Rahmawati Retnowati Rohmah "
    "Setyowati Sugiarti Suharni Sukarti Sulistyowati Sundari Suryani Susanti Susilowati Utami "
    "Wahyuni Wardani Wati Widayati Widyastuti Wulandari Yuliati"
)
PLACES = ("Surakarta",) * 6 + (
    "Sukoharjo",
    "Karanganyar",
    "Boyolali",
    "Sragen",
    "Klaten",
    "Wonogiri",
)
OLDEST, DAYS = date(1958, 7, 1), 17_200  # born up to August 2005
SERIALS = 9_998  # 0001 is kept for people with a name of their own; 0000 does not exist
MOST = 2 * DAYS * SERIALS
TWO_NAMES = 0.82  # of all; the others have one name only, as many older traders do


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who does not exist. `birth_date` is the one that the NIK says."""

    name: str
    nik: str
    birth_date: date
    birth_place: str
    phone: str


def invent(number: int, rng: Random) -> Person:
    """Invent the person of a number from 0 to MOST - 1: each number has its own NIK, whatever the
    seed."""
    born, female, nik = _identity(number)
    first, last = (WOMEN, WOMEN_LAST) if female else (MEN, MEN_LAST)
    name = rng.choice(first)
    if rng.random() < TWO_NAMES:
        name = f"{name} {rng.choice(last)}"
    return Person(name, nik, born, rng.choice(PLACES), phone(number))


def phone(number: int) -> str:
    """Give a phone number of the invented range 0812 0000 xxxxx, which is longer than the accounts'
    and contacts'."""
    return f"+628120000{number % 100_000:05}"


def _identity(number: int) -> tuple[date, bool, str]:
    """Spread numbers over birth dates and serials; no two numbers share both."""
    turn, slot = divmod(number, 2 * DAYS)
    slot = (
        slot * 7_919 % (2 * DAYS)
    )  # 7919 is prime and does not divide 34,400: every slot is met once a turn
    days, female = divmod(slot, 2)
    born = OLDEST + timedelta(days)
    serial = 2 + (turn + slot * 3_571) % SERIALS
    return (
        born,
        bool(female),
        f"{REGION}{born.day + 40 * female:02}{born.month:02}{born.year % 100:02}{serial:04}",
    )
