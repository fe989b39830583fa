"""Invented traders for the lists in files/: drawn by chance, always the same for a seed."""

import datetime
import random
from dataclasses import dataclass

FIRST = (
    *(
        "Sri",
        "Siti",
        "Tri",
        "Dwi",
        "Eko",
        "Agus",
        "Wahyu",
        "Endang",
        "Ngatmi",
        "Suparmi",
        "Warsiyem",
        "Tukiyem",
    ),
    *("Paijo", "Slamet", "Bambang", "Joko", "Retno"),
)
LAST = (
    *(
        "Lestari",
        "Wahyuni",
        "Handayani",
        "Santoso",
        "Widodo",
        "Purwanti",
        "Rahayu",
        "Mulyani",
        "Kusnadi",
        "Haryanto",
    ),
    *("Ningsih", "Susilowati"),
)
WARES = (
    *(
        "sayuran",
        "bumbu",
        "daging ayam",
        "tahu tempe",
        "pakaian",
        "kelontong",
        "buah",
        "jajan pasar",
        "ikan asin",
    ),
    "bunga",
)
KINDS = ("kios", "los")


@dataclass(frozen=True)
class Person:
    """An invented trader; what a plain row of a list says."""

    name: str
    nik: str
    born: datetime.date
    phone: str
    kind: str
    block: str
    number: str
    ware: str


def people(count: int, seed: int) -> list[Person]:
    """Return invented traders, always the same for a seed."""
    rng = random.Random(seed)
    found = []
    for serial in range(1, count + 1):
        born = datetime.date(rng.randrange(1950, 2003), rng.randrange(1, 13), rng.randrange(1, 29))
        day = born.day + rng.choice((0, 40))
        found.append(
            Person(
                f"{rng.choice(FIRST)} {rng.choice(LAST)}",
                f"337299{day:02}{born:%m%y}{serial:03}{rng.randrange(1, 10)}",
                born,
                f"0812{rng.randrange(10**7, 10**8)}",
                rng.choice(KINDS),
                rng.choice("ABCD"),
                str(serial),
                rng.choice(WARES),
            )
        )
    return found
