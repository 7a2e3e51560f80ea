"""What of the top floor is set up in the administration."""
