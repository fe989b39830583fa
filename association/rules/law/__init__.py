"""What laws and public texts say: tariffs, coverage, benefits; dated rows with their source."""
