"""What cannot be in a criteria set: sentences for the person who writes the plan, each naming both places."""

from collections.abc import Callable, Iterable
from itertools import pairwise

from .judging import GRADES, CriteriaRules, CriterionRule, GroupMark, Level

MOST_CRITERIA = 60  # one character each in the stored answers
MOST_POINTS = 1000  # of one criterion; a stored score has five digits


def contradictions(rules: CriteriaRules) -> list[str]:
    """Every contradiction of a set, in the order of the file; none for a sound set.

    Only what nobody can ever satisfy is refused: a mark that a subject without some tag cannot reach may be meant.
    """
    found = size_contradictions(rules)
    if not rules.criteria:
        return found
    found += [sentence for c in rules.criteria for sentence in criterion_contradictions(c, rules)]
    found += [sentence for level in rules.levels for sentence in level_contradictions(level, rules)]
    found += [sentence for group in rules.groups for sentence in group_contradictions(group, rules)]
    return found + twin_levels(rules.levels) + order_contradictions(rules)


def size_contradictions(rules: CriteriaRules) -> list[str]:
    found = []
    if not rules.criteria:
        found.append("Bộ tiêu chí không có tiêu chí nào: hãy thêm ít nhất một tiêu chí.")
    if len(rules.criteria) > MOST_CRITERIA:
        found.append(f"Bộ có {len(rules.criteria)} tiêu chí nhưng một phiếu chỉ ghi được {MOST_CRITERIA} tiêu chí.")
    if not rules.levels:
        found.append("Bộ tiêu chí không có mức đạt nào: hãy thêm ít nhất một mức.")
    return found


def criterion_contradictions(criterion: CriterionRule, rules: CriteriaRules) -> list[str]:
    """What one criterion says against itself, or against the groups of the set."""
    c, most = criterion, len(GRADES) - 1
    groups = {group.name for group in rules.groups}
    checks = [
        (c.points > MOST_POINTS, f"điểm tối đa {c.points} lớn hơn {MOST_POINTS}, mức cổng ghi được"),
        (c.floor > c.points, f"mức tối thiểu {c.floor} điểm lớn hơn điểm tối đa {c.points} điểm"),
        (not 1 <= c.steps <= most, f"số bậc điểm là {c.steps} nhưng phải từ 1 đến {most}"),
        (c.steps > 1 and not c.points, f"chia {c.steps} bậc điểm nhưng điểm tối đa là 0"),
        (c.is_bonus and not c.points, "là điểm thưởng nhưng điểm tối đa là 0"),
        (c.is_bonus and c.is_optional, "vừa là tiêu chí mở rộng vừa là điểm thưởng, chỉ được chọn một"),
        (c.is_bonus and c.floor > 0, f"là điểm thưởng nhưng lại có mức tối thiểu {c.floor} điểm, tức là bắt buộc"),
        (c.is_optional and c.floor > 0, f"là mở rộng nhưng lại có mức tối thiểu {c.floor} điểm, tức là bắt buộc"),
        (groups and c.group and c.group not in groups, f"thuộc nhóm “{c.group}” nhưng bộ không khai nhóm nào tên đó"),
    ]
    return [f"Tiêu chí {c.number}: {words}." for is_wrong, words in checks if is_wrong]


def level_contradictions(level: Level, rules: CriteriaRules) -> list[str]:
    """A level that nobody can reach, or that everybody reaches."""
    name, most = level.name or "Đạt", most_over_tags(rules, level.tag, rules.most_points)
    optional = any(c.is_optional for c in rules.criteria)
    mandatory = any(not c.is_optional and not c.is_bonus for c in rules.criteria)
    share = f"cần {level.optional_percent} % tiêu chí mở rộng"
    checks = [
        (level.pass_mark is not None and level.pass_mark > most,
         f"cần {level.pass_mark} điểm nhưng các tiêu chí cộng lại chỉ có {most} điểm"),
        (level.optional_percent > 100, f"{share} nhưng tỷ lệ không thể quá 100 %"),
        (level.optional_percent and not optional, f"{share} nhưng bộ không có tiêu chí mở rộng nào"),
        (level.optional_percent and not mandatory, f"{share} nhưng bộ không có tiêu chí bắt buộc nào"),
        (level.all_required and not mandatory,
         "đòi đủ các tiêu chí bắt buộc nhưng mọi tiêu chí của bộ đều là mở rộng hoặc điểm thưởng"),
        (level.pass_mark is None and not level.all_required and not level.optional_percent,
         "không đòi hỏi gì: hãy ghi điểm đạt, hoặc chọn phải đủ các tiêu chí bắt buộc"),
    ]  # fmt: skip
    return [f"Mức “{name}” {words}." for is_wrong, words in checks if is_wrong]


def group_contradictions(group: GroupMark, rules: CriteriaRules) -> list[str]:
    mine = CriteriaRules(tuple(c for c in rules.criteria if c.group == group.name), ())
    most = most_over_tags(rules, "", mine.most_points)
    if not mine.criteria:
        return [f"Nhóm “{group.name}” được khai nhưng không tiêu chí nào của bộ thuộc nhóm đó."]
    if group.pass_mark > most:
        return [f"Nhóm “{group.name}” cần {group.pass_mark} điểm nhưng các tiêu chí của nhóm chỉ có {most} điểm."]
    return []


def most_over_tags(rules: CriteriaRules, tag: str, points: Callable[[frozenset[str]], int]) -> int:
    """The most points of any kind of subject that carries the tag, "" for any."""
    own = frozenset({tag} if tag else ())
    return max(points(own | one) for one in tag_sets(rules))


def tag_sets(rules: CriteriaRules) -> list[frozenset[str]]:
    """Kinds of subjects the set tells apart: without a tag, and with each one alone; tags may exclude each other."""
    tags = {tag for c in rules.criteria for tag in c.only_for} | {level.tag for level in rules.levels if level.tag}
    return [frozenset[str](), *(frozenset({tag}) for tag in sorted(tags))]


def twin_levels(levels: Iterable[Level]) -> list[str]:
    """Two levels of one name for the same subjects: only one of them could ever hold."""
    places: dict[tuple[str, str], list[int]] = {}
    for place, level in enumerate(levels, start=1):
        places.setdefault((level.name, level.tag), []).append(place)
    return [
        f"Mức thứ {at[0]} và mức thứ {at[1]} cùng tên “{name or 'Đạt'}”"
        + (f" và cùng nhãn “{tag}”." if tag else ": hãy đặt hai tên khác nhau.")
        for (name, tag), at in places.items()
        if len(at) > 1
    ]


def order_contradictions(rules: CriteriaRules) -> list[str]:
    """A higher level that asks for less than the one below it, for any kind of subject."""
    pairs = dict.fromkeys(pair for tags in tag_sets(rules) for pair in pairwise(rules.levels_for(tags)))
    return [sentence for low, high in pairs for sentence in pair_contradictions(low, high)]


def pair_contradictions(low: Level, high: Level) -> list[str]:
    found, where = [], f"Mức “{high.name or 'Đạt'}” đứng trên mức “{low.name or 'Đạt'}”"
    if low.pass_mark is not None and high.pass_mark is not None and high.pass_mark < low.pass_mark:
        found.append(f"{where} mà chỉ cần {high.pass_mark} điểm, ít hơn {low.pass_mark} điểm.")
    if 0 < high.optional_percent < low.optional_percent:
        share = f"{high.optional_percent} % tiêu chí mở rộng, ít hơn {low.optional_percent} %"
        found.append(f"{where} mà chỉ cần {share}.")
    return found
