"""Who is near to passing and what would do: for people who go from door to door, not for verdicts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from .judging import GRADES, NOT_APPLICABLE, UNSET, CriteriaRules, judge
from .units import HouseholdRules

TRIED = 3  # so many criteria at once are tried; whoever lacks more is far


@dataclass(frozen=True)
class Ways:
    """The fewest criteria a subject must still meet to pass, and every set of so many that would do.

    Where it is more than `TRIED`, `sets` is empty and `size` the least it can be.
    """

    size: int
    sets: tuple[tuple[int, ...], ...] = ()

    @property
    def single(self) -> frozenset[int]:
        """Criteria of which one alone is enough."""
        return frozenset(one[0] for one in self.sets) if self.size == 1 else frozenset()


@lru_cache(maxsize=4096)
def ways_to_pass(answers: str, rules: CriteriaRules, tags: frozenset[str] = frozenset()) -> Ways | None:
    """How a subject whose answers are complete would pass; size 0 who does, None who cannot or is not complete.

    "Không áp dụng" stays as it is: nobody can be won over for it.
    """
    verdict = judge(answers, rules, tags)
    if verdict.passed is None:
        return None
    if verdict.passed:
        return Ways(0)
    open_ones = [c.number for c in rules.criteria if with_met(answers, rules, tags, (c.number,)) != answers]
    if not passes_with(answers, rules, tags, tuple(open_ones)):
        return None
    for size in range(1, TRIED + 1):
        enough = [some for some in combinations(open_ones, size) if passes_with(answers, rules, tags, some)]
        if enough:
            return Ways(size, tuple(enough))
    return Ways(TRIED + 1)


@lru_cache(maxsize=16384)
def passes_with(answers: str, rules: CriteriaRules, tags: frozenset[str], numbers: tuple[int, ...]) -> bool:
    """Whether a subject would pass if it met these criteria too; who is not complete does not."""
    return judge(with_met(answers, rules, tags, numbers), rules, tags).passed is True


def with_met(answers: str, rules: CriteriaRules, tags: frozenset[str], numbers: Iterable[int]) -> str:
    """The answers with these criteria fully met, where they apply and were answered otherwise than "không áp dụng"."""
    wanted = set(numbers)
    return "".join(
        GRADES[c.steps] if c.number in wanted and c.applies_to(tags) and a not in (UNSET, NOT_APPLICABLE) else a
        for c, a in zip(rules.criteria, answers, strict=True)
    )


def members_needed(eligible: int, rules: HouseholdRules) -> int:
    """How many of a household's members must pass."""
    if not rules.needs_members:
        return 0
    return max(1, -(-eligible * rules.percent // 100))


def household_distance(people: Sequence[Ways | None], own: Ways | None, rules: HouseholdRules) -> int | None:
    """The fewest criteria by which a household would pass; None where it cannot.

    `people` are the ways of all its members that count; None among them are those who cannot pass.
    """
    sizes = sorted(one.size for one in people if one)
    needed = members_needed(len(people), rules)
    if len(sizes) < needed or (rules.needs_members and not people):
        return None
    if not rules.needs_own_score:
        return sum(sizes[:needed])
    return sum(sizes[:needed]) + own.size if own else None


def ways_words(ways: Ways | None) -> str:
    """What to do, as a list for visits says it: "cần thêm tiêu chí 5 hoặc 8"."""
    if ways is None:
        return "không đạt được chỉ bằng các tiêu chí còn thiếu"
    if not ways.size:
        return "đã đạt"
    if not ways.sets:
        return f"cần thêm từ {ways.size} tiêu chí"
    union = sorted({number for one in ways.sets for number in one})
    if ways.size == 1:
        return f"cần thêm tiêu chí {listed(union, 'hoặc')}"
    if len(ways.sets) == 1:
        return f"cần thêm tiêu chí {listed(union, 'và')}"
    if len(ways.sets) == len(list(combinations(union, ways.size))):
        return f"cần thêm {ways.size} trong các tiêu chí {listed(union, 'và')}"
    return f"cần thêm {ways.size} tiêu chí, chẳng hạn {listed(ways.sets[0], 'và')}"


def listed(numbers: Sequence[int], joining: str) -> str:
    """ "2, 5 và 8"."""
    *before, last = map(str, numbers)
    return f"{', '.join(before)} {joining} {last}" if before else last
