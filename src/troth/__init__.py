"""troth: the system of record for a company's promises."""
