"""Awards as plan files say them."""

import copy
from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from django.forms.models import model_to_dict

from emulation.actions.copying import shifted
from emulation.plans import PlanError
from rewards.models import Award
from scoring.actions.copying import copy_campaign
from scoring.actions.plans import load_plan


def test_the_ward_has_giay_khen_of_the_law_and_recognitions_of_its_own(campaign):
    found = [(a.number, a.name, a.award_class, a.proposed_by) for a in Award.objects.filter(campaign=campaign)]

    assert found == [
        (1, "Tổ chuyển đổi số cộng đồng phường", "statutory", "units"),
        (2, "Tổ dân phố chuyển đổi số", "statutory", "highest_units"),
        (3, "Tập thể tiêu biểu trong chuyển đổi số", "statutory", "units"),
        (4, "Cá nhân tiêu biểu trong chuyển đổi số", "statutory", "units"),
        (5, "Gia đình công dân số", "recognition", "households"),
        (6, "Tổ dân phố chuyển đổi số", "recognition", "titled_units"),
    ]


def test_the_schools_awards_go_upward_with_the_papers_its_plan_names(school_campaign):
    awards = Award.objects.filter(campaign=school_campaign).for_page()

    assert [(a.form, len(a.standards.all()), a.upward_to[:24]) for a in awards] == [
        ("flag", 1, "Ủy ban nhân dân Quận 1 ("), ("commendation", 1, "Ủy ban nhân dân Quận 1 ("),
        ("merit", 3, "Ủy ban nhân dân Quận 1 ("), ("merit", 2, "Ủy ban nhân dân Quận 1 ("),
    ]  # fmt: skip
    assert {tuple(p.kind for p in a.papers.all()) for a in awards} == {("proposal", "minutes", "achievement")}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"form": "certificate"}, "hình thức theo luật"),
        ({"subjects": ["family"]}, "“subjects” có “family”"),
        ({"subjects": []}, "thiếu “subjects”"),
        ({"phase": 7}, "không có đợt mang số ấy"),
        ({"proposed_by": "households"}, "phải dành cho hộ gia đình"),
        ({"quota_percent": 10}, "Giới hạn là một số lượng"),
        ({"quorum_part": 4}, "không vượt quá toàn bộ"),
        ({"colour": "red"}, "“colour” mà cổng không hiểu"),
        ({"posting_days": 400}, "“posting_days”"),
        ({"form": "medal"}, "Mục \\[awards\\] thứ 1, “form”"),
    ],
)
def test_an_award_that_cannot_be_is_refused_with_its_place(db, plan, change, words):
    broken = copy.deepcopy(plan)
    broken["awards"][0] |= change

    with pytest.raises(PlanError, match=words):
        load_plan(broken, by=None)

    assert Award.objects.count() == 0


def test_a_copied_campaign_has_the_same_awards_for_its_own_year(campaign, standing):
    Award.objects.filter(number=2).update(phase=campaign.phases.get(number=2))
    order = shifted(campaign, 1)
    order = replace(order, values=order.values | {"code": "dong-tam-2023", "number": "", "issued_on": None})

    made = copy_campaign(campaign, order, by=standing)

    def said(of):
        left = ["id", "campaign", "phase", "wording"]
        awards = Award.objects.filter(campaign=of).for_page()
        parts = [[str(row) for row in (*a.standards.all(), *a.papers.all())] for a in awards]
        return [model_to_dict(a, exclude=left) for a in awards], parts

    assert said(made) == said(campaign)
    assert [a.phase and a.phase.campaign_id for a in Award.objects.filter(campaign=made)] == [
        None, made.pk, None, None, None, None,
    ]  # fmt: skip
    assert {a.wording[-4:] for a in Award.objects.filter(campaign=made)} == {"2023"}


def test_an_award_is_for_somebody(campaign):
    with pytest.raises(ValidationError, match="ít nhất một đối tượng"):
        Award(
            campaign=campaign, number=9, name="Khác", award_class="statutory", form="merit", granted_by="A"
        ).full_clean()
