"""The paguyuban's own list: members, their history, lists in and out, changes of many."""
