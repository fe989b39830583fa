"""The roster of a paguyuban: members and their stalls."""
