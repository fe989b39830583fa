"""Events on stage: made through the actions, as the pages do."""

from datetime import datetime, timedelta

from flask import Flask

from association.events import actions
from association.events.actions import EventValues
from association.events.models import Kind
from tests.infra.cast import NOW, Cast, acting
from association.access.fence import set_reach
from association.access.reach import Visitor
from association.database import db
