"""Who wants to write to SQLite: first come, first served, and nobody waits for ever."""

import threading
import time

from association.waiting import Line, still_waiting


def test_who_came_first_goes_first() -> None:
    line, order = Line(), list[int]()

    def come(number: int) -> None:
        with line.stand(10):
            order.append(number)

    threads = [threading.Thread(target=come, args=(number,)) for number in range(4)]
    with line.stand(10):
        for number, thread in enumerate(threads, 2):
            thread.start()
            while len(line._waiting) < number:
                time.sleep(0.001)
        assert order == []
    for thread in threads:
        thread.join()
    assert order == [0, 1, 2, 3]


def test_who_waited_in_vain_goes_on_and_is_told() -> None:
    line, told = Line(), list[bool]()

    def come() -> None:
        with line.stand(0.01):
            told.append(still_waiting())

    with line.stand(10):
        assert still_waiting()
        late = threading.Thread(target=come)
        late.start()
        late.join()
    assert told == [False]
    with line.stand(10):
        assert still_waiting()
