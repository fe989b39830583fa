"""Pages of long lists: nothing is left out or shown twice, and the last page says so."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.database import db, write_tx
from association.paging import ROWS, Page, behind, cut, cut_at, cut_from, older, one_more, start_of
from association.territory.models import Market

ORDER = (Market.district, Market.id)


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """Give a session over 60 more markets, many of them in one district."""
    with app.app_context():
        set_reach(db.session(), Everywhere())
        with write_tx() as tx:
            city_id = tx.session.scalars(sa.select(Market.city_id)).first()
            tx.session.add_all(
                [
                    Market(city_id=city_id, name=f"Zz {n}", aliases=[], district=f"d{n % 7}")
                    for n in range(60)
                ]
            )
        yield db.session()


def walked(session: Session, *, backwards: bool) -> list[int]:
    """Walk over all pages by district."""
    order = [column.desc() if backwards else column for column in ORDER]
    seen: list[int] = []
    after = None
    while True:
        statement = sa.select(Market).where(Market.name.startswith("Zz")).order_by(*order)
        statement = behind(session, statement, *ORDER, after=after, backwards=backwards)
        found = cut(session.scalars(one_more(statement)), lambda market: market.id)
        seen += [market.id for market in found.rows]
        assert len(found.rows) <= ROWS
        after = found.after
        if after is None:
            return seen


@pytest.mark.parametrize("backwards", [False, True])
def test_pages_show_everybody_once(session: Session, backwards: bool) -> None:
    wanted = sa.select(Market.id).where(Market.name.startswith("Zz")).order_by(*ORDER)
    everybody = list(session.scalars(wanted))
    assert len(everybody) == 60
    assert walked(session, backwards=backwards) == everybody[:: -1 if backwards else 1]


def test_a_row_that_is_gone_begins_the_list_anew(session: Session) -> None:
    statement = sa.select(Market.id).order_by(*ORDER)
    again = behind(session, statement, *ORDER, after=10**9)
    assert list(session.scalars(again)) == list(session.scalars(statement))


def test_pages_of_the_newest_show_everybody_once(session: Session) -> None:
    newest = sa.select(Market.id).order_by(Market.id.desc())
    seen: list[int] = []
    page: Page[int] = Page([], None)
    while not seen or page.after is not None:
        statement = one_more(newest.where(older(Market.id, page.after)))
        page = cut(session.scalars(statement), lambda market_id: market_id)
        seen += page.rows
    assert seen == list(session.scalars(newest))


@pytest.mark.parametrize(
    ("count", "start", "shown", "after"),
    [
        (0, 0, 0, None),
        (ROWS, 0, ROWS, None),
        (ROWS + 1, 0, ROWS, ROWS),
        (ROWS + 1, ROWS, 1, None),
        (2 * ROWS, ROWS, ROWS, None),
        (2 * ROWS + 1, ROWS, ROWS, 2 * ROWS),
        (3, 10**6, 0, None),
    ],
)
def test_a_list_is_cut_at_a_place(count: int, start: int, shown: int, after: int | None) -> None:
    everything = list(range(count))
    assert cut_at(everything, start) == Page(everything[start : start + shown], after)
    assert cut_from(everything[start : start + ROWS + 1], start) == cut_at(everything, start)


def test_what_is_shown_of_a_row_keeps_the_place() -> None:
    assert Page([1, 2], 7).showing(["a", "b"]) == Page(["a", "b"], 7)


@pytest.mark.parametrize(("place", "start"), [(1, 0), (25, 0), (26, 25), (50, 25), (51, 50)])
def test_a_place_stands_on_its_page(place: int, start: int) -> None:
    assert start_of(place) == start
