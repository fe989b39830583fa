"""The groups of statuses by which a roster is filtered and counted."""

from enum import StrEnum

from association.rules.law.coverage import Status


class Group(StrEnum):
    """The filters over the roster, in the words of its URLs (`?status=`)."""

    ALL = ""
    ACTIVE = "aktif"
    LAPSING = "habis"
    ENTRUSTED = "dititip"
    DUE = "jatuh-tempo"
    ARREARS = "menunggak"
    INACTIVE = "nonaktif"
    PROCESS = "proses"
    NEVER = "belum"
    INELIGIBLE = "tidak-bisa"
    ENDED = "berhenti"


STATUSES: dict[Group, tuple[Status, ...]] = {
    Group.ACTIVE: (Status.ACTIVE,),
    Group.ENTRUSTED: (Status.ENTRUSTED,),
    Group.DUE: (Status.DUE,),
    Group.ARREARS: (Status.ARREARS,),
    Group.INACTIVE: (Status.INACTIVE,),
    Group.PROCESS: (Status.SENT, Status.REGISTERED),
    Group.NEVER: (Status.CANDIDATE, Status.READY),
    Group.INELIGIBLE: (Status.INELIGIBLE,),
    Group.ENDED: (Status.ENDED,),
}
