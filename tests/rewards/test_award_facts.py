"""The papers of an award on its different ways: simple, secret, upward, paid; what each is filled with."""

from datetime import date

import pytest

from rewards.actions.meetings import close_meeting
from rewards.actions.votes import confirm_count, count_ballots, fill_votes
from rewards.documents.award_list import Awarded
from rewards.facts.award_material import Material
from rewards.facts.award_papers import pack_papers
from rewards.facts.packs import as_json, content_of, cross_check, sources_of
from rewards.models import AwardHistory, BaseSalary, BonusRate, Dossier
from tests.councils import ALL_BACK, conclude, make_award, nominate


def papers_of(phase, award) -> dict:
    """The papers by their path, and what each is filled with."""
    found = Material(phase, as_json(sources_of(phase).of(award)))
    return {f"{one.folder}/{one.name}": one.document.facts for one in pack_papers(found)}


@pytest.fixture
def rates():
    """Money of the day: 0,15 for a person, 0,30 for a collective."""
    BaseSalary.objects.all().delete()
    BonusRate.objects.all().delete()
    BaseSalary.objects.create(starts_on=date(2022, 1, 1), amount=2_530_000)
    for kind, coefficient in (("individual", "0.15"), ("collective", "0.30")):
        BonusRate.objects.create(form="merit", subject_kind=kind, starts_on=date(2022, 1, 1), coefficient=coefficient)


def test_the_simple_way_has_no_minutes_and_the_office_proposes(campaign, reviewed, clerk):
    award = make_award(campaign, procedure="simple")
    nominate(reviewed, award, "Lường Thị Chim", by=clerk)
    Dossier.objects.update(has_council=False)

    papers = papers_of(reviewed, award)

    assert list(papers) == [
        "01-to-trinh/to-trinh", "04-bao-cao-thanh-tich/ca-nhan", "05-danh-sach/danh-sach",
        "06-du-thao-quyet-dinh/quyet-dinh",
    ]  # fmt: skip
    letter = papers["01-to-trinh/to-trinh"]
    assert letter.letter.agencies == "Thường trực Thi đua - Khen thưởng phường Đồng Tâm"
    assert letter.review == (
        "Thường trực Thi đua - Khen thưởng đã thẩm định hồ sơ theo thủ tục đơn giản; 01 (một) đề nghị đủ điều kiện.",
    )


def test_a_secret_ballot_brings_its_counting_record(campaign, secret_meeting, secret_award, clerk, standing):
    fill_votes(secret_meeting, None, 7, 2, by=standing)
    count_ballots(secret_meeting, ALL_BACK, version=0, by=standing)
    secret_meeting.refresh_from_db()
    confirm_count(secret_meeting, seen=secret_meeting.version, by=clerk)
    meeting = close_meeting(conclude(secret_meeting), by=standing)

    content, _ = content_of(meeting.phase, secret_award, sources_of(meeting.phase))

    rows = {one.path: (one.figures[1], one.check.fits) for one in cross_check(content)}
    assert rows["03-bien-ban-kiem-phieu/phien-1"] == rows["02-bien-ban-hop/phien-1"] == ("2", True)


def test_whom_the_council_rejects_is_in_the_minutes_alone(reviewed, award, meeting, nominated, standing):
    fill_votes(meeting, None, 9, 0, by=standing)
    first = meeting.lines.order_by("position").first()
    first.in_favour, first.against = 2, 7
    first.save()
    close_meeting(conclude(meeting), by=standing)

    papers = papers_of(reviewed, award)

    names = [row[2] for row in papers["05-danh-sach/danh-sach"].tables[0].rows]
    assert names == ["Mai Văn Phượng", "Kiều Thị Bạch"]
    assert [vote.passed for vote in papers["02-bien-ban-hop/phien-1"].votes] == [False, True, True]
    letter = papers["01-to-trinh/to-trinh"]
    assert letter.review[1] == "Hội đồng đã xét 03 (ba) đề nghị, thông qua 02 (hai) đề nghị."


def test_upward_the_organiser_writes_to_the_office_above_and_drafts_no_decision(campaign, reviewed, clerk):
    award = make_award(campaign, upward_to="Ủy ban nhân dân tỉnh", granted_by="Chủ tịch Ủy ban nhân dân tỉnh")
    nominate(reviewed, award, "Lường Thị Chim", by=clerk)
    Dossier.objects.update(upward_to="Ủy ban nhân dân tỉnh")

    papers = papers_of(reviewed, award)

    assert list(papers)[-1] == "05-danh-sach/danh-sach"
    letter = papers["01-to-trinh/to-trinh"]
    assert letter.addressed == ("Ủy ban nhân dân tỉnh",)
    assert letter.letter.agencies == "Ủy ban nhân dân phường Đồng Tâm"


def test_money_is_counted_by_the_rates_of_the_day_in_every_paper(campaign, reviewed, clerk, rates):
    award = make_award(campaign, pays_bonus=True)
    nominate(reviewed, award, "Lường Thị Chim", by=clerk)
    nominate(reviewed, award, "Chi hội phụ nữ", by=clerk, subject_kind="collective")

    content, _ = content_of(reviewed, award, sources_of(reviewed))

    totals = {one.path: one.figures for one in cross_check(content) if one.check and one.check.total is not None}
    assert totals == dict.fromkeys(
        ["01-to-trinh/to-trinh", "05-danh-sach/danh-sach", "06-du-thao-quyet-dinh/quyet-dinh",
         "07-tien-thuong/danh-sach-chi-tien"],
        ("1", "1", "0", "1.140.000"),
    )  # fmt: skip


def test_money_nobody_knows_is_said_and_not_guessed(campaign, reviewed, clerk, rates):
    BonusRate.objects.all().delete()
    award = make_award(campaign, pays_bonus=True)
    nominate(reviewed, award, "Lường Thị Chim", by=clerk)

    content, papers = content_of(reviewed, award, sources_of(reviewed))

    assert "Chưa khai hệ số hoặc lương cơ sở của ngày lập, nên chưa ghi mức tiền thưởng." in content["lacks"]
    assert "07-tien-thuong" not in {one.folder for one in papers}


def test_a_report_tells_what_is_known_and_leaves_the_rest_to_a_pen(campaign, reviewed, award, ward, clerk):
    nominate(reviewed, award, "Lường Thị Chim", by=clerk, achievement="Hướng dẫn 120 hộ.", printed_place="Tổ trưởng")
    AwardHistory.objects.create(
        ward=ward, name="Bà Lường Thị Chim", year=2021, form="Giấy khen", decision="15/QĐ-UBND", made_by=clerk
    )

    [report] = papers_of(reviewed, award)["04-bao-cao-thanh-tich/ca-nhan"]

    assert report.merits == ("Hướng dẫn 120 hộ.", "", "")
    assert ("Chức vụ, đơn vị công tác", "Tổ trưởng") in report.particulars
    assert ("Quê quán", "") in report.particulars
    assert [(one.year, one.award) for one in report.previous] == [(2021, "Giấy khen")]
    assert report.confirmer.signer_title == "XÁC NHẬN CỦA ỦY BAN NHÂN DÂN PHƯỜNG ĐỒNG TÂM"


def test_very_many_households_are_reported_in_one_table(campaign, reviewed, award, clerk):
    names = [f"Sùng A {number}" for number in range(41)]
    nominate(reviewed, award, *names, by=clerk, subject_kind="household", salutation="Gia đình ông")

    report = papers_of(reviewed, award)["04-bao-cao-thanh-tich/ho-gia-dinh"]

    assert [row[1] for row in report.tables[0].rows] == [f"Gia đình ông {name}" for name in names]
    assert report.opening[0].startswith("41 (bốn mươi mốt) hộ gia đình được đề nghị tặng Giấy khen")


def test_the_same_person_is_printed_alike_in_letter_and_decision(campaign, reviewed, award, clerk):
    nominate(reviewed, award, "Lường Thị Chim", by=clerk, salutation="Bà")

    papers = papers_of(reviewed, award)

    expected = (Awarded("Lường Thị Chim", "", "Bà", "", None),)
    assert papers["01-to-trinh/to-trinh"].awarded.individuals == expected
    assert papers["06-du-thao-quyet-dinh/quyet-dinh"].awarded.individuals == expected
