"""Lists pasted from WhatsApp: the questions about lines that nobody but the leader can explain."""
