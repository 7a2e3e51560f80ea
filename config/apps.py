"""The top of the house, and the portal's own admin site in the portal's own words."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class HouseConfig(AppConfig):
    name = "config"
    verbose_name = "Cổng thi đua"
    default = True


class PortalAdminConfig(admin_apps.AdminConfig):
    default = False
    default_site = "config.admin_site.PortalAdminSite"
