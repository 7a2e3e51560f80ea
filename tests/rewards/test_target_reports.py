"""Reports on targets: one writes, another approves, each letter is sent, and nothing that was sent is ever changed."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from emulation.actions.files import write_files
from emulation.kit.audit import AuditEntry
from emulation.kit.evidence import judge
from rewards.actions import reports as deeds
from rewards.choices import ReportStatus
from rewards.models import Addressee, ReportDue, ReportLetter, ReportMove, TargetReport
from rewards.permissions import can_approve_report
from rewards.queries.reports import content_now, drawn_up, due_lines, has_second_person, stamp_of
from tests.evidence import picture
from tests.rewards.written import ALL_TEXTS, approved, due_of, sent, written
from tests.schools import enter, person

MADE, LAST = date(2023, 11, 20), date(2023, 11, 24)


@pytest.fixture
def report(school_campaign, deputy):
    return written(school_campaign, made_on=MADE, by=deputy)


@pytest.fixture
def ready(report, principal):
    return approved(report, by=principal)


def refusal(deed, *args, **more) -> str:
    with pytest.raises(deeds.ReportRefused) as refused, transaction.atomic():
        deed(*args, **more)
    return str(refused.value)


# Writing


def test_pressing_twice_begins_one_report(school_campaign, deputy, principal):
    made = [deeds.start_report(due_of(school_campaign), by=who) for who in (deputy, principal)]

    assert made[0] == made[1]
    assert (made[0].code, made[0].status, TargetReport.objects.count()) == ("BC-MNTH", "draft", 1)


def test_the_database_keeps_one_unfinished_report(report, deputy):
    with pytest.raises(IntegrityError), transaction.atomic():
        TargetReport.objects.create(due=report.due, version=2, replaces=report, written_by=deputy)


def test_of_two_who_write_at_once_the_second_is_told(report, deputy, principal):
    deeds.write_report(report, {"causes": "Thiếu máy"}, seen=report.edition, by=principal)

    with pytest.raises(deeds.TextsChanged) as changed:
        deeds.write_report(report, {"causes": "Máy hỏng"}, seen=report.edition, by=deputy)

    assert changed.value.standing.causes == "Thiếu máy"
    assert TargetReport.objects.get().causes == "Thiếu máy"


def test_saving_the_same_again_changes_neither_writer_nor_edition(report, principal):
    again = deeds.write_report(report, ALL_TEXTS, seen=0, by=principal)

    assert (again.edition, again.written_by) == (report.edition, report.written_by)


# Approving


def test_the_numbers_are_those_of_approved_readings_up_to_the_cut_off(school_campaign, report, deputy, principal):
    enter(school_campaign, 1, date(2023, 11, 15), 57, 60, by=deputy, approved_by=principal)
    enter(school_campaign, 1, date(2023, 11, 16), 60, 60, by=deputy, approved_by=principal)
    enter(school_campaign, 3, date(2023, 11, 14), 12, 12, by=deputy)

    first, _, third = drawn_up(report).lines[:3]

    assert (first.reading.part, first.state) == (57, "reached_late")
    assert (third.reading, third.state, third.waiting, drawn_up(report).waiting) == (None, "overdue", 1, 1)


def test_what_was_approved_says_the_same_whatever_comes_after(school_campaign, ready, deputy, principal):
    before = content_now(ready)
    enter(school_campaign, 1, date(2023, 11, 15), 57, 60, by=deputy, approved_by=principal)
    Addressee.objects.filter(campaign=school_campaign).update(name="Nơi khác")

    after = content_now(TargetReport.objects.for_page().get())

    assert (after, len(after.addressees)) == (before, 2)
    assert drawn_up(ready) != before


def test_a_frozen_report_that_was_tampered_with_is_not_read(ready):
    TargetReport.objects.update(sha256="0" * 64)

    with pytest.raises(ValueError, match="does not match its hash"):
        content_now(TargetReport.objects.for_page().get())


def test_approving_twice_changes_nothing(ready, principal):
    again = deeds.approve_report(ready, seen="", by=principal)

    assert (again.sha256, ReportLetter.objects.count(), ReportMove.objects.count()) == (ready.sha256, 2, 1)


def test_nobody_approves_own_words(report, deputy):
    assert "Người soạn không duyệt" in refusal(approved, report, by=deputy)
    with pytest.raises(IntegrityError), transaction.atomic():
        TargetReport.objects.update(status="approved", approved_by=deputy, approved_at=report.written_at, sha256="x")


def test_nobody_approves_what_was_not_looked_at(school_campaign, report, deputy, principal):
    seen = stamp_of(drawn_up(report))
    enter(school_campaign, 1, date(2023, 11, 15), 57, 60, by=deputy, approved_by=principal)

    assert "vừa thay đổi trong lúc bạn xem" in refusal(deeds.approve_report, report, seen=seen, by=principal)


def test_a_report_with_texts_missing_is_not_approved(school_campaign, deputy, principal):
    report = written(school_campaign, made_on=MADE, by=deputy, causes="")

    assert refusal(approved, report, by=principal).startswith("Chưa ghi: Nguyên nhân.")


def test_what_the_principal_has_written_the_deputy_approves(school_campaign, report, deputy, principal):
    union = person("union", "school_staff", school_campaign.ward)
    mine = deeds.write_report(report, {"causes": "Thiếu máy"}, seen=report.edition, by=principal)

    asked = [(who, one) for one in (report, mine) for who in (deputy, union, principal)]
    answers = [can_approve_report(who, one) for who, one in asked]

    assert answers == [False, False, True, True, True, False]


def test_a_school_with_one_account_has_nobody_to_approve(school_campaign, principal):
    report = written(school_campaign, made_on=MADE, by=principal)
    alone = has_second_person(report)
    person("deputy", "school_staff", school_campaign.ward)

    assert (alone, has_second_person(report)) == (False, True)


# Going back


def test_a_report_goes_back_for_a_reason_and_takes_its_letters_along(ready, deputy):
    assert "lý do" in refusal(deeds.return_report, ready, " ", by=deputy)

    back = next(deeds.return_report(ready, "Sai tên", by=deputy) for _ in range(2))

    assert (back.status, back.sha256, back.approved_by, ReportLetter.objects.count()) == ("draft", "", None, 0)
    assert list(ReportMove.objects.values_list("verb", "reason")) == [("approve", ""), ("return", "Sai tên")]


def test_reasons_stay_out_of_the_trail(ready, deputy):
    deeds.return_report(ready, "Cô Bắc ghi nhầm", by=deputy)

    assert not [entry for entry in AuditEntry.objects.all() if "Bắc" in str([entry.before, entry.after, entry.subject])]


# Sending


def test_the_first_letter_sent_freezes_the_report(ready, deputy):
    sent(ready.letters.first(), LAST, by=deputy)

    report = TargetReport.objects.for_page().get()
    assert report.status == ReportStatus.SENT
    assert "đã gửi nên giữ nguyên" in refusal(deeds.return_report, report, "Sai", by=deputy)
    assert "đã gửi nên giữ nguyên" in refusal(deeds.write_report, report, {"causes": "x"}, seen=2, by=deputy)


def test_a_letter_is_recorded_once_and_never_otherwise(ready, deputy):
    letter = ready.letters.first()
    for _ in range(2):
        sent(letter, LAST, by=deputy)

    assert "đã được ghi gửi ngày 24/11/2023" in refusal(sent, letter, date(2023, 11, 23), by=deputy)
    assert ReportMove.objects.filter(verb="send").count() == 1


def test_a_letter_of_a_report_that_went_back_meanwhile_is_refused_calmly(ready, deputy):
    letter = ready.letters.select_related("report__due").first()
    deeds.return_report(ready, "Sai tên", by=deputy)

    assert "vừa được trả về bản nháp" in refusal(sent, letter, LAST, by=deputy)


def test_scans_hang_on_the_letter_also_later_and_once(ready, deputy):
    letter = ready.letters.first()
    scans = [judge(picture(color=(shade, 0, 0)), "ban-chup.jpg") for shade in (10, 200)]
    too_early = refusal(deeds.add_scans, letter, write_files(scans[:1]), by=deputy)
    sent(letter, LAST, by=deputy, uploads=write_files(scans[:1]))

    added = [deeds.add_scans(letter, write_files(scans), by=deputy) for _ in range(2)]

    assert "chưa ghi là đã gửi" in too_early
    assert (added, letter.files.count()) == ([1, 0], 2)


def test_a_sending_recorded_again_with_another_scan_keeps_that_one_too(ready, deputy):
    letter = ready.letters.first()
    first, second = (judge(picture(color=(shade, 0, 0)), "ban-chup.jpg") for shade in (10, 200))

    for scans in ([first], [first, second], [second]):
        sent(letter, LAST, by=deputy, uploads=write_files(scans))

    assert sorted(one.sha256 for one in letter.files.all()) == sorted([first.sha256, second.sha256])


def interim_line(user, day=date(2023, 12, 1)):
    """How the report of 2023 stands on a day."""
    return next(one for one in due_lines(user, ReportDue.objects.all(), day) if one.due.number == 1)


def test_a_due_is_sent_when_its_last_letter_is(ready, deputy):
    first, second = ready.letters.all()

    sent(first, LAST, by=deputy)
    half = interim_line(deputy)
    sent(second, date(2023, 11, 27), by=deputy)
    whole = interim_line(deputy)

    assert (half.timing.sent_on, half.timing.days_late, half.unsent) == (None, 7, [second])
    assert (whole.timing.sent_on, whole.timing.days_late, whole.unsent) == (date(2023, 11, 27), 3, [])


# Replacing


def test_a_correction_is_a_new_version_and_makes_nothing_late(school_campaign, ready, deputy, principal):
    for letter in ready.letters.all():
        sent(letter, LAST, by=deputy, number="47/BC-MNTH", dated_on=MADE)
    old = TargetReport.objects.for_page().get()

    new = next(deeds.replace_report(old, "Sai số liệu", by=deputy) for _ in range(2))
    TargetReport.objects.filter(pk=new.pk).update(made_on=date(2023, 12, 1))
    new = approved(TargetReport.objects.for_page().get(pk=new.pk), by=principal)
    for letter in new.letters.all():
        sent(letter, date(2023, 12, 4), by=deputy)

    line = interim_line(deputy, date(2023, 12, 5))
    assert (TargetReport.objects.count(), line.report, line.timing.days_late) == (2, new, 0)
    assert content_now(new).replaces == "Báo cáo sơ kết số 47/BC-MNTH ngày 20/11/2023"
    assert content_now(old).replaces == ""


def test_what_was_not_sent_needs_no_replacement(ready, deputy):
    assert "chưa gửi nên chưa cần bản thay thế" in refusal(deeds.replace_report, ready, "Sai", by=deputy)
