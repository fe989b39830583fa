"""Cities, markets and the paguyuban in them: the ground that every other row stands on."""
