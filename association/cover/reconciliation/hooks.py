"""How a batch that came from a list is taken back."""

from association.cover.reconciliation import undoing
from association.roster.bulk.batches import changed_in
from association.roster.bulk.ways import WAYS, Way
from association.roster.history.kinds import BatchKind

WAYS[BatchKind.RECONCILE] = Way(changed_in, undoing.put_back)
