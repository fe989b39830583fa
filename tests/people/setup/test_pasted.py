"""Markets as people write them."""

import pytest

from association.people.setup.pasted import MarketLine, read_markets
from association.rules.house.errors import RuleError
from association.territory.regions import provinces, region, regions_called, regions_of

HERE = ("Kebumen", "Gombong", "Karanggayam")


@pytest.mark.parametrize(
    ("line", "name", "aliases", "district"),
    [
        ("Pasar Tumenggungan", "Pasar Tumenggungan", (), None),
        ("  1. Pasar Tumenggungan , kebumen", "Pasar Tumenggungan", (), "Kebumen"),
        ("12) Pasar Pagi\tKec. Gombong", "Pasar Pagi", (), "Gombong"),
        ("- Pasar Pagi; Kecamatan Gombong;", "Pasar Pagi", (), "Gombong"),
        (
            "Pasar Wonokriyo (Pasar Gombong, Pasar Pon) | Gombong",
            "Pasar Wonokriyo",
            ("Pasar Gombong", "Pasar Pon"),
            "Gombong",
        ),
        ("Pasar 17 Agustus", "Pasar 17 Agustus", (), None),
        ("Pasar Ngo-ngo", "Pasar Ngo-ngo", (), None),
    ],
)
def test_a_line(line: str, name: str, aliases: tuple[str, ...], district: str | None) -> None:
    assert read_markets(line, HERE) == [MarketLine(name, aliases, district)]


def test_the_same_name_twice_is_one() -> None:
    found = read_markets("Pasar Pagi\r\n\r\nPASAR PAGI, Gombong\nPasar Sore", HERE)
    assert [one.name for one in found] == ["Pasar Pagi", "Pasar Sore"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Pasar A\nPasar B, Laweyan", "Baris 2: “Laweyan”"),
        ("Pasar A, Gombong, Kebumen", "Baris 1: “Gombong, Kebumen”"),
        ("Pasar A\n\n, Gombong", "Baris 3: nama"),
        ("123", "Baris 1: nama"),
        ("P" * 81, "terlalu panjang"),
        (f"Pasar ({'P' * 81})", "terlalu panjang"),
        ("\n".join(f"Pasar {n}" for n in range(501)), "500"),
        ("Pasar A\n" * 6000, "terlalu panjang"),
    ],
)
def test_what_is_unclear_is_said(text: str, said: str) -> None:
    with pytest.raises(RuleError, match=said):
        read_markets(text, HERE)


def test_every_city_of_the_nation_is_known() -> None:
    cities = [one for province in provinces() for one in regions_of(province)]
    assert (len(provinces()), len(cities)) == (38, 514)
    assert all(one.districts and len(one.name) <= 60 for one in cities)
    assert sum(len(one.districts) for one in cities) == 7277
    assert max(len(name) for one in cities for name in one.districts) <= 40
    solo = region("33.72")
    assert solo is not None
    assert solo.districts == ("Banjarsari", "Jebres", "Laweyan", "Pasar Kliwon", "Serengan")
    assert [one.code for one in regions_called("magelang")] == ["33.08", "33.71"]
    assert [one.code for one in regions_called("Kota Magelang")] == ["33.71"]
    assert region("33.99") is None
