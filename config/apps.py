"""The top of the house, and the portal's own admin site in the portal's own words."""

from importlib import import_module

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.forms import IntegerField


class HouseConfig(AppConfig):
    name = "config"
    verbose_name = "Cổng thi đua"
    default = True

    def ready(self):
        """Makes the checks of a safe start known to Django, and mends a word of its Vietnamese."""
        import_module("config.checks")
        IntegerField.default_error_messages["invalid"] = "Hãy ghi một số nguyên."


class PortalAdminConfig(admin_apps.AdminConfig):
    default = False
    default_site = "config.admin_site.PortalAdminSite"
