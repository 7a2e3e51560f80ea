"""Addresses of certificates and reports of a phase."""

from django.urls import path

from .views import papers

app_name = "rewards"

PHASE = "phong-trao/<slug:campaign>/dot-<int:number>"

urlpatterns = [
    path(f"{PHASE}/giay-chung-nhan/", papers.CertificateBatch.as_view(), name="certificates"),
    path(f"{PHASE}/bao-cao/", papers.InterimReport.as_view(), name="report"),
]
