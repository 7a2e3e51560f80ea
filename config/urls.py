"""The portal's addresses: each floor under its own words."""

from django.contrib import admin
from django.contrib.auth.views import LoginView, LogoutView
from django.urls import include, path

from . import views

urlpatterns = [
    path("", views.Home.as_view(), name="home"),
    path("health/", views.health, name="health"),
    path("dang-nhap/", LoginView.as_view(), name="login"),
    path("dang-xuat/", LogoutView.as_view(), name="logout"),
    path("thiet-lap/", admin.site.urls),
    path("", include("emulation.urls")),
    path("", include("scoring.urls")),
    path("", include("rewards.urls")),
]

handler400 = "config.views.bad_request"
handler403 = "config.views.permission_denied"
handler404 = "config.views.page_not_found"
handler500 = "config.views.server_error"
