"""A launching plan as a TOML file that a ward writes itself; checked for gaps before anything is saved."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any


class PlanError(ValueError):
    """A plan that cannot be loaded; the message is a Vietnamese sentence that names the place in the file."""


# what every table of the file must have, and of which kind
NEEDED: dict[str, dict[str, type]] = {
    "campaign": {
        "code": str, "title": str, "name": str, "ward": str, "number": str, "issued_on": date, "place": str,
        "year": int, "adult_age": int, "reference_date": date,
    },
    "issuers": {"agency": str, "signer_title": str, "signer_name": str},
    "legal_bases": {"text": str},
    "units": {"code": str, "kind": str, "name": str},
    "neighbourhoods": {"labels": list, "name": str},
    "sections": {"chapter": str, "text": str},
    "phases": {
        "number": int, "name": str, "kind": str, "starts_on": date, "ends_on": date, "award_percent": int,
    },
    "results": {"household_percent": int, "title_percent": int, "denominator": str},
}  # fmt: skip
KIND_WORDS = {str: "một đoạn chữ", int: "một số nguyên", date: "một ngày, dạng 2022-08-31", list: "một danh sách"}


def read_plan(path: Path) -> dict[str, Any]:
    """The plan file as plain data; raises PlanError naming what is missing or of the wrong kind."""
    try:
        plan = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise PlanError(f"Không đọc được tệp kế hoạch {path.name}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PlanError(f"Tệp {path.name} không đúng dạng TOML, mã UTF-8: {error}.") from error
    check_plan(plan)
    return plan


def check_plan(plan: dict[str, Any]) -> None:
    """Raises PlanError at the first table or value that is missing or of the wrong kind."""
    for table, needed in NEEDED.items():
        if not plan.get(table):
            raise PlanError(f"Tệp kế hoạch thiếu mục [{table}].")
        rows = plan[table] if isinstance(plan[table], list) else [plan[table]]
        for number, row in enumerate(rows, start=1):
            place = f"[{table}]" if len(rows) == 1 else f"[{table}] thứ {number}"
            check_table(place, row, needed)


def check_table(place: str, row: dict[str, Any], needed: dict[str, type]) -> None:
    """Raises PlanError where one table lacks a value or has one of another kind."""
    for key, kind in needed.items():
        if key not in row:
            raise PlanError(f"Mục {place} thiếu “{key}”.")
        if not isinstance(row[key], kind) or isinstance(row[key], bool):
            raise PlanError(f"Mục {place}: “{key}” phải là {KIND_WORDS[kind]}.")
