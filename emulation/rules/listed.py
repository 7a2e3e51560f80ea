"""What a list says once it is judged: households with their members, and complaints by row and column."""

from dataclasses import dataclass

from .cells import Birth, Neighbourhood


@dataclass(frozen=True)
class Complaint:
    """A sentence about one cell, by Excel's row number and the column's title; about the whole file without them."""

    row: int | None
    column: str | None
    message: str


@dataclass(frozen=True)
class ListedMember:
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
