"""Enrolment: registrations sent to BPJS Ketenagakerjaan in numbered batches, what came of each,
KPJ, and its end."""
