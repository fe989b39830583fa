"""What is written of people and their stalls: names, NIKs, phones, dates, cards."""
