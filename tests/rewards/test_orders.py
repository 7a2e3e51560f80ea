"""Orders of papers: refused in words while the plan cannot be cited, and true to what was scored and frozen."""

import pytest
from django.core.management import CommandError, call_command

from emulation.choices import JobStatus, PaperFormat
from emulation.kit import jobs
from emulation.models import Campaign, Job, Phase, User
from rewards.actions.papers import order_report
from rewards.documents.report_words import counting_words
from rewards.facts.phase_papers import report_facts
from scoring.actions.phases import close_phase
from scoring.actions.plans import load_plan
from scoring.models import ResultRules
from tests.mixed_plan import HOUSEHOLD_CRITERIA
from tests.worded import words_of


@pytest.fixture
def phase_of_households(plan, db):
    """The plan as one that scores nobody but households."""
    only = {name: table for name, table in plan.items() if name != "criteria"}
    made = load_plan(only | {"household_criteria": HOUSEHOLD_CRITERIA}, by=None)
    return Phase.objects.for_page().get(campaign=made, number=1)


def test_a_report_of_a_draft_without_a_day_of_issue_is_refused_in_words(logged_in, campaign, standing):
    Campaign.objects.update(issued_on=None)

    answer = logged_in(standing).post("/phong-trao/dong-tam-2022/dot-1/bao-cao/lap/", follow=True)

    assert "chưa có số, ngày ban hành hoặc cơ quan ban hành" in answer.content.decode()
    assert not Job.objects.exists()


def test_a_report_is_made_as_word_where_word_is_asked_for(logged_in, phase, standing):
    browser = logged_in(standing)

    page = browser.post("/phong-trao/dong-tam-2022/dot-1/bao-cao/lap/", {"format": "docx"})
    jobs.run_next()

    file = browser.get(f"{page.url}tep/")
    assert file["Content-Disposition"] == 'attachment; filename="bao-cao-dong-tam-2022-dot-1.docx"'
    assert file["Content-Type"] == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert "BÁO CÁO Sơ kết phong trào thi đua “Chuyển đổi số”" in words_of(b"".join(file))


def test_the_two_formats_are_two_jobs_and_each_is_ordered_once(phase, standing):
    kinds = [PaperFormat.PDF, PaperFormat.WORD, PaperFormat.WORD]

    ordered = [order_report(phase, kind, by=standing) for kind in kinds]

    assert [job.file_name.rpartition(".")[2] for job in ordered] == ["pdf", "docx", "docx"]
    assert ordered[1] == ordered[2]
    assert Job.objects.count() == 2


def test_the_command_writes_word_too(phase, tmp_path):
    call_command("report", phase="dong-tam-2022/1", out=tmp_path / "bao-cao.docx", word=True)

    assert words_of((tmp_path / "bao-cao.docx").read_bytes()).startswith("ỦY BAN NHÂN DÂN")


def test_the_command_says_the_same(campaign, tmp_path):
    Campaign.objects.update(issued_on=None)

    with pytest.raises(CommandError, match="chưa lập được giấy tờ"):
        call_command("report", phase="dong-tam-2022/1", out=tmp_path / "bao-cao.pdf")


def test_a_report_is_made_where_only_households_are_scored(phase_of_households):
    phase = phase_of_households

    job = order_report(phase, by=User.objects.create_user("clerk"))
    jobs.run_next()

    job.refresh_from_db()
    assert (job.status, job.error) == (JobStatus.DONE, "")
    lines = counting_words(report_facts(phase))
    assert lines[0] == "“Gia đình công dân số”: cả hộ đạt bộ tiêu chí “Tiêu chí của hộ”"


def test_at_least_one_person_is_printed_as_it_is_judged(phase):
    ResultRules.objects.update(household_rule="one")

    lines = counting_words(report_facts(phase))

    assert lines[2].startswith("“Gia đình công dân số”: hộ có ít nhất một người thuộc diện chấm điểm đạt")


def test_the_page_of_certificates_counts_what_was_frozen(logged_in, phase, household, score, standing):
    score(household)
    close_phase(phase, by=standing)
    household.members.update(born_on="1968-01-01")  # the child would be scored now

    page = logged_in(standing).get("/phong-trao/dong-tam-2022/dot-1/giay-chung-nhan/")

    assert page.context["result"].passing == 1
