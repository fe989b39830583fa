"""What this room hands to the card of a member: both cards of who stood on two rosters work on."""

from association.office.regrouping.reads import twin_of
from association.public.status.actions import LEADS_ON

LEADS_ON.fill(twin_of)
