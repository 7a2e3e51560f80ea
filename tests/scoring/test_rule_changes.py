"""A change of rules shows first what it turns, then becomes a new version; nothing is edited in silence."""

import pytest

from emulation.models import AuditEntry
from scoring.actions.phases import close_phase
from scoring.actions.rule_changes import RuleChangeRefused, change_rules
from scoring.models import CriteriaSet, MemberScore, ResultRules
from scoring.queries.results import phase_result, rules_of
from scoring.queries.rule_changes import RuleChange, change_effects
from scoring.rules import SetChange

POINTS = [("points", 10), ("floor", 0)]


@pytest.fixture
def scored(household, make_household, score):
    """Two households of neighbourhood 8: one whole, one that lacks two criteria of one person."""
    score(household)
    other = make_household("8", "Lê Văn Hải", 1970, "Trần Thị Mai", 1972, code="T08-018")
    score(other, "1111111111", "1111111100")
    return other


def test_the_preview_names_whose_result_would_turn(scored, phase):
    effects = change_effects(phase, RuleChange({}, SetChange(marks={1: 80})))

    assert [(one.name, one.place, one.passes) for one in effects.members] == [("Trần Thị Mai", "hộ T08-018", True)]
    assert [(one.name, one.passes) for one in effects.households] == [("Lê Văn Hải (T08-018)", True)]
    assert [(turn.before.passing, turn.after.passing) for turn in effects.units] == [(1, 2)]


def test_whoever_has_left_the_household_of_the_sheet_turns_nothing(scored, household, phase):
    scored.members.filter(full_name="Trần Thị Mai").update(household=household)

    effects = change_effects(phase, RuleChange({}, SetChange(marks={1: 80})))

    assert (effects.members, effects.households, effects.units) == ([], [], [])


def test_the_preview_saves_nothing(scored, phase):
    before = (list(MemberScore.objects.values()), ResultRules.objects.count(), CriteriaSet.objects.count())

    change_effects(phase, RuleChange({"household_percent": 50}, SetChange(marks={1: 80}, points={1: 5})))

    assert (list(MemberScore.objects.values()), ResultRules.objects.count(), CriteriaSet.objects.count()) == before


def test_the_preview_foretells_exactly_what_the_change_does(scored, phase, standing):
    change = RuleChange({"title_percent": 100, "household_percent": 50}, SetChange(marks={1: 80}))
    foretold = change_effects(phase, change)

    change_rules(phase, change, version=1, reason="Hội đồng họp lại", by=standing)

    unit = next(u for u in phase_result(phase).units if u.count.name == "Tổ dân phố số 8")
    assert next(t.after for t in foretold.units if t.after.count.code == unit.count.code) == unit


def test_a_change_is_a_new_version_with_author_and_reason(scored, phase, standing):
    made = change_rules(
        phase, RuleChange({}, SetChange(marks={1: 80})), version=1, reason="Hội đồng họp lại", by=standing
    )

    first, second = ResultRules.objects.filter(phase=phase).order_by("version")
    assert (made.version, made.made_by, made.reason) == (2, standing, "Hội đồng họp lại")
    assert first.resident_set.levels.get().pass_mark == 90
    assert second.resident_set.levels.get().pass_mark == 80
    assert MemberScore.objects.get(member__full_name="Trần Thị Mai").passed is True
    assert AuditEntry.objects.get(verb="đổi quy tắc").after == {"version": 2, "turned": 1}


def test_the_other_phase_keeps_its_version(scored, phase, campaign, standing):
    change_rules(phase, RuleChange({}, SetChange(marks={1: 80})), version=1, reason="chỉ đợt 1", by=standing)

    final = campaign.phases.get(number=2)
    assert (rules_of(final).version, rules_of(final).resident_set.levels.get().pass_mark) == (1, 90)


def test_a_stale_preview_is_refused(scored, phase, standing):
    change_rules(phase, RuleChange({}, SetChange(marks={1: 80})), version=1, reason="lần một", by=standing)

    with pytest.raises(RuleChangeRefused, match="vừa được người khác đổi"):
        change_rules(phase, RuleChange({}, SetChange(marks={1: 70})), version=1, reason="lần hai", by=standing)


@pytest.mark.parametrize(
    ("change", "reason", "words"),
    [
        (RuleChange({}, SetChange(marks={1: 80})), " ", "lý do"),
        (RuleChange({}), "thử", "Chưa có gì khác"),
        (RuleChange({"award_quota": 3}), "thử", "Giới hạn khen 3 tổ"),
        (RuleChange({}, SetChange(floors={3: 20})), "thử", "Tiêu chí 3: mức tối thiểu 20 điểm lớn hơn"),
        (RuleChange({}, SetChange(marks={1: 101})), "thử", "cần 101 điểm nhưng các tiêu chí cộng lại chỉ có 100 điểm"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(scored, phase, standing, change, reason, words):
    with pytest.raises(RuleChangeRefused, match=words):
        change_rules(phase, change, version=1, reason=reason, by=standing)

    assert ResultRules.objects.filter(phase=phase).count() == 1


def test_a_closed_phase_keeps_its_rules(scored, phase, standing):
    close_phase(phase, by=standing)

    with pytest.raises(RuleChangeRefused, match="đã chốt"):
        change_rules(phase, RuleChange({}, SetChange(marks={1: 80})), version=1, reason="muộn rồi", by=standing)


def test_the_standing_office_changes_a_rule_in_two_presses(logged_in, scored, phase, standing):
    client, place = logged_in(standing), f"/phong-trao/{phase.campaign.code}/dot-1/quy-tac/"
    values = {
        "version": 1, "household_rule": "share", "household_percent": 100, "title_percent": 90, "award_percent": 85,
        "award_only_highest": "on", "denominator": "all", "member_title": "Công dân số",
        "household_title": "Gia đình công dân số", "unit_title": "Tổ dân phố chuyển đổi số",
        "residents-mark-1": 80, "residents-na_policy": "not_met",
    }  # fmt: skip
    values |= {f"residents-{kind}-{number}": value for kind, value in POINTS for number in range(1, 11)}

    preview = client.post(f"{place}doi/", values).content.decode()
    done = client.post(
        f"{place}doi/", values | {"confirm": 1, "reason": "Hội đồng họp lại"}, follow=True
    ).content.decode()

    assert "Trần Thị Mai" in preview
    assert ResultRules.objects.filter(phase=phase).count() == 2
    assert "Đã đổi quy tắc: phiên bản 2 đang dùng." in done
    assert "đạt từ 80/100 điểm" in done


def test_a_change_that_cannot_be_is_said_before_any_preview(logged_in, scored, phase, standing):
    client, place = logged_in(standing), f"/phong-trao/{phase.campaign.code}/dot-1/quy-tac/doi/"
    page = client.get(place)
    values = {field.html_name: field.value() for form in all_forms(page) for field in form}
    values = {name: value for name, value in values.items() if value is not None}

    same = client.post(place, values).content.decode()
    wrong = client.post(place, values | {"residents-floor-3": 20}).content.decode()
    unread = client.post(place, values | {"residents-points-3": "mười"}).content.decode()

    assert "Chưa có gì khác với quy tắc đang dùng." in same
    assert "Tiêu chí 3: mức tối thiểu 20 điểm lớn hơn điểm tối đa 10 điểm." in wrong
    assert "đổi kết quả" not in same + wrong + unread
    assert "Hãy ghi một số nguyên." in unread


def all_forms(page):
    return [page.context["form"], *page.context["form"].sets]


def test_an_answer_that_would_be_none_any_more_is_mended_first(scored, score, make_household, phase, standing):
    score(make_household("8", "Lò Văn Xa", 1980), "-" + "1" * 9)

    with pytest.raises(RuleChangeRefused, match="Đã có 1 dòng ghi “không áp dụng”"):
        change_rules(phase, RuleChange({}, SetChange(na_policy="not_allowed")), version=1, reason="Họp", by=standing)

    assert rules_of(phase).version == 1


def test_a_clerk_reads_the_rules_and_cannot_change_them(logged_in, phase, clerk):
    client, place = logged_in(clerk), f"/phong-trao/{phase.campaign.code}/dot-1/quy-tac/"

    assert client.get(place).status_code == 200
    assert client.get(f"{place}doi/").status_code == 403
