"""From the closed phase of the ward to a list of nominations, as the standing office and a neighbourhood walk it."""

import pytest
from django.urls import reverse

from emulation.models import AuditEntry
from rewards.models import Nomination
from scoring.actions.phases import close_phase, reopen_phase
from scoring.actions.sheets import Entry, record_scores


@pytest.fixture
def page(closed):
    """An address of the phase: page("awards"), page("award_proposal", 5)."""
    return lambda name, *more: reverse(f"rewards:{name}", args=[closed.campaign.code, closed.number, *more])


def press_proposal(client, url):
    proposal = client.get(url).context["proposal"]
    return client.post(url, {"seen": proposal.stamp}, follow=True)


def test_the_ward_goes_from_results_to_confirmed_nominations(logged_in, standing, closed, page, named):
    client = logged_in(standing)
    for number in (2, 5, 6):
        press_proposal(client, page("award_proposal", number))
    client.post(
        page("nomination_add", 4, "ca-nhan"),
        {
            "key": "6f1c1f0e-8a51-4c0e-9a53-0d3e5a6b7c8d",
            "submitted_by": closed.campaign.ward.pk,
            "salutation": "Bà",
            "printed_name": "Nguyễn Thị Kiều Ngọc Hưởng",
            "printed_place": "Tổ chuyển đổi số cộng đồng tổ dân phố số 14",
            "gender": "female",
            "achievement": "Hướng dẫn 120 hộ cài đặt ứng dụng.",
        },
    )
    everything = {"act": "confirm", "scope": "whole"}

    asked = client.post(page("nomination_acts"), everything)
    done = client.post(page("nomination_acts"), everything | {"sure": "1"}, follow=True)

    assert named(2) == ["Tổ dân phố số 1", "Tổ dân phố số 8"]
    assert named(5) == [
        "Gia đình ông Vũ Văn Mạnh", "Gia đình bà Hồ Thị Mai", "Gia đình ông Sùng A Chử", "Gia đình bà Lô Thị Nga",
        "Gia đình ông Nguyễn Quang Trung",
    ]  # fmt: skip
    assert named(6) == ["Tổ dân phố số 1", "Tổ dân phố số 8"]
    assert named(4) == ["Bà Nguyễn Thị Kiều Ngọc Hưởng"]
    assert (asked.context["told"].done, asked.context["told"].asked) == (10, 10)
    assert [str(one) for one in done.context["messages"]] == ["Đã xác nhận 10 đề nghị."]
    assert Nomination.objects.exclude(confirmed_by=standing).count() == 0
    assert [line["line"].standing for line in done.client.get(page("awards")).context["lines"]] == [0, 2, 0, 1, 5, 2]


def test_ties_are_all_listed_for_the_council_to_decide(logged_in, standing, page):
    answer = press_proposal(logged_in(standing), page("award_proposal", 2))

    found = list(Nomination.objects.filter(award__number=2).values_list("rank", "is_tied", "part", "whole"))
    assert found == [(1, True, 2, 2), (1, True, 2, 2)]
    assert answer.context["lines"][1]["line"].tied == 2


def test_a_phase_opened_again_marks_what_no_longer_fits_and_the_next_closing_says_what_differs(
    logged_in, standing, clerk, closed, page, homes, propose, named
):
    propose(5)
    client = logged_in(standing)
    reopen_phase(closed, "Nhập nhầm phiếu", by=standing)
    marked = client.get(page("awards")).context["lines"][4]["line"].unmatched
    member = homes[0].members.get()
    record_scores(homes[0], closed, [Entry(member.pk, "0" * 10, 1)], by=clerk)
    close_phase(closed, by=standing)
    proposal = client.get(page("award_proposal", 5)).context["proposal"]

    answer = press_proposal(client, page("award_proposal", 5))

    assert marked == 5
    assert ([one.full_name for one in proposal.gone], len(proposal.refreshed)) == (["Gia đình ông Sùng A Chử"], 4)
    assert [str(one) for one in answer.context["messages"]] == [
        "Đã cập nhật số liệu cho 4 đề nghị đã có. Còn 1 đề nghị không còn trong kết quả: hãy xem rồi rút."
    ]
    unmatched = client.get(page("nominations") + "?state=unmatched")
    assert [row.one.full_name for row, _ in unmatched.context["rows"]] == ["Gia đình ông Sùng A Chử"]


def test_an_open_phase_is_refused_in_words(logged_in, standing, phase, award_of):
    url = reverse("rewards:award_proposal", args=[phase.campaign.code, phase.number, 5])

    answer = logged_in(standing).post(url, follow=True)

    assert "chưa chốt" in str(next(iter(answer.context["messages"])))
    assert Nomination.objects.count() == 0


def test_an_officer_sees_and_confirms_only_what_the_own_neighbourhood_proposes(
    logged_in, officer_of, page, propose, named
):
    propose(5)
    client = logged_in(officer_of("14"))

    rows = client.get(page("nominations")).context["rows"]
    client.post(page("nomination_acts"), {"act": "confirm", "scope": "whole", "sure": "1"})

    assert [row.one.full_name for row, _ in rows] == ["Gia đình ông Nguyễn Quang Trung"]
    assert Nomination.objects.exclude(confirmed_at=None).count() == 1


def test_the_trail_names_nobody(propose, named):
    propose(5)

    entries = AuditEntry.objects.filter(verb="đề nghị khen thưởng theo quy tắc")

    assert [entry.after for entry in entries] == [{"award": 5, "snapshot": 1, "added": 5, "refreshed": 0}]
