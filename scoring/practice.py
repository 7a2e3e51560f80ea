"""Invented score sheets for practice: a ward where a few neighbourhoods lead, most follow, and one lags behind."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from emulation.choices import Presence
from emulation.practice import ADULT, PracticeHousehold, full_years

MET, NOT_MET, NOT_APPLICABLE, NOT_KEYED = "1", "0", "-", "."
LATE_EVERY = 14  # of so many practice sheets one is finished after the deadline

# Of each ten: online shopping, public services, funds by bank account, useful apps, electronic identity.
HARD_CRITERIA = frozenset({4, 5, 6, 8, 10})

# Share of the neighbourhoods passed on the way down the ladder → zeal on that rung.
LADDER: tuple[tuple[float, float], ...] = ((0.0, 0.965), (0.19, 0.915), (0.38, 0.87), (1.0, 0.7))


@dataclass(frozen=True)
class PracticeSheet:
    """One household's sheet: index of a member in `household.members` → one character per criterion.

    Rows exist for members who are present and of age; "missing" has none, "partial" has characters not yet keyed.
    A household without such a member hands in a complete sheet without rows.
    """

    household_code: str
    answers: tuple[tuple[int, str], ...]
    state: str


def _chance_of_failing(criterion: int, age: int, zeal: float) -> float:
    """Hard criteria fail five times as often as the others, and the more so the older a person is."""
    years = 1.0 if age < 60 else 1.7 if age < 75 else 2.5
    weight = 1.0 if (criterion - 1) % 10 + 1 in HARD_CRITERIA else 0.2
    return min((1 - zeal) * weight * years, 0.9)


def _answer(rng: Random, criterion: int, age: int, zeal: float) -> str:
    drawn = rng.random()
    if drawn > 0.9985:
        return NOT_APPLICABLE
    return NOT_MET if drawn < _chance_of_failing(criterion, age, zeal) else MET


def practice_answers(rng: Random, member_age: int, zeal: float, count: int = 10) -> str:
    """One character per criterion for a person of a household with this zeal (0 … 1)."""
    return "".join(_answer(rng, criterion, member_age, zeal) for criterion in range(1, count + 1))


def _rung(passed: float) -> float:
    """The zeal at this point of the ladder, straight between two rungs."""
    end = max(1, bisect_left([point for point, _ in LADDER], passed))
    (start_at, start), (end_at, stop) = LADDER[end - 1], LADDER[end]
    return start + (stop - start) * (passed - start_at) / (end_at - start_at)


def practice_zeal(labels: Sequence[str], *, seed: int) -> dict[str, float]:
    """The share of the households that try hard, per neighbourhood: few leaders, a long way down."""
    rng = Random(f"zeals {seed}")
    places = list(range(len(labels)))
    rng.shuffle(places)
    return {
        label: _rung((place + rng.uniform(0.2, 0.8)) / len(labels)) for label, place in zip(labels, places, strict=True)
    }


def _states(rng: Random, count: int, missing: float) -> list[str]:
    """What became of each sheet of a neighbourhood."""
    partial_count, missing_count = int(0.02 * count + rng.random()), int(missing * count + rng.random())
    states = ["partial"] * partial_count + ["missing"] * missing_count
    states += ["complete"] * (count - len(states))
    rng.shuffle(states)
    return states


def _household_zeal(rng: Random, count: int, zeal: float) -> list[float]:
    """Households from the keenest down, in no order: about the share `zeal` of them do everything."""
    zeals = [min(0.995, max(0.4, 0.93 + 1.2 * (zeal - (place + 0.5) / count))) for place in range(count)]
    rng.shuffle(zeals)
    return zeals


def _rows(rng: Random, household: PracticeHousehold, zeal: float, on: date) -> list[tuple[int, str]]:
    ages = [full_years(member.born_on, on) for member in household.members]
    return [
        (place, practice_answers(rng, age, zeal))
        for place, (member, age) in enumerate(zip(household.members, ages, strict=True))
        if member.presence == Presence.PRESENT and age >= ADULT
    ]


def _sheet(rng: Random, household: PracticeHousehold, rows: list[tuple[int, str]], state: str) -> PracticeSheet:
    """The sheet as it lies on the desk: of a partial one the last row breaks off."""
    if not rows:
        state = "complete"
    elif state == "missing":
        rows = []
    elif state == "partial":
        place, answers = rows[-1]
        keyed = rng.randrange(len(answers))
        rows = [*rows[:-1], (place, answers[:keyed] + NOT_KEYED * (len(answers) - keyed))]
    return PracticeSheet(household.code, tuple(rows), state)


def _share_missing(place: int, neighbourhoods: int) -> float:
    """The leaders are nearly done, the last one has hardly begun to collect."""
    if place + 1 == neighbourhoods:
        return 0.16
    return 0.005 if 5 * (place + 1) <= neighbourhoods else 0.04


def practice_sheets(
    households: Sequence[PracticeHousehold], labels: Sequence[str], *, seed: int, on: date
) -> list[PracticeSheet]:
    """A sheet for every household, in their order; the same for the same arguments."""
    rng, zeal = Random(f"score sheets {seed}"), practice_zeal(labels, seed=seed)
    sheets: dict[str, PracticeSheet] = {}
    for place, label in enumerate(sorted(labels, key=zeal.__getitem__, reverse=True)):
        homes = [household for household in households if household.neighbourhood == label]
        zeals = _household_zeal(rng, len(homes), zeal[label])
        states = _states(rng, len(homes), _share_missing(place, len(labels)))
        for household, own, state in zip(homes, zeals, states, strict=True):
            sheets[household.code] = _sheet(rng, household, _rows(rng, household, own, on), state)
    return [sheets[household.code] for household in households]


def finished_at(place: int, closes: datetime) -> datetime:
    """When a practice sheet was finished: in office hours of the last three days, every fourteenth a day too late."""
    days = 0 if place % LATE_EVERY == LATE_EVERY - 1 else 1 + place % 3
    return closes - timedelta(days=days) + timedelta(hours=8, minutes=place * 37 % (9 * 60))


@dataclass(frozen=True)
class PracticeApproval:
    """How far a practice neighbourhood is on its way up, for a newcomer to look at and to go on with."""

    label: str
    is_approved: bool = False
    returned: str = ""  # the reason, where the standing office has sent it back


EXPLANATION = "Nhà văn hóa chấm trong tuần sau; hộ nào chưa có phiếu là hộ đi vắng dài ngày, tổ đã nhắc hai lần."
RETURNED = "Còn phiếu nhập dở và nhà văn hóa chưa chấm: hãy nhập nốt rồi xác nhận lại."


def practice_approvals(labels: Sequence[str]) -> list[PracticeApproval]:
    """Two neighbourhoods approved, two signed for, one sent back; the first and all others go on being keyed."""
    ways = [{"is_approved": True}, {"is_approved": True}, {}, {}, {"returned": RETURNED}]
    return [PracticeApproval(label, **way) for label, way in zip(labels[1:], ways, strict=False)]
