"""What a report on targets says, as plain data: drawn up while it is a draft, frozen as JSON when it is approved."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from scoring.choices import GoalState
from scoring.rules.targets import SHARES, Goal, Measured

from .reports import approving_flaws


@dataclass(frozen=True)
class Line:
    """A target with one of its goals: what the plan wants, what was measured and approved, how it is judged."""

    number: int
    label: str
    text: str
    clause: str
    kind: str
    direction: str
    measure: str
    goal: Goal
    reading: Measured | None
    state: str
    waiting: int  # readings that were not approved and could change it

    @property
    def is_share(self) -> bool:
        return self.kind in SHARES

    @property
    def is_reached(self) -> bool:
        """In time, as far as the time has come."""
        return self.state in (GoalState.REACHED, GoalState.REACHED_OLD)


@dataclass(frozen=True)
class Signer:
    """An office that issues the report, with its signature block."""

    agency: str
    on_behalf: str
    signer_title: str
    signer_name: str


@dataclass(frozen=True)
class Plan:
    """The plan reported on, and who runs it."""

    unit: str
    is_school: bool
    is_practice: bool
    name: str
    number: str
    issued_on: date | None
    place: str
    bases: tuple[str, ...]
    signers: tuple[Signer, ...]


@dataclass(frozen=True)
class Content:
    """All that a report says but number and date, which văn thư gives to the paper."""

    name: str  # "Báo cáo sơ kết"
    kind: str  # "interim" or "final"
    version: int
    last_day: date
    made_on: date
    counted_on: date
    code: str
    superior: str
    addressees: tuple[str, ...]
    recipients: tuple[str, ...]
    plan: Plan
    staff: int
    texts: dict[str, str]
    lines: tuple[Line, ...]
    replaces: str = ""  # the report that was sent and that this one replaces

    def flaws(self) -> list[str]:
        """What stands in the way of approving it, in sentences."""
        return approving_flaws(
            self.texts, self.addressees, self.made_on, targets=len(self.lines), signers=len(self.plan.signers)
        )

    @property
    def waiting(self) -> int:
        """Readings that could still change the report, each counted once."""
        most: dict[int, int] = {}
        for line in self.lines:
            most[line.number] = max(line.waiting, most.get(line.number, 0))
        return sum(most.values())

    def lines_in(self, *states: str) -> list[Line]:
        return [line for line in self.lines if line.state in states]


def as_data(content: Content) -> dict[str, Any]:
    """The content as JSON can hold it."""
    found: dict[str, Any] = plain(asdict(content))
    return found


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def content_of(data: dict[str, Any]) -> Content:
    """The content that was kept as JSON."""
    own = days(data, "last_day", "made_on", "counted_on")
    own |= {name: tuple(data[name]) for name in ("addressees", "recipients")}
    return Content(**{**own, "plan": plan_of(data["plan"]), "lines": lines_of(data["lines"])})


def plan_of(data: dict[str, Any]) -> Plan:
    signers = tuple(Signer(**row) for row in data["signers"])
    return Plan(**{**days(data, "issued_on"), "bases": tuple(data["bases"]), "signers": signers})


def lines_of(rows: Sequence[dict[str, Any]]) -> tuple[Line, ...]:
    return tuple(
        Line(
            **{
                **row,
                "goal": Goal(**days(row["goal"], "due_on")),
                "reading": Measured(**days(row["reading"], "on")) if row["reading"] else None,
            }
        )
        for row in rows
    )


def days(data: dict[str, Any], *names: str) -> dict[str, Any]:
    """The same table with these names as days again."""
    return data | {name: date.fromisoformat(data[name]) for name in names if data[name]}
