"""Who may do what: people, teams, service accounts, their keys and their sessions."""
