"""Text as the rules read it: one spelling, without markup and quoted mail, cut into clauses."""
