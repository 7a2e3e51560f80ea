"""The middle floor: criteria, score sheets, results."""

from importlib import import_module

from django.apps import AppConfig


class ScoringConfig(AppConfig):
    name = "scoring"
    verbose_name = "Chấm điểm và kết quả"

    def ready(self):
        """Makes known what this floor foretells of changes made below, what it offers there, and its kinds of job."""
        import_module("scoring.forecasts")
        import_module("scoring.jobs")
        import_module("scoring.offers")
