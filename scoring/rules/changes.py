"""A criteria set as it would be with some values changed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from .judging import CriteriaRules, CriterionRule, Level


@dataclass(frozen=True)
class SetChange:
    """The values that would differ from those in force: criteria by their number, levels by their place from 1."""

    na_policy: str = ""
    marks: Mapping[int, int] = field(default_factory=dict)  # points a level asks for
    points: Mapping[int, int] = field(default_factory=dict)  # most points of a criterion
    floors: Mapping[int, int] = field(default_factory=dict)  # least points of a criterion

    def __bool__(self) -> bool:
        return bool(self.na_policy or self.marks or self.points or self.floors)

    def applied(self, standing: CriteriaRules, inheriting: Collection[int]) -> CriteriaRules:
        """The set as it would be; `inheriting` are the criteria without a policy of their own."""
        return replace(
            standing,
            criteria=tuple(self.criterion(one, one.number in inheriting) for one in standing.criteria),
            levels=tuple(self.level(place, one) for place, one in enumerate(standing.levels, start=1)),
        )

    def criterion(self, standing: CriterionRule, inherits: bool) -> CriterionRule:
        return replace(
            standing,
            points=self.points.get(standing.number, standing.points),
            floor=self.floors.get(standing.number, standing.floor),
            na_policy=self.na_policy if self.na_policy and inherits else standing.na_policy,
        )

    def level(self, place: int, standing: Level) -> Level:
        return replace(standing, pass_mark=self.marks.get(place, standing.pass_mark))
