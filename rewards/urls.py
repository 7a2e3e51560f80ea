"""Addresses of certificates and reports of a phase."""

from django.urls import path

from .views import papers

app_name = "rewards"

PHASE = "phong-trao/<slug:campaign>/dot-<int:number>"

urlpatterns = [
    path(f"{PHASE}/giay-chung-nhan/", papers.CertificatePage.as_view(), name="certificates"),
    path(f"{PHASE}/bao-cao/", papers.ReportPage.as_view(), name="report"),
    path(f"{PHASE}/bao-cao/lap/", papers.ReportOrder.as_view(), name="report_order"),
]
