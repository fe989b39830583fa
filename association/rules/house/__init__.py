"""The house's own rules: who may do what, months and money, marks, batches."""
