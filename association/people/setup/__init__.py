"""The first start: the first admin, the city, its markets, the first officer."""
