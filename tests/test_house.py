"""What a machine can keep of the house: one predicate per page, pages of a steady cost, files of a plain size."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.db.models import CheckConstraint, UniqueConstraint
from django.test.utils import CaptureQueriesContext
from django.urls import URLResolver, get_resolver, reverse

from emulation.admin import ReadOnlyAdmin
from emulation.kit.guards import Guarded
from scoring.models import MemberScore, ScoreSheet

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ["config", "rewards", "scoring", "emulation"]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
PAGES = [path for path in TEMPLATES if "documents" not in path.parts]
CODE = sorted(path for floor in FLOORS for path in (ROOT / floor).rglob("*.py"))
OWN_CODE = [path for path in CODE if "migrations" not in path.parts]
PYTHON = OWN_CODE + sorted(path for place in ("tests", "bench") for path in (ROOT / place).rglob("*.py"))
SCRIPTS = sorted((ROOT / "static" / "js").glob("*.js"))
SCRIPT = (ROOT / "static" / "js" / "score-grid.js").read_text()
# Written by actions alone: nobody meets these constraints in a form.
INTERNAL = {
    "Job", "HouseholdImport", "ImportUndo", "ScoreSheet", "MemberScore", "HouseholdScore", "UnitScore", "Exemption",
    "Snapshot", "CalendarLink", "LateEntryGrant", "UnitChange", "UnitChangePart", "HouseholdMove", "HouseholdEvent",
    "CorrectionRequest", "StaffImport", "PaperSheet", "SheetPrint", "OfflineUpload", "PatternNote",
    "SecondEntry", "SecondScore",
    "UnitApproval", "ApprovalMove",
    "HouseholdLink", "SelfSheet", "SelfScore", "StayingOut",
    "CellNote", "OpenSheet", "StaffTick", "StaffExemption",
    "Meeting", "Attendance", "AgendaLine", "Recusal", "BallotCount",
    "Nomination", "StandardTick", "AwardHistory", "HistoryImport",
    "TargetReport", "ReportLetter", "ReportMove",
    "KeptFile", "ReadingFile", "InitiativeFile",
    "Dossier", "DossierLine", "DossierPaper", "DossierMove", "DossierSending",
    "MadePaper", "Pack",
    "Posting", "PostingLine", "Objection",
    "Decision", "DecisionLine",
}  # fmt: skip
NOT_OURS = {"login", "logout", "health"}


def short(path: Path) -> str:
    return str(path.relative_to(ROOT))


def found_in(paths, pattern: str) -> list[str]:
    """Places where a pattern stands, as file:line."""
    return [
        f"{short(path)}:{number}: {line.strip()[:80]}"
        for path in paths
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if re.search(pattern, line)
    ]


# Views


def own_patterns(resolver=None):
    """Every address of ours with its view; admin's own stand outside."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if not isinstance(pattern, URLResolver):
            if pattern.name not in NOT_OURS:
                yield pattern
        elif pattern.namespace != "admin":
            yield from own_patterns(pattern)


VIEWS = {pattern.name: getattr(pattern.callback, "view_class", None) for pattern in own_patterns()}


@pytest.mark.parametrize("name", VIEWS)
def test_every_address_names_one_predicate_of_a_permissions_module(name):
    view = VIEWS[name]

    assert issubclass(view, Guarded)
    assert (
        view.dispatch is Guarded.dispatch or name == "linked_calendar"
    )  # let in without a login, guarded all the same
    assert view.is_allowed is Guarded.is_allowed
    assert view.predicate.__name__.startswith("can_")
    assert re.fullmatch(r"(emulation|scoring|rewards)\.permissions", view.predicate.__module__)


def test_every_predicate_is_asked_by_somebody():
    code = "".join(path.read_text() for path in OWN_CODE)
    predicates = re.findall(r"^def (can_\w+)", code, re.M)

    assert [name for name in predicates if len(re.findall(rf"\b{name}\b", code)) < 2] == []


# Pages cost the same whatever they show


@pytest.fixture
def cost(logged_in, clerk):
    """How many queries a page costs the clerk, once everything that is asked only once has been asked."""

    def count(url):
        browser = logged_in(clerk)
        browser.get(url)
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(url).status_code == 200
        return len(captured)

    return count


@pytest.fixture
def list_pages(phase, unit_of):
    place = [phase.campaign.code, phase.number]
    return {
        "home": reverse("home"),
        "households": reverse("emulation:households"),
        "households, searched": reverse("emulation:households") + "?q=a",
        "sheets": reverse("scoring:sheets", args=place) + f"?to={unit_of('8').pk}",
        "sheets, searched": reverse("scoring:sheets", args=place) + "?q=a",
        "results": reverse("scoring:results", args=place),
        "workbook": reverse("scoring:results_workbook", args=place),
        "unit result": reverse("scoring:unit_result", args=[*place, unit_of("8").pk]),
        "certificates": reverse("rewards:certificates", args=place),
        "report": reverse("rewards:report", args=place),
        "register": reverse("scoring:register", args=place),
        "register of a neighbourhood": reverse("scoring:unit_register", args=[*place, unit_of("8").pk]),
        "second entries": reverse("scoring:second_entries", args=place) + f"?to={unit_of('8').pk}",
        "approvals": reverse("scoring:approvals", args=place),
        "sign-off of a neighbourhood": reverse("scoring:unit_approval", args=[*place, unit_of("8").pk]),
        "reminder": reverse("scoring:register_reminder", args=[*place, unit_of("8").pk]),
        "missing list": reverse("scoring:missing_list", args=[*place, unit_of("8").pk]),
    }


def test_every_list_costs_the_same_with_one_row_and_with_thirty(cost, list_pages, make_household, score):
    score(make_household("8", "Sùng A Chử", 1968, "Lô Thị Nga", 1971))
    make_household("14", "Hoàng Thị Nhất", 1980)
    one = {name: cost(url) for name, url in list_pages.items()}

    for _ in range(29):
        score(make_household("8", "Sùng A Chử", 1968, "Lô Thị Nga", 1971))
        make_household("14", "Hoàng Thị Nhất", 1980)

    assert {name: cost(url) for name, url in list_pages.items()} == one


def test_a_sheet_costs_the_same_with_one_person_and_with_eight(cost, phase, make_household):
    small = make_household("8", "Sùng A Chử", 1968)
    large = make_household("8", *[word for n in range(8) for word in (f"Sùng Thị {n}", 1968 + n)])
    urls = [reverse("scoring:sheet", args=[phase.campaign.code, 1, home.pk]) for home in (small, large)]

    assert cost(urls[0]) == cost(urls[1])


def test_an_empty_list_costs_no_more_than_a_full_one(cost, list_pages, make_household):
    make_household("14", "Hoàng Thị Nhất", 1980)
    empty = {name: cost(url) for name, url in list_pages.items()}

    make_household("8", "Sùng A Chử", 1968)

    assert [name for name, url in list_pages.items() if cost(url) < empty[name]] == []


def test_a_page_with_keys_over_a_thousand_writes_them_without_a_dot(logged_in, clerk, phase, household):
    """Vietnamese numbers are grouped with dots; a key with a dot would send a clerk's ticks to nobody."""
    member = household.members.get(full_name="Sùng A Chử")
    household.members.filter(pk=member.pk).update(id=member.pk + 12_345_000)

    text = logged_in(clerk).get(reverse("scoring:sheet", args=[phase.campaign.code, 1, household.pk])).text

    assert re.findall(r'"(?:version-)?\d+(?:\.\d+)+(?:-\d+)?"', text) == []
    assert f'data-member="{member.pk + 12_345_000}"' in text


def test_ticks_of_somebody_with_a_great_key_are_saved(logged_in, clerk, phase, household):
    member = household.members.get(full_name="Sùng A Chử")
    household.members.filter(pk=member.pk).update(id=12_345_678)
    place = [phase.campaign.code, 1, household.pk]
    browser = logged_in(clerk)
    page = browser.get(reverse("scoring:sheet", args=place)).text
    names = re.findall(r'name="(version-[^"]+)"', page)
    gone = re.search(r'name="gone" value="([^"]+)"', page)[1]

    browser.post(reverse("scoring:sheet_save", args=place), {"gone": gone, names[0]: "0"})

    assert MemberScore.objects.get().member_id == 12_345_678
    assert ScoreSheet.objects.count() == 1


# Templates


def test_there_are_templates_to_look_at():
    assert len(PAGES) > 30


@pytest.mark.parametrize(
    "pattern",
    [
        r"<script(?![^>]*\ssrc=)",  # inline script
        r"<style\b",
        r"\sstyle\s*=",
        r"\son[a-z]+\s*=",  # onclick and its kin
        r"javascript:",
        r"hx-on|hx-vals=['\"]?js:|hx-headers=['\"]?js:",  # script by way of htmx
        r"(?:src|href)=[\"']https?://",  # nothing of ours comes from elsewhere
        r"\{%\s*csrf_exempt",
        r"\|\s*safe\b",
        r"\{%\s*autoescape\s+off",
        r"\{\{[^}|]*\.pk\s*\}\}(?!.*%\})",  # a key without |unlocalize is written with dots from 1.000 on
    ],
)
def test_no_page_holds(pattern):
    assert found_in(PAGES, pattern) == []


def test_papers_escape_too():
    papers = [path for path in TEMPLATES if path not in PAGES]

    assert found_in(papers, r"\|\s*safe\b|\{%\s*autoescape\s+off|<script|https?://(?!www\.w3\.org)") == []


def test_every_form_that_posts_carries_the_token():
    texts = {short(path): path.read_text() for path in PAGES}

    assert [name for name, text in texts.items() if text.count("csrf_token") < text.count('method="post"')] == []


def test_no_template_is_longer_than_120_lines():
    assert [short(path) for path in TEMPLATES if len(path.read_text().splitlines()) > 120] == []


def test_no_code_switches_a_protection_off():
    allowed = {"rewards/documents/certificate.py", "rewards/documents/posting.py"}  # the QR code's own SVG
    found = found_in(OWN_CODE, r"mark_safe\(|csrf_exempt|xframe_options_exempt|\.raw\(|\.extra\(|RawSQL|csp_exempt")

    assert [place for place in found if place.split(":")[0] not in allowed] == []


def test_only_the_health_page_is_open_to_strangers():
    open_to_all = re.compile(r"@login_not_required\ndef (\w+)")

    assert [name for path in OWN_CODE for name in open_to_all.findall(path.read_text())] == ["health"]


# Python


def test_no_file_is_longer_than_400_lines():
    assert [short(path) for path in [*PYTHON, *SCRIPTS] if len(path.read_text().splitlines()) > 400] == []


@cache
def functions_of(path: Path):
    return [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef)]


def test_no_function_is_longer_than_45_lines():
    long = [
        f"{short(path)}: {function.name}, {function.end_lineno - function.lineno + 1} lines"
        for path in PYTHON
        if "stories" not in path.parts  # a walk is as long as the way
        for function in functions_of(path)
        if function.end_lineno - function.lineno + 1 > 45
    ]

    assert long == []


def test_no_file_has_a_name_that_says_nothing():
    names = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "services", "signals", "mixins"}
    everything = [*PYTHON, *TEMPLATES, *(ROOT / "static").rglob("*.js"), *(ROOT / "static").rglob("*.css")]

    assert [short(path) for path in everything if path.stem in names] == []


def late_imports(path: Path) -> list[str]:
    """Imports of our own floors inside functions: they hide a dependency from whoever reads the file's head."""
    return [
        f"{short(path)}:{node.lineno}"
        for function in functions_of(path)
        for node in ast.walk(function)
        if any(name.split(".")[0] in ("", *FLOORS) for name in imported(node))
    ]


def imported(node: ast.AST) -> list[str]:
    """The modules an import names; "" for a relative one."""
    if isinstance(node, ast.ImportFrom):
        return ["" if node.level else node.module]
    return [alias.name for alias in node.names] if isinstance(node, ast.Import) else []


def test_nothing_of_ours_is_imported_late():
    assert [place for path in OWN_CODE for place in late_imports(path)] == []


def test_import_module_is_used_by_app_configs_alone():
    assert {place.split(":")[0] for place in found_in(OWN_CODE, r"\bimport_module\(|__import__\(")} == {
        "config/apps.py",
        "rewards/apps.py",
        "scoring/apps.py",
    }


def test_no_signal_and_no_save_override():
    models = [path for path in OWN_CODE if "models" in (*path.parts, path.stem)]

    assert found_in(OWN_CODE, r"@receiver|\.connect\(") == []
    assert found_in(models, r"def (save|delete|clean)\(self") == []


def test_every_floor_says_what_it_is():
    assert [floor for floor in FLOORS[1:] if not (ROOT / floor / "README.md").is_file()] == []


def test_every_module_says_what_it_holds():
    texts = {short(path): path.read_text() for path in OWN_CODE}

    assert [name for name, text in texts.items() if text.strip() and not ast.get_docstring(ast.parse(text))] == []


# Models


def own_models():
    return [model for label in FLOORS for model in apps.get_app_config(label).get_models()]


def named_constraints(model):
    return [c for c in model._meta.constraints if isinstance(c, (CheckConstraint, UniqueConstraint))]


def test_every_constraint_is_named_by_a_sentence():
    names = [constraint.name for model in own_models() for constraint in named_constraints(model)]

    assert [name for name in names if not re.fullmatch(r"[a-z]+(_[a-z]+){2,}", name)] == []


def test_every_constraint_that_a_person_can_meet_says_so_in_vietnamese():
    silent = [
        constraint.name
        for model in own_models()
        if model.__name__ not in INTERNAL
        for constraint in named_constraints(model)
        if constraint.violation_error_message == constraint.default_violation_error_message
    ]

    assert silent == []


def test_what_is_called_internal_is_written_by_no_form():
    editable = {model for model, page in admin.site._registry.items() if not isinstance(page, ReadOnlyAdmin)}
    editable |= {inline.model for page in admin.site._registry.values() for inline in page.inlines}

    assert {model.__name__ for model in editable} & INTERNAL == set()


def test_every_model_has_vietnamese_names():
    nameless = [m.__name__ for m in own_models() if m._meta.verbose_name.isascii() and " " not in m._meta.verbose_name]

    assert nameless == []


# The grid's keys


def keys_of(table: str) -> list[str]:
    """The keys of one table of keys in score-grid.js."""
    body = re.search(rf"const {table} = \{{\n(.*?)\n\}};", SCRIPT, re.S)[1]
    return [quoted or plain for quoted, plain in re.findall(r"^  (?:\"([^\"]+)\"|(\w+)):", body, re.M)]


def test_the_grid_has_no_letter_keys_that_telex_would_swallow():
    assert {"-", "*", "Enter", "/", "?"} <= set(keys_of("KEYS"))
    assert '...Object.fromEntries([..."0123456789"].map(' in SCRIPT
    assert [key for key in keys_of("KEYS") if re.fullmatch(r"[^\W\d_]|\[|\]", key)] == []


def test_with_ctrl_only_z_undoes_and_redoes():
    assert [key for key in keys_of("WITH_CTRL") if len(key) == 1] == ["z", "Z"]


def test_the_grid_acts_on_no_key_outside_its_tables():
    listening = found_in(SCRIPTS, r"addEventListener\(\"key\w+\"")

    assert [place.split(":")[0] for place in listening] == ["static/js/score-grid.js"]
    assert re.findall(r"event\.(?:key|code) [!=]=+ (\".*?\")", SCRIPT) == ['" "']
