"""How the tables of connectors came to be."""
