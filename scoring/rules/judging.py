"""What one subject's answers come to: points, levels, what is missing. Exact, for any criteria set."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

NOT_MET, NOT_APPLICABLE, UNSET = "0", "-", "."
MET = "1"  # of a yes/no criterion; a graded one is met at its last step
GRADES = "0123456789a"  # an answer is a number of steps; a criterion has at most ten


class WrongAnswers(ValueError):
    """Answers that do not fit the criteria; the message is a Vietnamese sentence for the person who entered them."""


@dataclass(frozen=True)
class CriterionRule:
    """One criterion: points at most, in how many steps they are given (1 is yes/no), and what binds it."""

    number: int
    points: int
    na_policy: str
    steps: int = 1
    floor: int = 0  # points; below it nobody passes, whatever the sum
    is_optional: bool = False  # counts for the share of optional ones, not for "all"
    is_bonus: bool = False  # its points come on top of the full marks
    group: str = ""
    only_for: frozenset[str] = frozenset()  # tags; empty: for everybody

    def applies_to(self, tags: frozenset[str]) -> bool:
        return not self.only_for or bool(self.only_for & tags)

    def is_met(self, answer: str) -> bool:
        return answer == GRADES[self.steps] or (answer == NOT_APPLICABLE and self.na_policy == "met")

    def is_dropped(self, answer: str) -> bool:
        return answer == NOT_APPLICABLE and self.na_policy == "rescale"

    def earned(self, answer: str) -> Fraction:
        """Points of an answer; nothing for one that is missing or dropped."""
        if answer in (UNSET, NOT_APPLICABLE):
            return Fraction(self.points if self.is_met(answer) else 0)
        return Fraction(self.points * GRADES.index(answer), self.steps)


@dataclass(frozen=True)
class Level:
    """What a level asks for; the first level of a set is passing. `tag` makes it a level for those subjects alone."""

    name: str
    pass_mark: int | None = None  # points
    all_required: bool = False  # every criterion that is not optional
    optional_percent: int = 0  # share of the optional ones, in %
    tag: str = ""


@dataclass(frozen=True)
class GroupMark:
    """A group of criteria that must reach points of its own."""

    name: str
    pass_mark: int


@dataclass(frozen=True)
class CriteriaRules:
    """A whole criteria set; levels stand from the lowest to the highest."""

    criteria: tuple[CriterionRule, ...]
    levels: tuple[Level, ...]
    groups: tuple[GroupMark, ...] = ()

    def full_marks(self, tags: frozenset[str] = frozenset()) -> int:
        """The points one can reach without bonus."""
        return sum(c.points for c in self.criteria if c.applies_to(tags) and not c.is_bonus)

    def levels_for(self, tags: frozenset[str]) -> list[Level]:
        """The levels of a subject: one with a matching tag stands in for the general one of the same name."""
        own = {level.name: level for level in self.levels if level.tag in tags}
        names = dict.fromkeys(level.name for level in self.levels)
        general = {level.name: level for level in self.levels if not level.tag}
        return [found for name in names if (found := own.get(name) or general.get(name))]


def points_set(criteria: Iterable[CriterionRule], pass_mark: int) -> CriteriaRules:
    """The commonest set: points, and whoever reaches the mark passes."""
    return CriteriaRules(tuple(criteria), (Level("", pass_mark=pass_mark),))


@dataclass(frozen=True)
class Verdict:
    """What one subject's answers come to; `passed` is None while an answer is missing, `level` the highest reached."""

    score: Fraction
    passed: bool | None
    unmet: tuple[int, ...]
    unset: tuple[int, ...]
    under_floor: tuple[int, ...] = ()
    level: str = ""

    @property
    def is_complete(self) -> bool:
        return not self.unset

    @property
    def points(self) -> Decimal:
        """The score to two places, for storing and showing; verdicts are never taken from it."""
        return Decimal(round(self.score * 100)) / 100


Pairs = Sequence[tuple[CriterionRule, str]]


def judge(answers: str, rules: CriteriaRules, tags: frozenset[str] = frozenset()) -> Verdict:
    """Judges one subject's answers; raises WrongAnswers where they do not fit the criteria.

    `tags` are those of the subject: they choose which criteria and levels hold for it.
    """
    check_answers(answers, rules)
    pairs = [(c, a) for c, a in zip(rules.criteria, answers, strict=True) if c.applies_to(tags)]
    unset = tuple(c.number for c, a in pairs if a == UNSET)
    score = score_of(pairs)
    reached = levels_reached(pairs, score, rules, tags)
    return Verdict(
        score=score,
        passed=None if unset else bool(reached),
        unmet=tuple(c.number for c, a in pairs if a != UNSET and not c.is_met(a) and not c.is_dropped(a)),
        unset=unset,
        under_floor=under_floor(pairs),
        level=reached[-1].name if reached and not unset else "",
    )


def check_answers(answers: str, rules: CriteriaRules) -> None:
    """Raises WrongAnswers for a wrong length, a character that is no answer, or a forbidden "không áp dụng"."""
    if len(answers) != len(rules.criteria):
        raise WrongAnswers(f"Phiếu có {len(rules.criteria)} tiêu chí nhưng nhận được {len(answers)} câu trả lời.")
    for criterion, answer in zip(rules.criteria, answers, strict=True):
        if answer not in (UNSET, NOT_APPLICABLE, *GRADES[: criterion.steps + 1]):
            raise WrongAnswers(f"Tiêu chí {criterion.number} có câu trả lời không hợp lệ.")
        if answer == NOT_APPLICABLE and criterion.na_policy == "not_allowed":
            raise WrongAnswers(f"Tiêu chí {criterion.number} không được chọn “không áp dụng”.")


def score_of(pairs: Pairs) -> Fraction:
    """The points of the answers (domain 4.10): dropped criteria leave the scale, which is then stretched back."""
    full = sum(c.points for c, _ in pairs if not c.is_bonus)
    kept = full - sum(c.points for c, a in pairs if c.is_dropped(a) and not c.is_bonus)
    earned = sum((c.earned(a) for c, a in pairs if not c.is_bonus), Fraction(0))
    bonus = sum((c.earned(a) for c, a in pairs if c.is_bonus), Fraction(0))
    return (earned * full / kept if kept else Fraction(0)) + bonus


def under_floor(pairs: Pairs) -> tuple[int, ...]:
    """Numbers of the answered criteria whose points are below their floor."""
    return tuple(c.number for c, a in pairs if a != UNSET and not c.is_dropped(a) and c.earned(a) < c.floor)


def levels_reached(pairs: Pairs, score: Fraction, rules: CriteriaRules, tags: frozenset[str]) -> list[Level]:
    """The levels from the lowest up to the highest that is reached; a higher one counts only above the lower ones."""
    if under_floor(pairs) or not all(group_reached(pairs, group) for group in rules.groups):
        return []
    reached = []
    for level in rules.levels_for(tags):
        if not level_reached(pairs, score, level):
            break
        reached.append(level)
    return reached


def level_reached(pairs: Pairs, score: Fraction, level: Level) -> bool:
    kept = [(c, a) for c, a in pairs if not c.is_dropped(a) and not c.is_bonus]
    if level.pass_mark is not None and score < level.pass_mark:
        return False
    if level.all_required and not all(c.is_met(a) for c, a in kept if not c.is_optional):
        return False
    optional = [c.is_met(a) for c, a in kept if c.is_optional]
    return not level.optional_percent or reaches(sum(optional), len(optional), level.optional_percent)


def group_reached(pairs: Pairs, group: GroupMark) -> bool:
    return score_of([(c, a) for c, a in pairs if c.group == group.name]) >= group.pass_mark


def reaches(part: int, whole: int, percent: int) -> bool:
    """True if part/whole ≥ percent %. Exact: 899 of 1000 is not 90 %. Nothing of nothing never reaches."""
    return whole > 0 and 100 * part >= percent * whole


def verdict_words(verdict: Verdict) -> str:
    """What a subject lacks, as the page says it: "thiếu tiêu chí 5, 8"."""
    if not verdict.is_complete:
        return "chưa nhập xong"
    words = [f"thiếu tiêu chí {numbers(verdict.unmet)}"] if verdict.unmet else []
    if verdict.under_floor:
        words.append(f"tiêu chí {numbers(verdict.under_floor)} dưới mức tối thiểu")
    return ", ".join(words) or "đủ các tiêu chí"


def numbers(found: Iterable[int]) -> str:
    return ", ".join(map(str, found))


def contradictions(rules: CriteriaRules) -> list[str]:
    """Sentences about what cannot be in a criteria set, each naming both places; none for a sound set."""
    found = [sentence for c in rules.criteria for sentence in criterion_contradictions(c)]
    if not rules.levels:
        found.append("Bộ tiêu chí không có mức đạt nào: hãy thêm ít nhất một mức.")
    tags = {frozenset[str]()} | {frozenset({tag}) for c in rules.criteria for tag in c.only_for}
    for level in rules.levels:
        found += level_contradictions(level, rules, tags)
    for group in rules.groups:
        most = sum(c.points for c in rules.criteria if c.group == group.name)
        if group.pass_mark > most:
            found.append(
                f"Nhóm “{group.name}” cần {group.pass_mark} điểm nhưng các tiêu chí của nhóm chỉ có {most} điểm."
            )
    return found + order_contradictions(rules)


def criterion_contradictions(criterion: CriterionRule) -> list[str]:
    found = []
    if criterion.floor > criterion.points:
        found.append(
            f"Tiêu chí {criterion.number}: mức tối thiểu {criterion.floor} điểm lớn hơn điểm tối đa {criterion.points}."
        )
    if not 1 <= criterion.steps < len(GRADES):
        found.append(f"Tiêu chí {criterion.number}: số bậc điểm phải từ 1 đến {len(GRADES) - 1}.")
    return found


def level_contradictions(level: Level, rules: CriteriaRules, tags: Iterable[frozenset[str]]) -> list[str]:
    found, name = [], level.name or "Đạt"
    most = max(rules.full_marks(one) for one in tags) + sum(c.points for c in rules.criteria if c.is_bonus)
    if level.pass_mark is not None and level.pass_mark > most:
        found.append(f"Mức “{name}” cần {level.pass_mark} điểm nhưng các tiêu chí cộng lại chỉ có {most} điểm.")
    if level.optional_percent and not any(c.is_optional for c in rules.criteria):
        found.append(
            f"Mức “{name}” cần {level.optional_percent} % tiêu chí mở rộng nhưng bộ không có tiêu chí mở rộng nào."
        )
    if level.optional_percent and all(c.is_optional for c in rules.criteria):
        found.append(f"Mức “{name}” tính tỷ lệ tiêu chí mở rộng nhưng bộ không có tiêu chí bắt buộc nào.")
    if level.pass_mark is None and not level.all_required and not level.optional_percent:
        found.append(f"Mức “{name}” không đòi hỏi gì: hãy ghi điểm đạt, hoặc chọn phải đủ các tiêu chí bắt buộc.")
    return found


def order_contradictions(rules: CriteriaRules) -> list[str]:
    """A higher level with a lower mark than the one below it."""
    levels = [level for level in rules.levels_for(frozenset()) if level.pass_mark is not None]
    return [
        f"Mức “{high.name}” ({high.pass_mark} điểm) trên mức “{low.name}” ({low.pass_mark} điểm) mà cần ít điểm hơn."
        for low, high in pairwise(levels)
        if (high.pass_mark or 0) < (low.pass_mark or 0)
    ]
