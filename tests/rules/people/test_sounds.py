"""One name that is written in many ways sounds like one name."""

from association.rules.people.likeness import like_names
from association.rules.people.sounds import sound_form

ONE_NAME = """
Abdurrahman / Abdul Rahman; Abdurahman / Abdul Rahman; Abdussalam / Abdoel Salam
Abdulaziz / Abd. Azis; Sulistyawati / Sulistyowati; Siswanti / Siswati; Rohmat / Rachmat
FX. Sumarno / Fransiskus Xaverius Sumarno; St. Harjo / Stephanus Hardjo; Ign. Bowo / Ignatius Bowo
Muh. Jusuf / Mohammad Yusuf; Th. Nunung / Teresia Nunung; Chr. Dewi / Kristina Dewi
Sholeh / Soleh; Dzakiyah / Zakiyah; Soelistijo / Sulistyo; Tjokro / Cokro; Syarifah / Sarifah
"""


def test_one_name_in_two_spellings() -> None:
    for pair in (pair for line in ONE_NAME.strip().splitlines() for pair in line.split(";")):
        one, other = (part.strip() for part in pair.split("/"))
        assert like_names(one, other), pair
        assert sound_form(one) == sound_form(other), pair
