"""Events that the city's officers hold for several paguyuban."""
