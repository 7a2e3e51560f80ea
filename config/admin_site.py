"""Django admin as the place where campaigns, units and people are set up."""

from django.contrib import admin


class PortalAdminSite(admin.AdminSite):
    site_header = "Cổng thi đua: thiết lập"
    site_title = "Thiết lập cổng thi đua"
    index_title = "Phong trào, đơn vị, người dùng"
    site_url = "/"
