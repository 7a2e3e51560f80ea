"""Kinds of workbooks as wards have them: each a small named function that makes one, with what must come of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

CHU = ("T08-001", "Sùng A Chử", "head", "05/08/1968", "male", "", "")
NGA = ("T08-001", "Lô Thị Nga", "wife", "1971", "female", "", "")
DUC = ("T08-001", "Sùng Minh Đức", "child", "01/09/1995", "male", "015095000123", "0912345678")
FAMILY = (CHU, NGA, DUC)
FIELDS = ("code", "name", "relation", "born", "gender", "citizen_id", "phone")


def chu(**given):
    """Sùng A Chử in the registry, but for what is given: born, citizen_id, phone."""
    return tuple((dict(zip(FIELDS, CHU, strict=True)) | given).values())


@dataclass(frozen=True)
class Kind:
    """One workbook: its bytes, who is in the registry once it is saved, or exactly what is said against it.

    A complaint is (row, column, sentence) as Excel counts and as the file titles its columns.
    """

    name: str
    make: Callable[[], bytes]
    saved: tuple = ()
    errors: tuple = ()
    warnings: tuple = ()


def kinds_in(module_kinds: Iterable[Kind]) -> dict[str, Kind]:
    return {kind.name: kind for kind in module_kinds}


def collector(found: list[Kind]):
    """A decorator that puts a workbook's maker and what must come of it into a list."""

    def kind(*, saved=(), errors=(), warnings=()):
        def register(make):
            found.append(Kind(make.__name__, make, tuple(saved), tuple(errors), tuple(warnings)))
            return make

        return register

    return kind
