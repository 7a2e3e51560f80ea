"""The top floor: certificates, reports and every other paper."""

from importlib import import_module

from django.apps import AppConfig


class RewardsConfig(AppConfig):
    name = "rewards"
    verbose_name = "Khen thưởng và giấy tờ"

    def ready(self):
        """Makes known the floor's kinds of job and the parts of a plan file that it sets up."""
        import_module("rewards.jobs")
        import_module("rewards.actions.report_plans")
        import_module("rewards.actions.award_plans")
