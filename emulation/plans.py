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


SINGLE = ("campaign", "neighbourhoods", "results")  # written [table]; all others are lists, written [[table]]


def read_plan(path: Path) -> dict[str, Any]:
    """The plan file as plain data; raises PlanError naming what is missing or of the wrong kind."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise PlanError(f"Không đọc được tệp kế hoạch {path.name}.") from error
    return parse_plan(content, path.name)


def parse_plan(content: bytes, name: str) -> dict[str, Any]:
    """The content of a plan file as plain data; raises PlanError for whatever cannot be read or lacks something."""
    try:
        plan = tomllib.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise PlanError(f"Tệp {name} không đúng dạng TOML, mã UTF-8: {str(error)[:200]}.") from error
    check_plan(plan)
    return plan


def check_plan(plan: dict[str, Any]) -> None:
    """Raises PlanError at the first table or value that is missing or of the wrong kind."""
    for table, needed in NEEDED.items():
        if not plan.get(table):
            raise PlanError(f"Tệp kế hoạch thiếu mục [{table}].")
        if not isinstance(plan[table], dict if table in SINGLE else list):
            raise PlanError(f"Mục {table} phải viết là {f'[{table}]' if table in SINGLE else f'[[{table}]]'}.")
        rows = [plan[table]] if table in SINGLE else plan[table]
        for number, row in enumerate(rows, start=1):
            place = f"[{table}]" if len(rows) == 1 else f"[{table}] thứ {number}"
            check_table(place, row, needed)
    for label in plan["neighbourhoods"]["labels"]:
        check_kind("[neighbourhoods]", "labels", label, str)
    for row in plan["phases"]:
        check_steps(f"[phases] số {row['number']}", row.get("steps", []))
    check_commitments(plan.get("commitments", {}))


def check_table(place: str, row: Any, needed: dict[str, type]) -> None:
    """Raises PlanError where one table lacks a value or has one of another kind."""
    if not isinstance(row, dict):
        raise PlanError(f"Mục {place} phải là một bảng có tên từng giá trị.")
    for key, kind in needed.items():
        if key not in row:
            raise PlanError(f"Mục {place} thiếu “{key}”.")
        check_kind(place, key, row[key], kind)


def check_kind(place: str, key: str, value: Any, kind: type) -> None:
    """Raises PlanError for a value of another kind; a moment is no day and true is no number."""
    if type(value) is not kind:
        raise PlanError(f"Mục {place}: “{key}” phải là {KIND_WORDS[kind]}.")


def check_steps(place: str, steps: Any) -> None:
    check_kind(place, "steps", steps, list)
    for position, step in enumerate(steps, start=1):
        here = f"{place}, bước {position}"
        check_table(here, step, {"kind": str, "name": str})
        for key in {"opens_on", "last_day"} & step.keys():
            check_kind(here, key, step[key], date)


def check_commitments(table: Any) -> None:
    check_table("[commitments]", table, {})
    organisations, boards = table.get("organisations", []), table.get("front_boards", {})
    check_kind("[commitments]", "organisations", organisations, list)
    for position, row in enumerate(organisations, start=1):
        check_table(f"[commitments] thứ {position}", row, {"organisation": str, "representative": str, "unit": str})
    check_table("[commitments.front_boards]", boards, dict.fromkeys(boards, str) if isinstance(boards, dict) else {})
