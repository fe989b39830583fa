"""The papers of a case: by place and order, with photos and letters."""
