"""What the list for visits says: whom to see, about what, and how far the neighbourhood would come."""

from collections.abc import Sequence
from dataclasses import dataclass

from emulation.kit.vietnamese import percent

from ..choices import ExemptionEffect, Subject
from ..models import ResultRules
from ..queries.coaching import CriterionNeeds, HomeNeeds, Need, UnitCoaching, Wish
from ..rules import UnitResult, ways_words

OWN = "ho-"  # before the number of a criterion that households are scored by for themselves


def wish_key(wish: Wish) -> str:
    """A criterion as an address names it."""
    return f"{OWN if wish.subject == Subject.HOUSEHOLD else ''}{wish.number}"


def wish_words(wish: Wish) -> str:
    return f"tiêu chí {wish.number}{' của hộ' if wish.subject == Subject.HOUSEHOLD else ''}"


def need_words(need: Need) -> str:
    """ "Lô Thị Nga cần thêm tiêu chí 5"."""
    name = need.name or "cả hộ"
    if need.effect:
        return f"{name} được miễn chấm, {ExemptionEffect(need.effect).label}"
    return f"{name} {ways_words(need.ways)}"


@dataclass(frozen=True)
class NearLine:
    """A household of the list; `reached` are the marks the neighbourhood has come to once it and all above it pass."""

    home: HomeNeeds
    phrases: list[str]
    reached: str


def near_lines(coaching: UnitCoaching) -> list[NearLine]:
    """The households that could pass, the nearest first, with the marks between them."""
    return [
        NearLine(home, [need_words(need) for need in home.needs], goals_reached(coaching, place))
        for place, home in enumerate(coaching.near, start=1)
    ]


def barred_lines(coaching: UnitCoaching) -> list[NearLine]:
    return [NearLine(home, [need_words(need) for need in home.needs], "") for home in coaching.barred]


def coaching_rows(coaching: UnitCoaching) -> list[list]:
    """The households to visit as a workbook has them, those that cannot pass last."""
    return [
        [line.home.row["code"], line.home.row["head_name"], line.home.row["address"], line.home.distance,
         "; ".join(line.phrases)]
        for line in near_lines(coaching) + barred_lines(coaching)
    ]  # fmt: skip


def goals_reached(coaching: UnitCoaching, so_many: int) -> str:
    """The marks that exactly so many more households reach."""
    marks = [goal for goal, missing in goals(coaching.standing, coaching.found) if missing == so_many]
    return " và ".join(f"{mark} %" for mark in marks)


def goals(standing: UnitResult, found: ResultRules) -> list[tuple[int, int]]:
    """Both marks of a neighbourhood with how many households each still lacks, the lower first; one where alike."""
    return sorted(
        {(found.award_percent, standing.missing_for_award), (found.title_percent, standing.missing_for_title)}
    )


def goals_words(standing: UnitResult, found: ResultRules) -> str:
    """ "còn thiếu 3 hộ để đạt 85 %, 8 hộ để đạt 90 %", or that all is reached."""
    if not standing.counted:
        return "chưa có hộ nào được tính"
    lacking = [f"{missing} hộ để đạt {goal} %" for goal, missing in goals(standing, found) if missing]
    return f"còn thiếu {', '.join(lacking)}" if lacking else f"đã đạt {max(found.award_percent, found.title_percent)} %"


def standing_words(standing: UnitResult) -> str:
    """ "98/116 hộ đạt (84,4 %)"."""
    return f"{standing.passing}/{standing.counted} hộ đạt ({percent(standing.passing, standing.counted)} %)"


def supposed_words(coaching: UnitCoaching, wishes: Sequence[Wish]) -> str:
    """What would be if everybody met some criteria."""
    more = coaching.supposed.passing - coaching.standing.passing
    names = ", ".join(wish_words(wish) for wish in wishes)
    return (
        f"Nếu ai đã chấm xong cũng đạt {names}: {standing_words(coaching.supposed)}, thêm {more} hộ; "
        f"{goals_words(coaching.supposed, coaching.found)}."
    )


@dataclass(frozen=True)
class CriterionLine:
    """One criterion of the table: who misses it, for whom it alone is enough, what winning them all over gives."""

    needs: CriterionNeeds
    key: str
    more: int
    share: str


def criterion_lines(coaching: UnitCoaching) -> list[CriterionLine]:
    """The criteria that somebody misses, those that bring most households first."""
    lines = [
        CriterionLine(
            needs,
            wish_key(needs.wish),
            needs.standing.passing - coaching.standing.passing,
            percent(needs.standing.passing, needs.standing.counted),
        )
        for needs in coaching.criteria
        if needs.unmet
    ]
    return sorted(lines, key=lambda line: (-line.more, -len(line.needs.enough)))
