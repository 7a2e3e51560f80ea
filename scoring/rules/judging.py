"""What one subject's answers come to: points, levels, what is missing. Exact, for any criteria set."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import takewhile

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

    def most_points(self, tags: frozenset[str] = frozenset()) -> int:
        """The points one can reach at all, with every bonus."""
        return sum(c.points for c in self.criteria if c.applies_to(tags))

    def levels_for(self, tags: frozenset[str]) -> list[Level]:
        """The levels of a subject: one with a matching tag stands in for the general one of the same name.

        Of several matching ones the first of the set holds, whatever the order of the tags.
        """
        own = {level.name: level for level in reversed(self.levels) if level.tag in tags}
        general = {level.name: level for level in reversed(self.levels) if not level.tag}
        names = dict.fromkeys(level.name for level in self.levels)
        return [found for name in names if (found := own.get(name) or general.get(name))]


def points_set(criteria: Iterable[CriterionRule], pass_mark: int) -> CriteriaRules:
    """The commonest set: points, and whoever reaches the mark passes."""
    return CriteriaRules(tuple(criteria), (Level("", pass_mark=pass_mark),))


@dataclass(frozen=True)
class OptionalShare:
    """How many optional criteria are met, of how many that count, and how many passing asks for."""

    met: int
    counted: int
    needed: int


@dataclass(frozen=True)
class Verdict:
    """What one subject's answers come to; `passed` is None while an answer is missing, `level` the highest reached.

    The rest says what is missing for passing: numbers of unmet criteria that count for it, numbers below their floor,
    names of groups below their mark, and the share of optional criteria where it is too small.
    """

    score: Fraction
    passed: bool | None
    unmet: tuple[int, ...]
    unset: tuple[int, ...]
    under_floor: tuple[int, ...] = ()
    level: str = ""
    short_groups: tuple[str, ...] = ()
    short_share: OptionalShare | None = None

    @property
    def is_complete(self) -> bool:
        return not self.unset

    @property
    def points(self) -> Decimal:
        """The score to two places, for storing and showing; never a whole point that is not reached.

        Verdicts are never taken from it.
        """
        cents = round(self.score * 100)
        return Decimal(cents - (cents % 100 == 0 and cents > self.score * 100)) / 100


Pairs = Sequence[tuple[CriterionRule, str]]


def judge(answers: str, rules: CriteriaRules, tags: frozenset[str] = frozenset()) -> Verdict:
    """Judges one subject's answers; raises WrongAnswers where they do not fit the criteria.

    `tags` are those of the subject: they choose which criteria and levels hold for it.
    """
    check_answers(answers, rules)
    pairs = [(c, a) for c, a in zip(rules.criteria, answers, strict=True) if c.applies_to(tags)]
    unset = tuple(c.number for c, a in pairs if a == UNSET)
    levels = rules.levels_for(tags)
    reached = levels_reached(pairs, rules, tags)
    return Verdict(
        score=score_of(pairs),
        passed=None if unset else bool(reached),
        unmet=unmet(pairs, levels[0] if levels else None),
        unset=unset,
        under_floor=under_floor(pairs),
        level=reached[-1].name if reached and not unset else "",
        short_groups=short_groups(pairs, rules.groups),
        short_share=short_share(pairs, levels[0]) if levels else None,
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


def unmet(pairs: Pairs, passing: Level | None) -> tuple[int, ...]:
    """Numbers of the answered criteria that count for passing and are not met; optional ones where points count."""
    by_points = passing is None or passing.pass_mark is not None
    kept = [(c, a) for c, a in pairs if a != UNSET and not c.is_dropped(a) and not c.is_bonus]
    return tuple(c.number for c, a in kept if not c.is_met(a) and (by_points or not c.is_optional))


def under_floor(pairs: Pairs) -> tuple[int, ...]:
    """Numbers of the answered criteria whose points are below their floor; a dropped criterion has no floor."""
    return tuple(c.number for c, a in pairs if a != UNSET and not c.is_dropped(a) and c.earned(a) < c.floor)


def short_groups(pairs: Pairs, groups: Iterable[GroupMark]) -> tuple[str, ...]:
    """Names of the groups below their mark.

    A mark is the floor of a group: where no criterion of the group is left for the subject, it does not bind.
    """
    return tuple(group.name for group in groups if is_short(pairs, group))


def is_short(pairs: Pairs, group: GroupMark) -> bool:
    mine = [(c, a) for c, a in pairs if c.group == group.name]
    return any(not c.is_dropped(a) for c, a in mine) and score_of(mine) < group.pass_mark


def short_share(pairs: Pairs, level: Level) -> OptionalShare | None:
    """The share of optional criteria where the level asks for more; None where it is enough or not asked for.

    A share of nothing is never enough: whoever drops every optional criterion does not reach it.
    """
    if not level.optional_percent:
        return None
    met = [c.is_met(a) for c, a in pairs if c.is_optional and not c.is_bonus and not c.is_dropped(a)]
    if reaches(sum(met), len(met), level.optional_percent):
        return None
    return OptionalShare(sum(met), len(met), max(1, -(-level.optional_percent * len(met) // 100)))


def levels_reached(pairs: Pairs, rules: CriteriaRules, tags: frozenset[str]) -> list[Level]:
    """The levels from the lowest up to the highest that is reached; a higher one counts only above the lower ones."""
    if under_floor(pairs) or short_groups(pairs, rules.groups):
        return []
    return list(takewhile(lambda level: level_reached(pairs, level), rules.levels_for(tags)))


def level_reached(pairs: Pairs, level: Level) -> bool:
    """Whether the answers are enough for one level; "all" of no criteria is not enough."""
    if level.pass_mark is not None and score_of(pairs) < level.pass_mark:
        return False
    counted = [(c, a) for c, a in pairs if not c.is_optional and not c.is_bonus and not c.is_dropped(a)]
    if level.all_required and not (counted and all(c.is_met(a) for c, a in counted)):
        return False
    return short_share(pairs, level) is None


def reaches(part: int, whole: int, percent: int) -> bool:
    """True if part/whole ≥ percent %. Exact: 899 of 1000 is not 90 %. Nothing of nothing never reaches."""
    return whole > 0 and 100 * part >= percent * whole


def verdict_words(verdict: Verdict) -> str:
    """What a subject lacks for passing, as the page says it: "thiếu tiêu chí 5, 8"."""
    if not verdict.is_complete:
        return "chưa nhập xong"
    words = [f"thiếu tiêu chí {numbers(verdict.unmet)}"] if verdict.unmet else []
    if verdict.short_share:
        words.append(share_words(verdict.short_share))
    if verdict.under_floor:
        words.append(f"tiêu chí {numbers(verdict.under_floor)} dưới mức tối thiểu")
    words += [f"nhóm “{name}” chưa đủ điểm" for name in verdict.short_groups]
    if not words and not verdict.passed:
        return "số tiêu chí được tính không đủ để xét đạt"
    return ", ".join(words) or "đủ các tiêu chí"


def share_words(share: OptionalShare) -> str:
    if not share.counted:
        return "không còn tiêu chí mở rộng nào để tính tỷ lệ"
    return f"mới đạt {share.met}/{share.counted} tiêu chí mở rộng, cần {share.needed}"


def numbers(found: Iterable[int]) -> str:
    return ", ".join(map(str, found))
