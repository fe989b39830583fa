"""Who said they would come to an event, and what invites them: public page, poster, calendar
files."""
