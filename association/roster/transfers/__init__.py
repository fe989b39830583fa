"""Members offered to another paguyuban of the city, and taken over once its leader accepts."""
