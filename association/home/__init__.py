"""The first page of each role, and the place for everything else."""
