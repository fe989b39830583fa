"""Joining BPJS Ketenagakerjaan and staying covered: contributions, cash, enrolment, reminders."""
