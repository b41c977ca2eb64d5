"""An airline: its playbook, its year, a demonstration and a server."""
