"""Who would get a member's benefits: the heirs, noted before anybody needs them."""
