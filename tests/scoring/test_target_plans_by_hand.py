"""Targets written by people: added, ordered, removed in a draft; after the launch corrected, and only added to."""

from datetime import date

import pytest

from emulation.actions.drafts import NotADraft
from emulation.kit.rows import RowsChanged, stamp_of
from emulation.models import AuditEntry, Campaign
from scoring.actions.launching import open_next_phase
from scoring.actions.staff_items import change_item
from scoring.actions.target_plans import TargetRefused, remove_target, save_target, target_tables
from scoring.models import StaffItem, Target
from tests.schools import enter

CHAPTER = "/phong-trao/tuoi-hong-2022/soan/chi-tieu/"
END = date(2025, 12, 31)
WORDS = {
    "label": "Chữ ký số", "text": "100% tổ trưởng có chữ ký số.", "kind": "share", "direction": "at_least",
    "measure": "người", "counted": "Tổ trưởng", "owner": "", "source": "Danh sách", "clause": "III.7",
}  # fmt: skip


def goal(due_on=END, value=100):
    return {"due_on": due_on, "value": value}


def words_of(target, **changed) -> dict:
    return {name: getattr(target, name) for name in WORDS} | changed


def goals_of(target) -> list[dict]:
    return [goal(one.due_on, one.value) for one in target.goals.all()]


def save(target, by, goals=None, place=None, seen="", **changed):
    goals = goals_of(target) if goals is None else goals
    place = place or target.number
    return save_target(target.campaign, target, words_of(target, **changed), goals, place=place, seen=seen, by=by)


def order(campaign) -> list[str]:
    return list(Target.objects.filter(campaign=campaign).order_by("number").values_list("label", flat=True))


@pytest.fixture
def first(school_campaign):
    return Target.objects.select_related("campaign").get(campaign=school_campaign, number=1)


@pytest.fixture
def launched(school_campaign, principal):
    Campaign.objects.update(number="00/KH-THU")
    school_campaign.refresh_from_db()
    open_next_phase(school_campaign, by=principal)
    return school_campaign


@pytest.fixture
def standing_first(launched):
    """The first target of the launched plan."""
    return Target.objects.select_related("campaign").get(campaign=launched, number=1)


# In a draft


def test_a_new_target_comes_at_its_place_and_the_others_move(school_campaign, principal):
    before = order(school_campaign)

    made = save_target(school_campaign, None, WORDS, [goal()], place=2, seen="", by=principal)

    assert order(school_campaign) == [before[0], "Chữ ký số", *before[1:]]
    assert (made.number, goals_of(made)) == (2, [goal()])
    assert AuditEntry.objects.get(verb="thêm chỉ tiêu").after["added"] == ["2025-12-31"]


def test_numbers_have_no_gap_after_a_target_is_taken_out(school_campaign, first, principal):
    before = order(school_campaign)

    remove_target(first, by=principal)

    assert order(school_campaign) == before[1:]
    numbers = Target.objects.filter(campaign=school_campaign).order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, 10))


@pytest.mark.parametrize(("place", "expected"), [(3, ["2", "3", "1"]), (99, ["2", "3", "4"]), (1, ["1", "2", "3"])])
def test_a_target_moves_to_the_place_it_is_given(school_campaign, first, principal, place, expected):
    labels = dict(zip(order(school_campaign), "123456789", strict=False))

    save(first, principal, place=place)

    assert [labels.get(label) for label in order(school_campaign)][:3] == expected


def test_saving_twice_changes_nothing_and_leaves_one_trace(first, principal):
    for _ in range(2):
        save(Target.objects.select_related("campaign").get(pk=first.pk), principal, owner="Vũ Thị Mỹ")

    entry = AuditEntry.objects.get(verb="sửa chỉ tiêu")
    assert entry.after == {"fields": ["owner"], "added": [], "changed": [], "removed": []}


def test_goals_become_exactly_those_that_are_given(first, principal):
    save(first, principal, goals=[goal(date(2022, 12, 31), 96), goal(END, 100)])

    first.refresh_from_db()
    assert goals_of(first) == [goal(date(2022, 12, 31), 96), goal(END, 100)]
    assert AuditEntry.objects.get(verb="sửa chỉ tiêu").after == {
        "fields": [], "added": ["2025-12-31"], "changed": ["2022-12-31"], "removed": [],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("goals", "words"),
    [
        ([goal(value=101)], "Mốc 31/12/2025: mức phải đạt là 101"),
        ([goal(value=None)], "hãy ghi mức phải đạt"),
        ([goal(), goal(value=90)], "Mốc 31/12/2025 ghi hai lần"),
    ],
)
def test_goals_that_cannot_be_are_refused_and_nothing_is_saved(first, principal, goals, words):
    with pytest.raises(TargetRefused, match=words):
        save(first, principal, goals=goals, label="Khác")

    first.refresh_from_db()
    assert (first.label, goals_of(first)) == ("Điện thoại thông minh", [goal(date(2022, 12, 31), 95)])


def test_what_somebody_else_has_changed_is_not_overwritten(first, principal):
    seen = stamp_of(*target_tables(first))
    save(Target.objects.select_related("campaign").get(pk=first.pk), principal, owner="Vũ Thị Mỹ")

    with pytest.raises(RowsChanged):
        save(first, principal, seen=seen, owner="Ai khác")


# After the launch


def test_texts_and_people_are_corrected_with_a_trace_without_names(standing_first, deputy, principal):
    enter(standing_first.campaign, 1, date(2022, 12, 20), 57, 60, by=deputy, approved_by=principal)

    save(standing_first, principal, owner="Vũ Thị Mỹ", source="Sổ nhân sự")

    entry = AuditEntry.objects.get(verb="sửa chỉ tiêu")
    assert entry.after["fields"] == ["owner", "source"]
    assert "Vũ Thị Mỹ" not in str(vars(entry))


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"kind": "count"}, "không đổi loại được"),
        ({"direction": "at_most"}, "không đổi chiều đạt được"),
        ({"goals": [goal(date(2022, 12, 31), 90)]}, "mốc cũ giữ nguyên"),
        ({"goals": [goal(END, 99)]}, "mốc cũ giữ nguyên"),
        ({"goals": [goal(date(2022, 12, 31), 95), goal(date(2026, 1, 1), 99)]}, "nằm ngoài thời gian"),
    ],
)
def test_what_has_been_judged_is_not_judged_otherwise(standing_first, deputy, principal, changed, words):
    enter(standing_first.campaign, 1, date(2022, 12, 20), 57, 60, by=deputy, approved_by=principal)

    with pytest.raises(TargetRefused, match=words):
        save(standing_first, principal, **changed)


def test_a_goal_is_added_to_what_has_been_judged(standing_first, deputy, principal):
    enter(standing_first.campaign, 1, date(2022, 12, 20), 57, 60, by=deputy, approved_by=principal)

    save(standing_first, principal, goals=[*goals_of(standing_first), goal(END, 98)])

    assert goals_of(standing_first) == [goal(date(2022, 12, 31), 95), goal(END, 98)]


def test_before_anything_is_approved_a_goal_may_still_be_put_right(standing_first, deputy, principal):
    enter(standing_first.campaign, 1, date(2022, 12, 20), 57, 60, by=deputy)

    save(standing_first, principal, goals=[goal(date(2022, 12, 31), 96)])

    assert goals_of(standing_first) == [goal(date(2022, 12, 31), 96)]


def test_a_launched_plan_gains_and_loses_no_target(launched, standing_first, principal):
    with pytest.raises(NotADraft):
        save_target(launched, None, WORDS, [goal()], place=1, seen="", by=principal)
    with pytest.raises(NotADraft):
        remove_target(standing_first, by=principal)


def test_a_target_the_staff_grid_counts_stays_a_share_until_it_is_unlinked(staff_campaign, first, principal):
    said = "lấy số liệu từ mục “Điện thoại thông minh” của bảng CB-GV-NV nên {} được. Hãy bỏ gắn ở mục ấy trước."

    with pytest.raises(TargetRefused, match=said.format("không bỏ")):
        remove_target(first, by=principal)
    with pytest.raises(TargetRefused, match=said.format("không đổi loại")):
        save(first, principal, kind="count")
    change_item(StaffItem.objects.get(target=first), {"target": None}, by=principal)
    remove_target(first, by=principal)

    assert not Target.objects.filter(pk=first.pk).exists()


def test_a_target_that_was_measured_stays(first, deputy, principal):
    enter(first.campaign, 1, date(2022, 12, 20), 57, 60, by=deputy)

    with pytest.raises(TargetRefused, match="đã có số liệu nên không bỏ được"):
        remove_target(first, by=principal)


# Pages


def form(*goals, **words) -> dict:
    said = WORDS | {"place": "1", "moc-TOTAL_FORMS": len(goals), "moc-INITIAL_FORMS": 0} | words
    rows = [
        {f"moc-{at}-due_on": due_on, f"moc-{at}-value": value, f"moc-{at}-ORDER": at + 1}
        for at, (due_on, value) in enumerate(goals)
    ]
    return said | {name: value for row in rows for name, value in row.items()}


def test_a_target_is_added_on_its_page(logged_in, school_campaign, principal):
    browser = logged_in(principal)

    page = browser.get(f"{CHAPTER}moi/").text
    done = browser.post(f"{CHAPTER}moi/", form(("31/12/2024", 50), ("31/12/2025", 100), place=11), follow=True).text

    made = Target.objects.get(label="Chữ ký số")
    assert "Chỉ tiêu mới" in page
    assert (made.number, [one.value for one in made.goals.all()]) == (11, [50, 100])
    assert "11. Chữ ký số" in done
    assert "50 % trở lên đến 31/12/2024; 100 % đến 31/12/2025" in done


def test_a_slip_is_told_and_what_was_typed_stays(logged_in, school_campaign, principal):
    answer = logged_in(principal).post(f"{CHAPTER}moi/", form(("31/12/2025", 120))).text

    assert "tỷ lệ không quá 100 %" in answer
    assert 'value="120"' in answer
    assert not Target.objects.filter(label="Chữ ký số").exists()


def test_after_an_approved_reading_the_page_offers_texts_and_further_goals(
    logged_in, standing_first, deputy, principal
):
    enter(standing_first.campaign, 1, date(2022, 12, 20), 57, 60, by=deputy, approved_by=principal)
    browser = logged_in(principal)

    page = browser.get(f"{CHAPTER}1/").text
    sent = form(("31/12/2025", 98), **words_of(standing_first, owner="Vũ Thị Mỹ", kind="count"))
    browser.post(f"{CHAPTER}1/", sent)

    standing_first.refresh_from_db()
    assert "loại, chiều đạt và các mốc cũ giữ nguyên" in page
    assert "Xoá" not in page
    assert (standing_first.kind, standing_first.owner) == ("share", "Vũ Thị Mỹ")
    assert goals_of(standing_first) == [goal(date(2022, 12, 31), 95), goal(END, 98)]


def test_a_target_is_taken_out_by_its_button(logged_in, school_campaign, principal):
    browser = logged_in(principal)

    page = browser.get(f"{CHAPTER}10/").text
    done = browser.post(f"{CHAPTER}10/xoa/", follow=True).text

    assert f'action="{CHAPTER}10/xoa/"' in page
    assert "Đã bỏ chỉ tiêu khỏi kế hoạch." in done
    assert Target.objects.filter(campaign=school_campaign).count() == 9


def test_the_chapter_costs_the_same_for_few_targets_and_many(
    logged_in, school_campaign, principal, django_assert_num_queries
):
    browser = logged_in(principal)
    browser.get(CHAPTER)
    with django_assert_num_queries(27):
        browser.get(CHAPTER)
    for place in range(11, 20):
        save_target(school_campaign, None, WORDS, [goal()], place=place, seen="", by=principal)

    with django_assert_num_queries(27):
        browser.get(CHAPTER)
