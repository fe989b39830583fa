"""A paguyuban asks to join, follows its request, and the office answers."""
