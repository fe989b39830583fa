"""The income bands by which contributions are reckoned; amounts are whole rupiah a month."""

from dataclasses import dataclass
from typing import Final

from association.rules.house.errors import RuleError
from association.rules.house.money import rupiah


@dataclass(frozen=True, slots=True)
class Band:
    """An income band: from which monthly income it counts, and the basis (dasar) it sets."""

    lower: int
    basis: int


# PP 44/2015 Lampiran II, transcribed in [jp_sim]. Printed bands leave gaps (1.099.001 to
# 1.099.999), so only the lower bounds count. Steps of 200 thousand up to row 9, of 500 thousand up
# to row 20, then of a million; row 10: 2.950.000.
BANDS_SOURCE: Final = "jp_sim"
BANDS: Final = (
    Band(0, 1_000_000),
    Band(1_100_000, 1_200_000),
    Band(1_300_000, 1_400_000),
    Band(1_500_000, 1_600_000),
    Band(1_700_000, 1_800_000),
    Band(1_900_000, 2_000_000),
    Band(2_100_000, 2_200_000),
    Band(2_300_000, 2_400_000),
    Band(2_500_000, 2_600_000),
    Band(2_700_000, 2_950_000),
    Band(3_200_000, 3_450_000),
    Band(3_700_000, 3_950_000),
    Band(4_200_000, 4_450_000),
    Band(4_700_000, 4_950_000),
    Band(5_200_000, 5_450_000),
    Band(5_700_000, 5_950_000),
    Band(6_200_000, 6_450_000),
    Band(6_700_000, 6_950_000),
    Band(7_200_000, 7_450_000),
    Band(7_700_000, 7_950_000),
    Band(8_200_000, 8_700_000),
    Band(9_200_000, 9_700_000),
    Band(10_200_000, 10_700_000),
    Band(11_200_000, 11_700_000),
    Band(12_200_000, 12_700_000),
    Band(13_200_000, 13_700_000),
    Band(14_200_000, 14_700_000),
    Band(15_200_000, 15_700_000),
    Band(16_200_000, 16_700_000),
    Band(17_200_000, 17_700_000),
    Band(18_200_000, 18_700_000),
    Band(19_200_000, 19_700_000),
    Band(20_200_000, 20_700_000),
)


def band_of(income: int) -> Band:
    """Return the band of a monthly income in rupiah; RuleError when negative. PP 44/2015 Lampiran
    II."""
    if income < 0:
        raise RuleError("Penghasilan tidak boleh negatif.")
    return next(band for band in reversed(BANDS) if band.lower <= income)


def band_text(band: Band) -> str:
    """Return a band as people read it: "Rp3.200.000 – Rp3.699.999"; the last one has no upper
    end."""
    above = next((one.lower for one in BANDS if one.lower > band.lower), None)
    return f"{rupiah(band.lower)} – {rupiah(above - 1)}" if above else f"{rupiah(band.lower)} +"
