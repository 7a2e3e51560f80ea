"""The top floor: certificates, reports and every other paper."""

from django.apps import AppConfig


class RewardsConfig(AppConfig):
    name = "rewards"
    verbose_name = "Khen thưởng và giấy tờ"
