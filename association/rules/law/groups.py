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
    CANDIDATE = "belum-bisa"
    READY = "bisa-dikirim"
    SENT = "dikirim"
    REGISTERED = "terdaftar"
    INELIGIBLE = "tidak-bisa"
    ENDED = "berhenti"
    PROCESS = "proses"  # these two are wider, and promised: old links go on working
    NEVER = "belum"


STATUSES: dict[Group, tuple[Status, ...]] = {
    Group.ACTIVE: (Status.ACTIVE,),
    Group.ENTRUSTED: (Status.ENTRUSTED,),
    Group.DUE: (Status.DUE,),
    Group.ARREARS: (Status.ARREARS,),
    Group.INACTIVE: (Status.INACTIVE,),
    Group.CANDIDATE: (Status.CANDIDATE,),
    Group.READY: (Status.READY,),
    Group.SENT: (Status.SENT,),
    Group.REGISTERED: (Status.REGISTERED,),
    Group.INELIGIBLE: (Status.INELIGIBLE,),
    Group.ENDED: (Status.ENDED,),
    Group.PROCESS: (Status.SENT, Status.REGISTERED),
    Group.NEVER: (Status.CANDIDATE, Status.READY),
}
WIDER = (Group.PROCESS, Group.NEVER)  # shown only when an old link asks for them
