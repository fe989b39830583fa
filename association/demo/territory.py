"""The ground of the demo city: Surakarta's real markets, and fourteen paguyuban that do not
exist."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from association.territory import actions
from association.territory.models import Association, City, Market
from association.territory.regions import known_markets

CODE, NAME = "33.72", "Kota Surakarta"

FOOD = (
    "Sembako",
    "Sayur",
    "Buah",
    "Bumbu",
    "Daging sapi",
    "Ayam potong",
    "Ikan segar",
    "Tahu tempe",
    "Telur",
)
SNACKS = ("Jajanan pasar", "Warung makan", "Dawet", "Jamu", "Kelontong", "Plastik", "Gerabah")
TEXTILES = ("Batik", "Batik", "Pakaian", "Kain", "Sarung", "Seragam sekolah", "Daster")
PARTS = (
    "Onderdil motor",
    "Onderdil mobil",
    "Besi bekas",
    "Elektronik bekas",
    "Sepatu bekas",
    "Alat pertukangan",
)
PETS = ("Ikan hias", "Burung", "Pakan burung", "Sangkar", "Akuarium")


@dataclass(frozen=True, slots=True)
class Plan:
    """An invented paguyuban: markets by their official names, members, goods, and how many of them
    are enrolled (0 to 1)."""

    name: str
    markets: tuple[str, ...]
    members: int
    contact: str
    goods: tuple[str, ...]
    enrolled: float


SARI, BUDI = "Paguyuban Pasar Rejosari", "Paguyuban Pedagang Pasar Gede"
GEDE, KLEWER, LEGI = "Pasar Gede Hardjonagoro", "Pasar Klewer", "Pasar Legi"
PLANS = (
    Plan(SARI, ("Pasar Rejosari",), 212, "Sari Wahyuni", FOOD + SNACKS, 0.72),
    Plan(BUDI, (GEDE,), 310, "Budi Hartono", FOOD + SNACKS, 0.64),
    Plan(
        "Paguyuban Ikan Hias Gede Depok",
        (GEDE, "Pasar Burung dan Ikan Hias Depok"),
        96,
        "Heru Susilo",
        PETS,
        0.45,
    ),
    Plan("Paguyuban Batik Pasar Klewer", (KLEWER,), 384, "Endang Rahayu", TEXTILES, 0.78),
    Plan(
        "Paguyuban Pelataran Klewer",
        (KLEWER, "Pasar Cinderamata"),
        168,
        "Sumarno Widodo",
        TEXTILES + SNACKS[:2],
        0.36,
    ),
    Plan("Paguyuban Pasar Legi Rukun", (LEGI,), 352, "Sukardi Raharjo", FOOD, 0.55),
    Plan(
        "Paguyuban Sayur Legi Nusukan", (LEGI, "Pasar Nusukan"), 210, "Sri Mulyani", FOOD[1:4], 0.4
    ),
    Plan(
        "Paguyuban Pasar Jongke Kabangan",
        ("Pasar Jongke", "Pasar Kabangan"),
        246,
        "Purnomo",
        FOOD + SNACKS,
        0.58,
    ),
    Plan(
        "Paguyuban Pasar Harjodaksino",
        ("Pasar Harjodaksino", "Pasar Gading"),
        178,
        "Titik Utami",
        FOOD,
        0.5,
    ),
    Plan(
        "Paguyuban Klitikan Notoharjo",
        ("Pasar Klitikan Notoharjo", "Pasar Besi"),
        132,
        "Agus Riyadi",
        PARTS,
        0.3,
    ),
    Plan(
        "Paguyuban Pasar Nongko",
        ("Pasar Nongko", "Pasar Ngemplak", "Pasar Ayu Balapan"),
        84,
        "Ponidi",
        FOOD,
        0.48,
    ),
    Plan(
        "Paguyuban Pasar Mojosongo",
        ("Pasar Mojosongo", "Pasar Sibela Mojosongo", "Pasar Panggungrejo", "Pasar Pucangsawit"),
        118,
        "Yuni Astuti",
        FOOD + SNACKS,
        0.66,
    ),
    Plan(
        "Paguyuban Pasar Kleco",
        ("Pasar Sidodadi", "Pasar Purwosari"),
        62,
        "Hartini",
        FOOD + SNACKS,
        0.42,
    ),
    Plan(
        "Paguyuban Jebres Ledoksari",
        ("Pasar Jebres", "Pasar Ledoksari", "Pasar Rejosari"),
        48,
        "Bambang Setiawan",
        SNACKS,
        0.25,
    ),
)


def add_city(session: Session) -> tuple[City, dict[str, Market]]:
    """Add Kota Surakarta and its markets; gives them by name."""
    city = actions.add_city(session, code=CODE, name=NAME)
    values = [
        actions.MarketValues(name=one.name, aliases=one.aliases, district=one.district)
        for one in known_markets(CODE)
    ]
    made = actions.add_markets(session, city.id, values)
    return city, {market.name: market for market in made}


def add_association(
    session: Session, plan: Plan, number: int, city: City, markets: dict[str, Market]
) -> Association:
    """Add a planned paguyuban; its public phone number is of the invented range 0812 0000 01xx."""
    values = actions.AssociationValues(
        name=plan.name, contact_name=plan.contact, contact_phone=f"+62812000001{number:02}"
    )
    return actions.add_association(
        session, city.id, values, [markets[name] for name in plan.markets]
    )
