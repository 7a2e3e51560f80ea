"""Anybody's page of a posted list: light, unseen, without names before and afterwards."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from rewards.models import Nomination, PostingLine
from scoring.models import SelfSheet
from tests.rewards.dossiers import dossier_for, walked
from tests.rewards.nominated import nominated
from tests.rewards.postings import TEAM, closed, drawn_up, posted, public, text_of


def test_the_public_page_is_light_unseen_and_says_how_to_object(hung):
    answer = Client().get(public(hung))

    said = text_of(answer)
    assert "từ 12/10/2026 đến hết 22/10/2026" in said
    assert "Thường trực Thi đua - Khen thưởng phường Đồng Tâm" in said
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert "<script" not in said
    assert "sessionid" not in answer.cookies


def test_a_full_public_page_stays_below_thirty_kilobytes(hung):
    PostingLine.objects.filter(posting=hung).update(
        printed_name="Công Tằng Tôn Nữ Nguyễn Thị Phương Thảo Uyên", printed_place="Tổ dân phố số 8, phường Đồng Tâm"
    )
    first = hung.lines.first()
    for position in range(3, 121):
        one = Nomination.objects.get(pk=first.nomination_id)
        one.pk, one.key, one.subject_key = None, uuid.uuid4(), f"name:{position}|"
        one.save(force_insert=True)
        PostingLine.objects.create(
            posting=hung, nomination=one, position=position, subject_kind="household", salutation="Gia đình bà",
            printed_name="Công Tằng Tôn Nữ Nguyễn Thị Phương Thảo Uyên", printed_place="Tổ dân phố số 8",
        )  # fmt: skip

    pages = [Client().get(f"{public(hung)}?page={number}") for number in (1, 2)]

    assert max(len(page.content) for page in pages) < 30_000
    assert [text_of(page).count("Công Tằng") for page in pages] == [100, 20]


def test_before_its_first_day_and_after_its_end_the_public_page_has_no_names(hung, standing, it_is):
    it_is(2026, 10, 11, 9)
    assert "Chưa đến ngày niêm yết." in text_of(Client().get(public(hung)))
    assert TEAM not in text_of(Client().get(public(hung)))

    it_is(2026, 10, 23, 9)
    assert TEAM in text_of(Client().get(public(hung)))
    closed(hung, by=standing)
    said = text_of(Client().get(public(hung)))
    assert "Thời gian niêm yết đã hết" in said
    assert TEAM not in said


def test_an_unknown_address_is_a_calm_page_and_nothing_can_be_posted(hung):
    answer = Client().get("/niem-yet/0123456789abcdef0123456789abcdef/")

    assert answer.status_code == 404
    assert "Không có danh sách niêm yết ở địa chỉ này" in text_of(answer)
    assert Client().post(public(hung)).status_code == 405


# Who does not agree to be made public


@pytest.fixture
def households(phase, make_household, clerk, standing, it_is):
    """Two households the council has passed for award 5; the second one did not agree to be made public."""
    it_is(2026, 10, 12, 9)
    homes = [make_household("8", name, 1970) for name in ("Sùng A Chử", "Vũ Văn Mạnh")]
    for number, home in enumerate(homes):
        nominated(
            phase, 5, phase.campaign.ward, home.head_name, by=clerk, subject_kind="household", household=home.pk,
            subject_key=f"household:{home.pk}", salutation="Gia đình ông", position=number,
        )  # fmt: skip
    SelfSheet.objects.create(phase=phase, household=homes[0], consent_wording=1, may_publish=True)
    SelfSheet.objects.create(phase=phase, household=homes[1], consent_wording=1, may_publish=False)
    walked(dossier_for(phase, 5, phase.campaign.ward, by=clerk), "met", unit=clerk, office=standing)


def test_who_does_not_agree_to_be_made_public_is_named_before_and_left_out_online(
    logged_in, households, phase, standing
):
    draft = drawn_up(phase, 5, by=standing)
    url = reverse("rewards:posting", args=[phase.campaign.code, phase.number, draft.pk])
    assert "1 hộ không đồng ý công khai kết quả: dòng 2." in text_of(logged_in(standing).get(url))

    said = text_of(Client().get(public(posted(phase, 5, by=standing))))

    assert "Gia đình ông Sùng A Chử" in said
    assert "Vũ Văn Mạnh" not in said
    assert "1 hộ không hiện tên ở trang này" in said
