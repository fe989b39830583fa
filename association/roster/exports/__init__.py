"""What a paguyuban takes away: the roster as a spreadsheet, and attendance sheets to print."""
