"""What a list says once it is judged: households with their members, and complaints by row and column."""

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import date
from typing import Any, NamedTuple

from .cells import Birth, Neighbourhood


@dataclass(frozen=True)
class Complaint:
    """A sentence about one cell, by Excel's row number and the column's title; about the whole file without them."""

    row: int | None
    column: str | None
    message: str


class ListedMember(NamedTuple):
    """One person as the list has them; empty numbers were not given."""

    row: int
    full_name: str
    relation: str
    birth: Birth
    gender: str
    citizen_id: str
    phone: str


@dataclass(frozen=True)
class ListedHousehold:
    """One household of the list, its head first and then the others in the order of the rows."""

    row: int
    code: str
    neighbourhood: Neighbourhood
    address: str
    members: tuple[ListedMember, ...]


@dataclass(frozen=True)
class JudgedList:
    """The judgement of a file: the households without a fault, and the rows that are held back with a faulty one.

    While there is an error nothing is saved, unless somebody asks for the good rows alone.
    """

    households: tuple[ListedHousehold, ...] = ()
    errors: tuple[Complaint, ...] = ()
    warnings: tuple[Complaint, ...] = ()
    held: tuple[int, ...] = ()
    header_row: int = 0
    sheet: str = ""

    def as_plain(self) -> dict[str, Any]:
        """The judgement as lists, texts and numbers; `from_plain` makes it whole again."""
        return {
            "households": [
                [home.row, home.code, home.neighbourhood.key, home.address, [list(one) for one in home.members]]
                for home in self.households
            ],
            "errors": [astuple(complaint) for complaint in self.errors],
            "warnings": [astuple(complaint) for complaint in self.warnings],
            "place": [self.held, self.header_row, self.sheet],
        }

    @classmethod
    def from_plain(cls, plain: dict[str, Any], neighbourhoods: Iterable[Neighbourhood]) -> "JudgedList":
        """The judgement that `as_plain` was made of; the neighbourhoods are those it was judged against."""
        by_key = {one.key: one for one in neighbourhoods}
        held, header_row, sheet = plain["place"]
        return cls(
            tuple(
                ListedHousehold(row, code, by_key[key], address, tuple(map(member_from, members)))
                for row, code, key, address, members in plain["households"]
            ),
            tuple(Complaint(*complaint) for complaint in plain["errors"]),
            tuple(Complaint(*complaint) for complaint in plain["warnings"]),
            tuple(held),
            header_row,
            sheet,
        )


def member_from(values: list[Any]) -> ListedMember:
    row, full_name, relation, (on, year_only), *rest = values
    return ListedMember(row, full_name, relation, Birth(date.fromisoformat(on), year_only), *rest)
