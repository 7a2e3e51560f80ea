"""A launching plan as a TOML file that a ward writes itself; checked for gaps before anything is saved."""

import re
import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any

from .kit import clock


class PlanError(ValueError):
    """A plan that cannot be loaded; the message is a Vietnamese sentence that names the place in the file."""


CRITERIA: dict[str, Any] = {
    "name": str, "note?": str, "pass_mark?": int, "points?": int, "na_policy?": str,
    "items": [{
        "label": str, "text": str, "points?": int, "steps?": int, "floor?": int, "is_optional?": bool,
        "is_bonus?": bool, "group?": str, "only_for?": str, "na_policy?": str,
    }],
    "levels?": [{
        "name?": str, "pass_mark?": int, "all_required?": bool, "optional_percent?": int, "tag?": str,
    }],
    "groups?": [{"name": str, "pass_mark?": int}],
}  # fmt: skip
RESULTS: dict[str, Any] = {
    "household_rule?": str, "award_only_highest?": bool, "award_quota?": int,
    "member_title?": str, "household_title?": str, "unit_title?": str,
}  # fmt: skip
TARGETS: list[dict[str, Any]] = [{
    "label": str, "text": str, "kind": str, "direction?": str, "measure?": str, "counted?": str, "owner?": str,
    "source?": str, "clause?": str, "goals": [{"due_on": date, "value?": int}],
}]  # fmt: skip
# Of the reports on targets: to whom they go, from when until when, and by when each is sent.
ADDRESSEES: list[dict[str, Any]] = [{
    "name": str, "via?": str, "is_superior?": bool, "place?": str, "starts_on?": date, "ends_on?": date,
}]  # fmt: skip
AWARDS: list[dict[str, Any]] = [{
    "name": str, "award_class": str, "form": str, "granted_by": str, "subjects": [str], "signer?": str, "phase?": int,
    "proposed_by?": str, "quota?": int, "quota_percent?": int, "quota_base?": str, "procedure?": str,
    "upward_to?": str, "days?": int, "posting_days?": int, "wording?": str, "pays_bonus?": bool,
    "quorum_part?": int, "quorum_whole?": int, "needed_part?": int, "needed_whole?": int, "needs_more?": bool,
    "vote_base?": str, "ballot?": str, "tie_break?": str,
    "standards?": [{"text": str, "confirmer?": str, "subject_kind?": str}],
    "papers?": [{"kind": str, "note?": str, "copies?": int}],
}]  # fmt: skip
REPORTS: list[dict[str, Any]] = [{"name": str, "kind": str, "last_day": date, "cut_off?": date}]
STAFF_ITEMS: list[dict[str, Any]] = [{"label": str, "text?": str, "target?": int}]
# The whole shape of the file: a name with "?" may be left out, "*" stands for any name.
SHAPE: dict[str, Any] = {
    "campaign": {
        "code": str, "title": str, "name": str, "ward": str, "number": str, "issued_on": date, "place": str,
        "year": int, "adult_age": int, "reference_date": date, "recipients?": str,
    },
    "issuers": [{"agency": str, "on_behalf?": str, "signer_title": str, "signer_name": str}],
    "legal_bases": [{"text": str, "effective_from?": date, "effective_until?": date}],
    "units": [{
        "code": str, "kind": str, "name": str, "label?": str, "position?": int, "starts_on?": date, "ends_on?": date,
        "tags?": str,
    }],
    "neighbourhoods": {"labels": [str], "name": str, "front_board?": str, "digital_team?": str},
    "sections": [{"chapter": str, "heading?": str, "text": str}],
    "phases": [{
        "number": int, "name": str, "kind": str, "starts_on": date, "ends_on": date, "is_peak?": bool,
        "award_percent": int, "household_percent?": int, "title_percent?": int, "denominator?": str, **RESULTS,
        "steps?": [{
            "kind": str, "name": str, "note?": str, "opens_on?": date, "last_day?": date, "grace_days?": int,
        }],
    }],
    "criteria?": CRITERIA, "household_criteria?": CRITERIA, "neighbourhood_criteria?": CRITERIA,
    "venue_criteria?": CRITERIA, "school_criteria?": CRITERIA, "staff_criteria?": CRITERIA, "unit_criteria?": CRITERIA,
    "results": {"household_percent": int, "title_percent": int, "denominator": str, **RESULTS},
    "commitments?": {
        "organisations?": [{"organisation": str, "representative": str, "unit": str}], "front_boards?": {"*": str},
    },
    "targets?": TARGETS,
    "addressees?": ADDRESSEES,
    "reports?": REPORTS,
    "staff_items?": STAFF_ITEMS,
    "awards?": AWARDS,
}  # fmt: skip
CRITERIA_PARTS = [name.removesuffix("?") for name in SHAPE if "criteria" in name]
KIND_WORDS = {
    str: "một đoạn chữ trong ngoặc kép", int: "một số nguyên", bool: "true hoặc false",
    date: "một ngày, dạng 2022-08-31", list: "một danh sách", dict: "một bảng",
}  # fmt: skip


def optional(shape: dict[str, Any], *names: str) -> dict[str, Any]:
    """The same shape with some of its names left to choice."""
    return {f"{name}?" if name in names else name: inner for name, inner in shape.items()}


# A plan that scores nobody is run by its targets: it needs no neighbourhoods, no results, and no mark for an award.
SHAPE_WITHOUT_SCORING = optional(SHAPE, "neighbourhoods", "results") | {
    "phases": [optional(SHAPE["phases"][0], "award_percent")]
}


def is_scored(plan: dict[str, Any]) -> bool:
    """Every plan scores somebody but one that has targets and neither criteria nor rules of results."""
    return not plan.get("targets") or any(name in plan for name in [*CRITERIA_PARTS, "results"])


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
        raise PlanError(f"Tệp {name} không đúng dạng TOML, mã UTF-8{where(error)}.") from error
    check_plan(plan)
    return plan


def where(error: Exception) -> str:
    """The place a reader of TOML complains of; its words are English, so they are left out."""
    found = re.search(r"at line (\d+), column (\d+)", str(error))
    return f": hãy xem dòng {found[1]}, cột {found[2]}" if found else ""


def check_plan(plan: dict[str, Any]) -> None:
    """Raises PlanError at the first thing that is missing, of the wrong kind, or unknown to the portal."""
    shape = SHAPE if is_scored(plan) else SHAPE_WITHOUT_SCORING
    for name in shape:
        if not name.endswith("?") and not plan.get(name):
            raise PlanError(f"Tệp kế hoạch thiếu mục [{name}].")
    check_names("Tệp kế hoạch", plan, shape)
    for name, value in plan.items():
        check(f"Mục [{name}]", value, shape_of(name, shape))


def check(place: str, value: Any, shape: Any) -> None:
    """Raises PlanError where a value, or anything inside it, does not have its shape."""
    kind = shape if isinstance(shape, type) else type(shape)
    fits = isinstance(value, kind) and isinstance(value, bool) == (kind is bool)
    if not fits or isinstance(value, datetime):
        raise PlanError(f"{place} phải là {KIND_WORDS[kind]}.")
    if kind is date and not clock.FIRST_DAY <= value <= clock.LAST_DAY:
        raise PlanError(f"{place}: năm {value.year} không thể đúng. Hãy xem lại ngày này.")
    if kind is str and "\0" in value:
        raise PlanError(f"{place} có ký tự không đọc được. Hãy gõ lại đoạn chữ này.")
    if kind is list:
        for number, row in enumerate(value, start=1):
            check(f"{place} thứ {number}" if len(value) > 1 else place, row, shape[0])
    if kind is dict:
        check_names(place, value, shape)
        for name, inner in value.items():
            check(f"{place}: “{name}”", inner, shape_of(name, shape))


def check_names(place: str, table: dict[str, Any], shape: dict[str, Any]) -> None:
    """Raises PlanError where a table lacks a name, or has one that is in no plan: most likely a slip of the pen."""
    for name in shape:
        if name != "*" and not name.endswith("?") and table.get(name, []) == []:
            raise PlanError(f"{place} thiếu “{name}”.")
    for name in table:
        if not {name, f"{name}?", "*"} & shape.keys():
            raise PlanError(f"{place} có “{name}” mà cổng không hiểu. Hãy so với tệp mẫu.")


def shape_of(name: str, shape: dict[str, Any]) -> Any:
    return next(shape[known] for known in (name, f"{name}?", "*") if known in shape)
