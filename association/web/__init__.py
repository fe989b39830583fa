"""The HTTP kit without product words: set-up, gate, page, forms, headers, errors, logs."""
