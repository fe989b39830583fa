"""What the serving process does beside answering: sweeps away what is over, anchors the log."""

import random
import threading

import structlog
from flask import Flask

from association import retention
from association.database import db
from association.ledger.audit import anchors
from association.ledger.audit.anchors import Why
from association.web.versions import WATCH

FIRST, SWEEP_EVERY, ANCHOR_EVERY = 10, 10, 60  # seconds, minutes, minutes
TURN = 0.05  # seconds between two transactions, for those who wait to save

log = structlog.get_logger()


class Keeper(threading.Thread):
    """A thread that ends with its process. Of several processes each has its own; rows that one
    holds the others pass over."""

    def __init__(self, app: Flask) -> None:
        super().__init__(name="keeper", daemon=True)
        self.app = app
        self.over = threading.Event()

    def run(self) -> None:
        """Work now and then until `stop`."""
        self.anchor(Why.START)
        wait, rounds = float(FIRST), 0
        while not self.over.wait(wait):
            if rounds % (ANCHOR_EVERY // SWEEP_EVERY) == 0:
                self.anchor(Why.HOURLY)
            self.sweep()
            rounds += 1
            wait = SWEEP_EVERY * random.uniform(50, 70)  # noqa: S311 - so that processes take turns

    def stop(self) -> None:
        """End the work within seconds; what is done stays done, the rest waits for the next
        start."""
        self.over.set()
        self.join(5)
        self.anchor(Why.STOP)

    def anchor(self, why: Why) -> None:
        """Anchor the audit log, in the log of the server, too; says aloud what does not fit."""
        settings = self.app.extensions["guyub"]
        with self.app.app_context():
            try:
                line = anchors.anchor(db.session(), settings.instance, why, now=settings.now())
                if line:
                    log.info("audit anchor", line=line)
                if why is Why.START:
                    anchors.check(db.session(), anchors.anchors(settings.instance))
            except anchors.Unfit as unfit:
                log.error("audit log", says=str(unfit))
            except Exception as error:  # the next round tries again; the site goes on
                log.error("audit anchor failed", kind=type(error).__name__)
            finally:
                db.session.remove()

    def sweep(self) -> None:
        """Sweep away what is over."""
        with self.app.app_context():
            if not self.app.extensions[WATCH].fits():
                return  # another version of Guyub has the database now
            try:
                gone = retention.sweep(
                    now=self.app.extensions["guyub"].now(),
                    step=lambda _rows: not self.over.wait(TURN),
                )
                if any(gone.values()):
                    log.info("swept", **{name: count for name, count in gone.items() if count})
            except Exception as error:  # a database that is busy or away: the next round
                log.error("sweep failed", kind=type(error).__name__)
            finally:
                db.session.remove()  # and with it the reach Everywhere
