"""Addresses of the registry and of background work."""

from django.urls import path

from .views import calendars, exports, households, imports, jobs, unit_changes, units

app_name = "emulation"

urlpatterns = [
    path("ho-gia-dinh/", households.HouseholdList.as_view(), name="households"),
    path("ho-gia-dinh/<int:pk>/", households.HouseholdDetail.as_view(), name="household"),
    path("ho-gia-dinh/xuat/", exports.HouseholdExport.as_view(), name="household_export"),
    path("ho-gia-dinh/xuat/danh-sach.xlsx", exports.HouseholdWorkbook.as_view(), name="household_workbook"),
    path("ho-gia-dinh/xuat/co-so-ca-nhan/", exports.NumberExport.as_view(), name="number_export"),
    path("nhap-danh-sach/", imports.HouseholdImportCreate.as_view(), name="household_import"),
    path("nhap-danh-sach/tep-mau.xlsx", imports.HouseholdTemplate.as_view(), name="household_template"),
    path("nhap-danh-sach/<uuid:pk>/", imports.HouseholdImportDetail.as_view(), name="household_import_preview"),
    path("nhap-danh-sach/<uuid:pk>/luu/", imports.HouseholdImportSave.as_view(), name="household_import_save"),
    path("phong-trao/<slug:campaign>/lich.ics", calendars.CampaignCalendar.as_view(), name="calendar"),
    path("lich/<slug:token>.ics", calendars.LinkedCalendar.as_view(), name="linked_calendar"),
    path("don-vi/", units.UnitList.as_view(), name="units"),
    path("don-vi/<int:pk>/", units.UnitDetail.as_view(), name="unit"),
    path("don-vi/<int:pk>/doi-ten/", unit_changes.UnitRename.as_view(), name="unit_rename"),
    path("don-vi/<int:pk>/sap-nhap/", unit_changes.UnitMerge.as_view(), name="unit_merge"),
    path("don-vi/<int:pk>/chia-tach/", unit_changes.UnitSplit.as_view(), name="unit_split"),
    path("viec-nen/<uuid:pk>/", jobs.JobDetail.as_view(), name="job"),
    path("viec-nen/<uuid:pk>/tep/", jobs.JobFile.as_view(), name="job_file"),
]
