"""The ground floor: registry, campaigns, roles, audit, jobs."""

from django.apps import AppConfig


class EmulationConfig(AppConfig):
    name = "emulation"
    verbose_name = "Phong trào và danh bạ"
