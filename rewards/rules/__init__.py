"""What a council, a dossier, a report must keep to: plain Python, to be checked against plan and law."""
