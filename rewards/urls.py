"""Addresses of certificates and reports of a phase."""

from django.urls import path

from .views import councils, meetings, papers, votes

app_name = "rewards"

PHASE = "phong-trao/<slug:campaign>/dot-<int:number>"

urlpatterns = [
    path(f"{PHASE}/giay-chung-nhan/", papers.CertificatePage.as_view(), name="certificates"),
    path(f"{PHASE}/bao-cao/", papers.ReportPage.as_view(), name="report"),
    path(f"{PHASE}/bao-cao/lap/", papers.ReportOrder.as_view(), name="report_order"),
]

MEETING = "phien-hop/<int:pk>"

urlpatterns += [
    path("hoi-dong/", councils.CouncilList.as_view(), name="councils"),
    path("hoi-dong/moi/", councils.CouncilNew.as_view(), name="council_new"),
    path("hoi-dong/<int:pk>/", councils.CouncilDetail.as_view(), name="council"),
    path("hoi-dong/<int:pk>/sua/", councils.CouncilChange.as_view(), name="council_change"),
    path("hoi-dong/<int:pk>/thanh-vien/moi/", councils.SeatAdd.as_view(), name="seat_add"),
    path("hoi-dong/<int:pk>/thanh-vien/<int:seat>/", councils.SeatChange.as_view(), name="seat_change"),
    path("hoi-dong/<int:pk>/phien-hop/moi/", councils.MeetingCall.as_view(), name="meeting_call"),
    path(f"{MEETING}/", meetings.MeetingDetail.as_view(), name="meeting"),
    path(f"{MEETING}/sua/", meetings.MeetingChange.as_view(), name="meeting_change"),
    path(f"{MEETING}/chuong-trinh/", meetings.Agenda.as_view(), name="agenda"),
    path(f"{MEETING}/chuong-trinh/<int:line>/bo/", meetings.AgendaDrop.as_view(), name="agenda_drop"),
    path(f"{MEETING}/tham-du/", meetings.AttendancePage.as_view(), name="attendance"),
    path(f"{MEETING}/xung-dot/", meetings.Conflicts.as_view(), name="conflicts"),
    path(f"{MEETING}/xung-dot/tra-loi/", meetings.ConflictsAnswer.as_view(), name="conflicts_answer"),
    path(f"{MEETING}/xung-dot/them/", meetings.SetAside.as_view(), name="set_aside"),
    path(f"{MEETING}/bieu-quyet/", votes.VotePage.as_view(), name="votes"),
    path(f"{MEETING}/bieu-quyet/ghi/", votes.VoteSave.as_view(), name="votes_save"),
    path(f"{MEETING}/bieu-quyet/dien/", votes.VotesFill.as_view(), name="votes_fill"),
    path(f"{MEETING}/bieu-quyet/<int:line>/chu-tri/", votes.TieDecide.as_view(), name="tie_decide"),
    path(f"{MEETING}/kiem-phieu/", votes.BallotsCount.as_view(), name="ballots_count"),
    path(f"{MEETING}/kiem-phieu/xac-nhan/", votes.BallotsConfirm.as_view(), name="ballots_confirm"),
    path(f"{MEETING}/buoc/<slug:step>/", meetings.MeetingStep.as_view(), name="meeting_step"),
]
