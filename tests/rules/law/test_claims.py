"""What a family gets, who of it, what may go wrong and which papers, as one table with sources.

Each line reads: what is given | what follows | source key of rules.law.sources; it goes on where
the next one is set in. "death", "work" (a death from work), "hurt" and "old" give the paid months
(with @ the day BPJS received the money), the day, and what else matters (tests/rules/law/cases.py);
what follows is the total with its parts, or why nothing is paid. "+12+10" are the 24 months and the
funeral, in million; "part" asks for one part. "school" tells of each child, then what is sure and
what has to be asked for; "alone" what the funeral and the Dana Jaminan Sosial get of who has no
heir. "doubt" tells what may go wrong, most serious first; "papers" which trips and which papers,
those with "-" not; "right", "report" and "paid" until when.
"""

import re

import pytest

from association.rules.law.claim_papers import Needed, trips
from association.rules.law.claims import ClaimKind, promise_of
from association.rules.law.doubts import Doubted, doubts
from association.rules.law.sources import SOURCES
from tests.rules.law.cases import (
    KINDS,
    alone,
    benefit,
    clock,
    facts,
    heirs,
    known,
    options,
    papers,
    part,
    school,
)

CASES = """
death 2026-10..2026-11@2026-10-02 2026-11-22 | 10000000: death_early 10000000 | alkhairaat
death 2026-11@2026-11-20 2026-11-20 | 10000000: death_early 10000000 | alkhairaat
death 2026-10..2026-12 2026-12-31 | 10000000: death_early 10000000 | alkhairaat
death 2026-10..2027-01 2026-12-31 | 10000000: death_early 10000000 | alkhairaat
death 2026-10..2027-01 2027-01-01 | 42000000: death_sum 20000000 +12+10 | bursakota_jkm
death 2026-08..2026-11 2026-11-22 | 42000000: death_sum 20000000 +12+10 | ipol
death 2026-07..2026-11 2026-11-22 | 42000000: death_sum 20000000 +12+10 | ipol
death 2025-03..2025-07@2025-03-20 2025-07-20 registered=2025-03-20
  | 42000000: death_sum 20000000 +12+10 | ipol
death 2026-09..2026-12 2026-12-31 | 42000000: death_sum 20000000 +12+10 | alkhairaat
death 2027-10..2028-01 2028-01-01 | 42000000: death_sum 20000000 +12+10 | alkhairaat
death 2027-12..2028-02 2028-02-29 | 10000000: death_early 10000000 | alkhairaat
death 2027-11..2028-02 2028-02-29 | 42000000: death_sum 20000000 +12+10 | alkhairaat
death 2027-11..2028-02@2027-11-30 2028-02-28 | 10000000: death_early 10000000 | alkhairaat
death 2027-11..2028-02@2027-11-30 2028-02-29 | 42000000: death_sum 20000000 +12+10 | alkhairaat
death 2025-02 2025-02-23 | 42000000: death_sum 20000000 +12+10 | pp82_hj
death 2025-02 2025-02-24 | 10000000: death_early 10000000 | siplaw
death 2024-12 2024-12-31 | 42000000: death_sum 20000000 +12+10 | pp82_poster
death 2024-02 2024-02-29 | 42000000: death_sum 20000000 +12+10 | pp82_poster
death 2019-11 2019-11-30 registered=2019-01-01 | 0 older_law | pp82_hj
death 2026-08..2026-11 2026-11-22 jht | 42000000: death_sum 20000000 +12+10 jht - | jp_data
death 2026-07..2026-07 2026-11-22 | 0 lapsed | probis59
death 2026-07..2026-07 2026-11-22 jht | 0 lapsed: jht - | jp_data
death 2026-08..2026-08 2026-11-22 | 0 lapsed, disputed | probis59
death 2026-10..2026-10 2026-11-10 | 0 lapsed, disputed | perisai_faq
death 2026-08..2026-11@2026-11-23 2026-11-22 | 0 never_paid | flip154
death 2026-08..2026-10,2026-11@2026-11-23 2026-11-22 | 0 lapsed, disputed | flip154
death none 2026-11-22 | 0 never_paid | flip154
death none 2026-11-22 held=2026-11 | 0 not_deposited | jakrev
death 2026-01..2026-07 2026-11-22 held=2026-11 | 0 not_deposited | flip154
death 2026-01..2026-09 2026-11-22 held=2026-11 | 0 not_deposited, disputed | probis59
death none 2026-11-22 unregistered held=2026-11 | 0 not_registered | flip154
death 2026-11 2026-11-19 registered=2026-11-20 | 0 not_registered | flip154
death 2026-01..2026-12 2026-11-22 ended=2026-11-01 | 0 ended | probis59
death 2026-01..2026-12 2026-11-22 ended=2026-11-22 | 42000000: death_sum 20000000 +12+10 | probis59
death 2026-01..2026-09,2026-11 2026-11-22 | 10000000: death_early 10000000 | bantennews
work 2023-03@2023-03-06 2023-03-08 registered=2023-03-06 basis=1200000
  | 79600000: work_death_sum 57600000 +12+10 | jakrev
work 2026-11@2026-11-20 2026-11-20 | 70000000: work_death_sum 48000000 +12+10 | rm_jkk
work 2026-11 2026-11-22 basis=3450000 | 187600000: work_death_sum 165600000 +12+10 | rm_jkk
work 2026-11 2026-11-22 basis=100000 | 42000000: work_death_sum 20000000 +12+10 | rm_jkk
work 2026-11 2026-11-22 basis=? | 70000000: work_death_sum 48000000 +12+10 lacks income | rm_jkk
work 2026-11 2026-11-22 kids=child:2010
  | 70000000: work_death_sum 48000000 +12+10 scholarship 87000000 | pp82_poster
work 2026-10 2026-11-22 | 0 lapsed, disputed | probis59
work 2026-06 2026-11-22 | 0 lapsed | probis59
work 2026-11@2026-11-23 2026-11-22 | 0 never_paid | flip154
part treatment hurt 2026-11@2026-11-20 2026-11-22 basis=1200000 | no limit | bpjs_18923
part by_land hurt 2026-11@2026-11-20 2026-11-22 basis=1200000 | up to 5000000 | bpjs_18923
part by_sea hurt 2026-11@2026-11-20 2026-11-22 basis=1200000 | up to 2000000 | pp82_poster
part by_air hurt 2026-11@2026-11-20 2026-11-22 basis=1200000 | up to 10000000 | bpjs_18923
part wage_year hurt 2026-11@2026-11-20 2026-11-22 basis=1200000 | up to 1200000 | suarakarya
part wage_after hurt 2026-11@2026-11-20 2026-11-22 basis=1200000 | up to 600000 | rm_jkk
part disabled hurt 2026-11@2026-11-20 2026-11-22 basis=1200000 | up to 79200000 | rm_jkk
part disabled_partly hurt 2026-11@2026-11-20 2026-11-22 basis=1200000 | up to 96000000 | rm_jkk
part home_care hurt 2026-11@2026-11-20 2026-11-22 basis=1200000 | up to 20000000 | pp82_poster
part disabled hurt 2026-11 2026-11-22 | up to 68000000 | rm_jkk
part scholarship_if_disabled hurt 2026-11 2026-11-22 kids=child:2010 | up to 87000000 | pp82_hj
part jht_if_disabled hurt 2026-11 2026-11-22 jht | no limit | jp_data
part disabled hurt 2026-06 2026-11-22 | none | probis59
part jht hurt 2026-11 2026-11-22 | none | jp_data
part jht death 2026-06 2026-11-22 jht | no limit | jp_data
part funeral work 2026-11 2026-11-22 | 10000000 | rm_jkk
part periodic death 2026-08..2026-11 2026-11-22 | 12000000 | pp82_hj
part periodic death 2026-11 2026-11-22 | none | alkhairaat
hurt 2026-06 2026-11-22 | 0 lapsed | probis59
hurt none 2026-11-22 unregistered | 0 not_registered | flip154
old 2020-01..2026-11 2026-11-22 jht born=1970-11-22 | ?: jht - | jp_data
old 2020-01..2026-11 2026-11-22 jht born=1970-11-23 | ?: jht_if_stopped - | jp_data
old 2020-01..2020-12 2026-11-22 jht born=1960-01-01 | ?: jht - | jp_data
old 2020-01..2026-11 2026-11-22 jht | ?: jht_if_stopped - lacks birth_date | jp_data
old 2020-01..2026-11 2026-11-22 born=1960-01-01 | 0 no_jht | jp_data
school 2023-11..2026-11 2026-11-22 kids=child:2004,child:2010
  | under under: 174000000 0 | pp82_poster
school 2023-11..2026-11 2026-11-22 kids=child:2010 | under: 87000000 0 | valoranews
school 2023-11..2026-11 2026-11-22 kids=child:2010,child:2012,child:2014
  | under under under: 174000000 0 | pp82_poster
school 2023-11..2026-11 2026-11-22 kids=child:2001,child:2002 | over over: 0 0 | jabarnews
school 2023-11..2026-11 2026-11-22 kids=child:2003 | ask: 0 87000000 | jabarnews
school 2023-11..2026-11 2026-11-22 kids=child:2003,child:2010,child:2011
  | ask under under: 174000000 0 | pp82_poster
school 2023-11..2026-11 2026-11-22 kids=child:2003,child:2010
  | ask under: 87000000 87000000 | pp82_poster
school 2023-11..2026-11 2026-11-22 kids=child | unknown: 0 87000000 | pp82_poster
school 2023-12..2026-11 2026-11-30 kids=child:2010 | under: 0 0 from 2026-12-01 | pp82_hj
school 2023-11..2026-09,2026-11 2026-11-22 kids=child:2010 | under: 0 0 from 2029-11-01 | pp82_hj
school 2023-11..2026-07 2026-11-22 kids=child:2010 | nobody | pp82_hj
school 2023-11..2026-11 2026-11-22 | nobody | pp82_poster
heirs sibling,wife,parent,child:2010 | wife child; parent sibling | pp44_p40
heirs child:2010,child:2004 | child child | pp44_p40
heirs husband,parent | husband; parent | pp44_p37
heirs grandchild,parent_in_law,grandparent,parent
  | parent grandchild grandparent; parent_in_law | pp44_p40
heirs sibling,grandparent | grandparent; sibling | pp44_p40
heirs parent_in_law,sibling,sibling | sibling sibling; parent_in_law | pp44_p40
heirs will,parent_in_law | parent_in_law; will | pp44_p40
heirs will,neighbour | will; neighbour | permenaker1_p79
heirs neighbour | ; neighbour | pp44_p40
alone 2026-08..2026-11 2026-11-22 | 10000000 32000000 | pp44_p40
alone 2026-11 2026-11-22 | 10000000 0 | pp44_p40
alone 2026-07 2026-11-22 | 0 0 | pp44_p40
doubt death 2026-03..2026-07 2026-11-22
  | lapsed until=2026-07-31 months=4 is_long=True, no_trade | probis59
doubt death 2026-03..2026-08 2026-11-22
  | lapsed until=2026-08-31 months=3 is_long=False, no_trade | perisai_faq
doubt death 2026-03..2026-10 2026-11-02
  | lapsed until=2026-10-31 months=1 is_long=False, no_trade | perisai_faq
doubt death 2026-01..2026-11 2026-11-22 | no_trade | bantenraya
doubt death 2026-01..2026-11 2026-11-22 sealed=2026-05-01 came=3 receipts=9
  | no_trade since=2019-01-01 sealed_on=2026-05-01 attended=3 receipts=9 | bantenraya
doubt death 2026-01..2026-06,2026-11 2026-11-22
  | paid_again until=2026-06-30 since=2026-11-01 amount=10000000 full=42000000 from=2027-02-01,
    no_trade since=2026-11-01 | bantennews
doubt death 2026-10..2026-11 2026-11-22 registered=2026-10-01
  | waiting amount=10000000 from=2027-01-01 waiting_months=3, no_trade since=2026-10-01 |
    alkhairaat
doubt death 2026-01..2026-06,2026-08..2026-11 2026-11-22 | no_trade since=2026-08-01 | bantennews
doubt death 2026-01..2026-10 2026-11-22 held=2026-11,2026-12 sum=16800
  | not_deposited amount=16800, lapsed months=1, no_trade | flip154
doubt death 2026-01..2026-11 2026-11-22 held=2026-12 sum=8400 | no_trade | flip154
doubt death none 2026-11-22 held=2026-11 sum=8400 | not_deposited amount=8400, no_trade | flip154
doubt death none 2026-11-22 unregistered held=2026-11 sum=8400
  | not_registered registered_on=None, not_deposited amount=8400 | flip154
doubt death 2026-11@2026-11-25 2026-11-22 registered=2026-11-25
  | not_registered registered_on=2026-11-25 | flip154
doubt death 2026-01..2026-10,2026-11@2026-11-23 2026-11-22
  | paid_later received_on=2026-11-23 is_in_time=False, lapsed months=1, no_trade | flip154
doubt death 2026-01..2026-10,2026-11@2026-11-14 2026-11-10
  | paid_later received_on=2026-11-14 is_in_time=True, lapsed months=1, no_trade | kontan_due
doubt work 2026-11@2026-11-22 2026-11-22 | paid_that_day month=2026-11-01, no_trade | flip154
doubt hurt 2026-10..2026-11@2026-11-21 2026-11-22 | nothing | flip154
doubt death none 2026-11-22 | never_paid, no_trade | flip154
doubt death 2026-01..2026-11 2026-11-22 ended=2026-11-01 | ended, no_trade | probis59
doubt death 2026-01..2026-11 2026-11-22 registered=2026-01-10 born=1961-01-10
  | too_old registered_on=2026-01-10, no_trade | grid_age
doubt death 2026-01..2026-11 2026-11-22 registered=2026-01-10 born=1961-01-11 | no_trade | grid_age
doubt death 2026-01..2026-11 2026-11-22 no_nik no_kpj unlike=name,birth_date
  | no_nik, unlike, no_kpj, no_trade | kompas_jkm
doubt work 2026-11 2026-11-22 | no_trade | alkhairaat
doubt work 2021-11 2021-11-26 today=2026-11-26 | no_trade | pp82_apahabar
doubt work 2021-11 2021-11-26 today=2026-11-27
  | right_lapsed until=2026-11-26, no_trade | pp82_apahabar
doubt hurt 2021-11 2021-11-26 today=2026-11-27 | right_lapsed until=2026-11-26 | pp82_hj
doubt death 2021-01..2021-11 2021-11-26 today=2026-11-27 | no_trade | jkm_nolimit
doubt hurt 2026-11 2026-11-22 | nothing | alkhairaat
doubt old 2020-01..2020-12 2026-11-22 jht | nothing | jp_data
papers death wife
  | kelurahan bpjs: marriage_book death_certificate heir_letter death_form -heir_power
    -guardian_letter -npwp | kompas_jkm
papers death wife,child:2015
  | kelurahan bpjs: marriage_book heir_power -guardian_letter | tribun_jkm
papers death child:2015 | kelurahan bpjs: guardian_letter -marriage_book -heir_power | grid_wali
papers death child:2008 | kelurahan bpjs: guardian_letter | grid_wali
papers death child:2007,child:2001 | kelurahan bpjs: heir_power -guardian_letter | grid_wali
papers death child! | kelurahan bpjs: guardian_letter | grid_wali
papers death will | kelurahan bpjs: will -marriage_book | permenaker1_p79
papers death none | kelurahan bpjs: heir_ktp heir_letter -marriage_book -will | tribun_jkm
papers death wife jht | kelurahan bpjs: npwp | kompas_jkm
papers work wife
  | hospital kelurahan bpjs: chronology witness_ktp report_form doctor_form outcome_form
    death_certificate -police_report -death_form | tribun_jkk
papers work wife traffic jht
  | hospital police kelurahan bpjs: police_report death_form npwp | tribun_jkk
papers hurt none
  | hospital bpjs: chronology witness_ktp member_account -police_report -heir_ktp -npwp |
    tribun_jkk
papers hurt none traffic jht | hospital police bpjs: police_report npwp | hsemagz
papers old none jht | bpjs: card member_ktp member_account old_age_form npwp | rbtv_jht
right 2021-11-26 jkk | 2026-11-26 | pp82_hj
right 2024-02-29 jkk | 2029-02-28 | pp82_apahabar
right 2021-11-26 jkm | none | jkm_nolimit
report 2026-12-31T22:30 | 2027-01-02T22:30 | hsemagz
report 2028-02-27T08:00 | 2028-02-29T08:00 | tribun_jkk
paid death 2026-11-20 | 2026-11-25 | pp44_p40
paid work 2026-11-20 | 2026-12-01 | pp44_p37
paid hurt 2026-12-18 | 2026-12-31 | pp44_p37
"""
LINES = re.sub(r"\n +", " ", CASES).strip().splitlines()
TABLE = [tuple(part.strip() for part in line.split(" | ")) for line in LINES]


def follows_doubts(found: tuple[Doubted, ...], expected: str) -> str:
    """Hold doubts against "lapsed months=4, no_trade": the values that are named have to agree."""
    texts = [] if expected == "nothing" else expected.split(", ")
    told = [text.split() for text in texts]
    assert [one.doubt for one in found] == [words[0] for words in told]
    for one, (_, *values) in zip(found, told, strict=True):
        assert {name: str(one.values[name]) for name in options(tuple(values))} == options(
            tuple(values)
        )
        assert one.source in SOURCES
        assert one.is_press is (one.doubt == "no_trade")
    return expected


def follows_papers(found: tuple[Needed, ...], expected: str) -> str:
    """Hold papers against "kelurahan bpjs: card -will": the trips, and each paper named."""
    places, _, papers = expected.partition(": ")
    there = {row.paper.value for row in found}
    assert " ".join(trips(found)) == places
    assert {row.source for row in found} <= SOURCES.keys()
    assert len(there) == len(found)
    assert {one for one in papers.split() if not one.startswith("-")} <= there
    assert not {one[1:] for one in papers.split() if one.startswith("-")} & there
    return expected


def follow(what: str, asked: list[str], expected: str) -> str:
    if what == "doubt":
        return follows_doubts(doubts(facts(*asked), known(*asked[1:])), expected)
    if what == "papers":
        return follows_papers(papers(*asked), expected)
    if what in KINDS:
        return benefit(what, *asked)
    if what in ("right", "report", "paid"):
        return clock(what, *asked)
    return {"part": part, "school": school, "heirs": heirs, "alone": alone}[what](*asked)


@pytest.mark.parametrize(("given", "follows", "source"), TABLE, ids=[case[0] for case in TABLE])
def test_the_law_of_claims(given: str, follows: str, source: str) -> None:
    what, *asked = given.split()
    assert SOURCES[source].address
    assert follow(what, asked, follows) == follows


def test_the_table_is_large_and_says_nothing_twice() -> None:
    assert len(TABLE) >= 100
    assert len({case[0] for case in TABLE}) == len(TABLE)


def test_of_old_age_no_source_promises_a_day() -> None:
    assert promise_of(ClaimKind.OLD_AGE, from_work=False) is None
