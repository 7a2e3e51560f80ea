"""The rules in force as sentences, generated from the data, to be put beside the plan."""

from .. import rules
from ..models import CriteriaSet, ResultRules


def rules_in_words(found: ResultRules) -> list[str]:
    """What makes a person, a household, a neighbourhood pass, one sentence each."""
    campaign = found.phase.campaign
    words = []
    if found.resident_set:
        words.append(
            f"Chấm người từ đủ {campaign.adult_age} tuổi tại ngày {campaign.reference_date:%d/%m/%Y}, "
            "đang có mặt tại địa phương, trừ người được miễn chấm theo quyết định."
        )
        words += [f"{found.member_title}: {sentence}" for sentence in level_sentences(found.resident_set.as_rules())]
    words.append(f"{found.household_title}: {household_sentence(found)}")
    words.append(
        f"{found.unit_title}: từ {found.title_percent} % số hộ đạt, tính trên {found.get_denominator_display()}."
    )
    words.append(award_sentence(found))
    return words


def level_sentences(criteria: rules.CriteriaRules) -> list[str]:
    """What each level asks for."""
    return [level_sentence(level, criteria) for level in criteria.levels]


def level_sentence(level: rules.Level, criteria: rules.CriteriaRules) -> str:
    who = f"mức “{level.name}” " if level.name else ""
    where = f" (riêng {level.tag})" if level.tag else ""
    return f"{who}khi {level_needs(level, criteria)}{where}."


def level_needs(level: rules.Level, criteria: rules.CriteriaRules) -> str:
    """Everything that must hold for a level, as the middle of a sentence."""
    needs = []
    if level.pass_mark is not None:
        needs.append(f"đạt từ {level.pass_mark}/{criteria.full_marks(frozenset({level.tag}))} điểm")
    if level.all_required:
        needs.append("đạt mọi tiêu chí bắt buộc")
    if level.optional_percent:
        needs.append(f"đạt từ {level.optional_percent} % số tiêu chí mở rộng")
    floors = [c for c in criteria.criteria if c.floor]
    if floors:
        needs.append(
            f"không tiêu chí nào dưới mức tối thiểu ({', '.join(f'{c.number}: {c.floor} điểm' for c in floors)})"
        )
    needs += [f"nhóm “{group.name}” từ {group.pass_mark} điểm" for group in criteria.groups if group.pass_mark]
    return " và ".join(needs)


def household_sentence(found: ResultRules) -> str:
    needs = []
    household = found.for_households()
    if household.needs_members and household.percent == 0:
        needs.append(f"có ít nhất một thành viên đạt {found.member_title}")
    elif household.needs_members:
        needs.append(f"{household.percent} % thành viên đủ điều kiện đạt {found.member_title}")
    if household.needs_own_score:
        needs.append(f"cả hộ đạt bộ tiêu chí “{found.household_set.name}”")
    nobody = "; hộ không có người đủ điều kiện thì không xét" if household.needs_members else ""
    return f"khi {' và '.join(needs)}{nobody}."


def award_sentence(found: ResultRules) -> str:
    limit = ""
    if found.award_only_highest:
        limit = " và có tỷ lệ cao nhất so với các tổ khác; bằng nhau thì nêu tất cả, hội đồng quyết định"
    elif found.award_quota:
        limit = f", nhiều nhất {found.award_quota} tổ có tỷ lệ cao nhất"
    return f"Khen {found.unit_title}: từ {found.award_percent} % số hộ đạt{limit}."


def criterion_words(criteria_set: CriteriaSet) -> list[tuple[int, str, str]]:
    """Number, text and what is special about each criterion."""
    return [
        (c.number, c.text, "; ".join(special_words(c.as_rule(criteria_set.na_policy))))
        for c in criteria_set.criteria.all()
    ]


NA_WORDS = {
    "met": "không áp dụng: tính là đạt",
    "rescale": "không áp dụng: bỏ tiêu chí, quy về thang điểm đầy đủ",
    "not_met": "không áp dụng: tính là chưa đạt",
    "not_allowed": "không được chọn “không áp dụng”",
}


def special_words(criterion: rules.CriterionRule) -> list[str]:
    words = [f"{criterion.points} điểm"]
    if criterion.steps > 1:
        words.append(f"cho điểm theo {criterion.steps} bậc")
    if criterion.floor:
        words.append(f"tối thiểu {criterion.floor} điểm")
    if criterion.is_optional:
        words.append("mở rộng")
    if criterion.is_bonus:
        words.append("điểm thưởng")
    if criterion.group:
        words.append(f"nhóm {criterion.group}")
    if criterion.only_for:
        words.append(f"chỉ cho {', '.join(sorted(criterion.only_for))}")
    return [*words, NA_WORDS[criterion.na_policy]]
