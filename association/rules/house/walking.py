"""Where a stall comes on the walk through a market, by numbers: 10, 20, 30; gaps leave room."""

from collections.abc import Mapping, Sequence

LAST = 9999
STEP = 10  # between numbers that are given of themselves
PUSHED = 100  # stalls that make room for others at once, at most; behind them two share a number
Walks = Mapping[int, int | None]


def arranged(order: Sequence[int], walks: Walks, typed: Walks) -> dict[int, int | None]:
    """Give the numbers that change when some are typed anew: who stood at such a number makes room
    for it by one, and so on as far as there is no gap.

    `order` are all stalls as they stand on the page: two of the same number typed at once keep it.
    Those that shared a number before, and are not in the way, go on sharing it.
    """
    place = {stall: at for at, stall in enumerate(order)}
    after = {**walks, **typed}
    numbered = [(number, stall) for stall, number in after.items() if number is not None]
    numbered.sort(key=lambda one: (one[0], one[1] not in typed, place[one[1]]))
    moved, last = 0, 0  # `last`: the number of one who came anew, or made room
    for number, stall in numbered:
        if number <= last < LAST and moved < PUSHED + len(typed):
            after[stall] = last + 1
        if stall in typed or after[stall] != number:
            moved, last = moved + 1, after[stall] or 0
    return {stall: number for stall, number in after.items() if number != walks[stall]}


def filled(walks: Walks, part: Sequence[int]) -> dict[int, int | None]:
    """Number those of a part that have no number, in its order, behind the last one in use."""
    last = max((number for number in walks.values() if number is not None), default=0)
    empty = [stall for stall in part if walks[stall] is None]
    first = last - last % STEP + STEP
    numbers = [min(first + STEP * at, LAST) for at in range(len(empty))]
    return dict(zip(empty, numbers, strict=True))
