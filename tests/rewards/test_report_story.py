"""The reports of 2023 and 2025: one in time, one late, to others since the district is gone; worked out by hand."""

from datetime import date
from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command
from docx import Document as open_docx

from emulation.models import User
from rewards.actions.practice_reports import make_practice_reports
from rewards.actions.reports import start_report, write_report
from rewards.facts.target_reports import paper_of
from rewards.models import ReportDue, TargetReport
from rewards.queries.reports import due_lines
from rewards.words.reports import due_row
from scoring.actions.practice_school import make_practice_school
from tests.printed import pages_of
from tests.rewards.written import ALL_TEXTS, approved, due_of, sent


@pytest.fixture
def practice(db):
    campaign = make_practice_school()[0]
    make_practice_reports(campaign)
    return campaign


@pytest.fixture
def deputy(practice):
    return User.objects.get(username="deputy")


def times(user, *today) -> dict[str, str]:
    return {one.due.name: due_row(one).time for one in due_lines(user, ReportDue.objects.all(), date(*today))}


def words(report, letter=None) -> str:
    return " ".join(pages_of(paper_of(report, letter).pdf())).replace("\u00a0", " ")


def finished(campaign, deputy, made_on: date) -> TargetReport:
    """The report of 2025 with its texts, approved by the principal."""
    draft = TargetReport.objects.for_page().get(due__number=2)
    draft = write_report(draft, ALL_TEXTS | {"made_on": made_on}, seen=draft.edition, by=deputy)
    return approved(draft, by=User.objects.get(username="principal"))


def test_the_report_of_2023_went_in_time_to_the_two_of_the_district(practice, deputy):
    report = TargetReport.objects.for_page().get(due__number=1)

    letters = [(one.addressed[:21], one.sent_on.day, one.number) for one in report.letters.all()]

    assert letters == [("Ủy ban nhân dân Quận ", 23, "47/BC-MNTH"), ("Phòng Giáo dục và Đào", 24, "47/BC-MNTH")]
    assert times(deputy, 2023, 12, 1)["Báo cáo sơ kết"] == "đã gửi 24/11/2023"


def test_the_numbers_of_2023_are_those_worked_out_by_hand(practice):
    said = [
        (line.number, line.goal.due_on.year, line.state, line.reading and (line.reading.part, line.reading.whole))
        for line in TargetReport.objects.get(due__number=1).frozen.lines
    ]

    assert said == [
        (1, 2022, "reached", (57, 60)),  # 95 % exactly, on 20/12/2022
        (2, 2022, "reached", (None, None)),
        (3, 2022, "reached_late", (12, 12)),  # 9 of 12 at the deadline
        (4, 2022, "reached", (None, None)),
        (5, 2022, "reached", (297, 300)),
        (5, 2025, "reached_old", (297, 300)),  # 340 days before 15/11/2023
        (6, 2022, "overdue", (1290, 1300)),
        (7, 2025, "no_reading", None),
        (8, 2025, "no_reading", None),
        (9, 2025, "not_yet", (180, 420)),
        (10, 2025, "no_reading", None),
    ]


def test_the_paper_of_2023_says_them(practice):
    report = TargetReport.objects.for_page().get(due__number=1)

    text = words(report)

    for said in (
        "ỦY BAN NHÂN DÂN QUẬN 1",
        "Số: 47/BC-MNTH Quận 1, ngày 22 tháng 11 năm 2023",
        "kế hoạch có 10 chỉ tiêu với 11 mốc: 04 mốc đạt; 01 mốc đạt theo lần đo trước đây, cần đo lại; "
        "01 mốc đạt sau hạn; 01 mốc quá hạn mà chưa đạt; 01 mốc chưa đạt, còn trong hạn; "
        "03 mốc chưa đến hạn, chưa có số liệu.",
        "Chỉ tiêu 6 (Hồ sơ công việc trên mạng): 1.290/1.300 hồ sơ (99,2 %), còn thiếu 10 hồ sơ để đạt 100 %",
        "Vũ Thị Ngọc Bắc",
        "- Như kính gửi; - Lưu: VT.",
    ):
        assert said.replace(" ", "") in text.replace(" ", "")
    assert "DỰ THẢO" not in text


def test_one_addressee_gets_a_letter_of_its_own(practice):
    report = TargetReport.objects.for_page().get(due__number=1)

    text = words(report, report.letters.last())

    assert "Kính gửi: Phòng Giáo dục và Đào tạo Quận 1 (qua bộ phận thi đua, khen thưởng)." in text
    assert "Kính gửi: - Ủy" not in text


def test_the_report_of_2025_goes_late_to_the_ward_that_came_after_the_district(practice, deputy):
    before = times(deputy, 2025, 11, 19)["Báo cáo tổng kết"], times(deputy, 2025, 11, 26)["Báo cáo tổng kết"]
    report = finished(practice, deputy, date(2025, 11, 25))
    sent(report.letters.get(), date(2025, 11, 27), by=deputy)

    text = words(TargetReport.objects.for_page().get(due__number=2))

    assert before == ("còn 5 ngày", "quá hạn 2 ngày")
    assert times(deputy, 2026, 1, 1)["Báo cáo tổng kết"] == "đã gửi 27/11/2025, trễ 3 ngày"
    assert report.letters.get().addressed == "Ủy ban nhân dân phường Bến Nghé (qua Phòng Văn hóa – Xã hội)"
    assert "PHƯỜNG BẾN NGHÉ" in text
    assert "Bến Nghé, ngày" in text
    assert "Quận 1, ngày" not in text
    assert "Còn 01 số liệu đã đo nhưng chưa được duyệt nên chưa tính vào báo cáo này." in text  # the survey of 10/11


def test_made_before_july_2025_it_would_still_go_to_the_district(practice, deputy):
    report = finished(practice, deputy, date(2025, 6, 30))

    assert [one.addressed[:21] for one in report.letters.all()] == ["Ủy ban nhân dân Quận ", "Phòng Giáo dục và Đào"]


def test_a_draft_keeps_number_and_date_open_and_room_to_write(practice):
    text = words(TargetReport.objects.for_page().get(due__number=2))

    assert "DỰ THẢO" in text
    assert "Số: /BC-MNTH" in text
    assert "ngày tháng năm 2025" in text
    assert text.count("......") >= 5


def test_the_command_writes_either_kind(practice, tmp_path):
    out = StringIO()
    for name in ("a.pdf", "a.docx"):
        call_command("target_report", "--campaign=tuoi-hong-2022", "--report=1", f"--out={tmp_path / name}", stdout=out)

    heading = [one.text for one in open_docx(BytesIO((tmp_path / "a.docx").read_bytes())).paragraphs if one.text]

    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    assert "BÁO CÁO" in heading
    assert "Đã ghi Báo cáo sơ kết (đã gửi) vào" in out.getvalue()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"out": "a.txt"}, "phải kết thúc bằng .pdf hoặc .docx"),
        ({"report": 3}, "Các kỳ trong cổng: tuoi-hong-2022 1, tuoi-hong-2022 2"),
        ({"out": "no-folder/a.pdf"}, "Không ghi được tệp"),
    ],
)
def test_the_command_says_what_is_wrong(practice, tmp_path, changes, sentence):
    told = {"campaign": "tuoi-hong-2022", "report": 1, "out": "a.pdf"} | changes

    with pytest.raises(CommandError, match=sentence):
        call_command(
            "target_report", f"--campaign={told['campaign']}", f"--report={told['report']}",
            f"--out={tmp_path / told['out']}",
        )  # fmt: skip


def test_what_nobody_has_begun_cannot_be_printed(school_campaign, tmp_path):
    with pytest.raises(CommandError, match="chưa có ai soạn"):
        call_command("target_report", "--campaign=tuoi-hong-2022", "--report=1", f"--out={tmp_path / 'a.pdf'}")


def test_a_plan_without_anybody_who_signs_gives_no_paper(school_campaign, tmp_path):
    start_report(due_of(school_campaign), by=User.objects.create_user("deputy"))
    school_campaign.issuers.all().delete()

    with pytest.raises(CommandError, match="chưa ghi cơ quan ban hành và người ký"):
        call_command("target_report", "--campaign=tuoi-hong-2022", "--report=1", f"--out={tmp_path / 'a.pdf'}")
