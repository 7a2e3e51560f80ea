"""Addresses of the registry and of background work."""

from django.urls import path

from .views import commitments, households, imports, jobs

app_name = "emulation"

PLEDGES = "phong-trao/<slug:campaign>/cam-ket"

urlpatterns = [
    path("ho-gia-dinh/", households.HouseholdList.as_view(), name="households"),
    path("ho-gia-dinh/<int:pk>/", households.HouseholdDetail.as_view(), name="household"),
    path("nhap-danh-sach/", imports.HouseholdImportCreate.as_view(), name="household_import"),
    path("nhap-danh-sach/tep-mau.xlsx", imports.HouseholdTemplate.as_view(), name="household_template"),
    path("nhap-danh-sach/<uuid:pk>/", imports.HouseholdImportDetail.as_view(), name="household_import_preview"),
    path("nhap-danh-sach/<uuid:pk>/luu/", imports.HouseholdImportSave.as_view(), name="household_import_save"),
    path("viec-nen/<uuid:pk>/", jobs.JobDetail.as_view(), name="job"),
    path("viec-nen/<uuid:pk>/tep/", jobs.JobFile.as_view(), name="job_file"),
    path(f"{PLEDGES}/", commitments.CommitmentList.as_view(), name="commitments"),
    path(f"{PLEDGES}/ghi/", commitments.CommitmentRecord.as_view(), name="commitment_record"),
    path(f"{PLEDGES}/<int:pk>/bo/", commitments.CommitmentWithdraw.as_view(), name="commitment_withdraw"),
    path(f"{PLEDGES}/danh-sach.pdf", commitments.PledgeListPaper.as_view(), name="pledge_list"),
]
