"""The top floor: certificates, reports and every other paper."""

from importlib import import_module

from django.apps import AppConfig


class RewardsConfig(AppConfig):
    name = "rewards"
    verbose_name = "Khen thưởng và giấy tờ"

    def ready(self):
        """Makes the floor's kinds of job known to the worker."""
        import_module("rewards.jobs")
