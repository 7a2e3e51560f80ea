"""The trail: every act leaves one entry inside its transaction; entries outlive what they speak of and never change."""

import pytest
from django.contrib import admin
from django.db import transaction
from django.urls import reverse

from emulation.kit import audit
from emulation.models import AuditEntry


def test_an_entry_tells_who_did_what_to_which_object(phase, clerk):
    audit.record("sửa đợt", phase, by=clerk, before={"status": "planned"}, after={"status": "open"})

    entry = AuditEntry.objects.latest("pk")
    assert (entry.actor_id, entry.actor, entry.verb) == (clerk.pk, "clerk", "sửa đợt")
    assert (entry.subject_type, entry.subject_id) == ("emulation.phase", str(phase.pk))
    assert (entry.subject, entry.before, entry.after) == (
        "Đợt 1 – Sơ kết",
        {"status": "planned"},
        {"status": "open"},
    )


def test_what_nobody_did_was_done_by_the_system(campaign):
    audit.record("nhắc hạn", campaign, by=None)

    entry = AuditEntry.objects.latest("pk")
    assert (entry.actor_id, entry.actor) == (None, "hệ thống")


def test_a_label_replaces_a_name_that_would_be_a_personal_value(household, clerk):
    member = household.members.first()

    entry = audit.record("xem số CCCD", member, by=clerk, label="Hộ T08-017, người thứ 1")

    assert entry.subject == "Hộ T08-017, người thứ 1"


@pytest.mark.parametrize("kind", ["household", "member"])
def test_the_names_of_households_and_members_are_not_in_the_trail(household, clerk, kind):
    subject = household if kind == "household" else household.members.first()

    entry = audit.record("xem", subject, by=clerk)

    assert "Sùng" not in entry.subject


def test_a_long_name_is_cut_not_refused(campaign):
    campaign.title = "Chuyển đổi số " * 30

    assert len(audit.record("sửa", campaign, by=None).subject) == 200


def test_an_act_that_is_rolled_back_leaves_no_entry(campaign, clerk):
    count = AuditEntry.objects.count()

    with transaction.atomic():
        audit.record("sửa", campaign, by=clerk)
        transaction.set_rollback(True)

    assert AuditEntry.objects.count() == count


def test_an_entry_outlives_its_object_and_its_actor(household, clerk):
    audit.record("xóa hộ", household, by=clerk)
    pk = str(household.pk)

    clerk.delete()
    household.delete()

    entry = AuditEntry.objects.get(verb="xóa hộ")
    assert (entry.actor, entry.subject, entry.subject_id) == ("clerk", "Hộ T08-017", pk)


def test_entries_about_an_object_come_newest_first(campaign, phase, clerk):
    audit.record("việc một", phase, by=clerk)
    audit.record("việc hai", campaign, by=clerk)
    audit.record("việc ba", phase, by=clerk)

    verbs = AuditEntry.objects.about(phase).values_list("verb", flat=True)

    assert list(verbs) == ["việc ba", "việc một", "mở đợt chấm điểm"]


def test_even_an_administrator_only_reads_the_trail(logged_in, administrator, phase, rf):
    request = rf.get("/")
    request.user = administrator
    page = admin.site.get_model_admin(AuditEntry)
    entry = AuditEntry.objects.latest("pk")

    assert page.has_view_permission(request, entry)
    assert not page.has_add_permission(request)
    assert not page.has_change_permission(request, entry)
    assert not page.has_delete_permission(request, entry)


def test_deleting_the_trail_over_the_admin_is_refused(logged_in, administrator, phase):
    client, entry = logged_in(administrator), AuditEntry.objects.latest("pk")
    listing = reverse("admin:emulation_auditentry_changelist")

    one = client.post(reverse("admin:emulation_auditentry_delete", args=[entry.pk]), {"post": "yes"})
    client.post(listing, {"action": "delete_selected", "_selected_action": [entry.pk], "post": "yes"})

    assert one.status_code == 403
    assert AuditEntry.objects.filter(pk=entry.pk).exists()
