"""The middle floor: criteria, score sheets, results."""

from django.apps import AppConfig


class ScoringConfig(AppConfig):
    name = "scoring"
    verbose_name = "Chấm điểm và kết quả"
