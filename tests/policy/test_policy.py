"""Every address of the portal, for every person, with own, foreign and missing objects, as table.py says."""

import uuid
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver

from emulation.choices import PhaseStatus
from emulation.models import Phase
from tests.policy import council_table, decision_table, posting_table, school_table
from tests.policy.answers import outcome, words_in
from tests.policy.table import ELSEWHERE, ROLES, WRITE_WHERE_NOT_OPEN, column
from tests.policy.world import FOREIGN, NUMBERS

MISSING = 10**6
IMPORT_PAGES = [f"emulation:household_import_{name}" for name in ("preview", "save", "undo", "wrong_rows")]


def writes(captured) -> list[str]:
    """Statements that changed something; the session's own table does not count."""
    statements = [query["sql"] for query in captured]
    changing = [sql for sql in statements if sql.startswith(("INSERT", "UPDATE", "DELETE"))]
    return [sql for sql in changing if "django_session" not in sql]


# The table is whole


def own_names(resolver=None, space="") -> set[str]:
    """The names of every address of ours; admin's own stand outside."""
    names = set()
    for pattern in (resolver or get_resolver()).url_patterns:
        if not isinstance(pattern, URLResolver):
            names.add(f"{space}{pattern.name}")
        elif pattern.namespace != "admin":
            names |= own_names(pattern, f"{pattern.namespace}:" if pattern.namespace else space)
    return names


def test_every_address_is_in_the_table():
    schools = {name for name in school_table.column("clerk") if not name.startswith("own:")}
    reports = set(school_table.column("clerk", table=school_table.REPORTS))
    beside = {name for one in (council_table, decision_table, posting_table) for name in one.column("clerk")}
    assert own_names() - ELSEWHERE == set(column("clerk")) | schools | reports | beside


# Reading


@pytest.mark.parametrize("role", ROLES)
def test_a_page_answers_as_the_table_says_and_reading_changes_nothing(people_of, world, elsewhere, role):
    """… and nobody reads a personal number in full, nor meets anybody of another ward."""
    browser = people_of(role)

    with CaptureQueriesContext(connection) as captured:
        found = {name: browser.get(url) for name, url in world.addresses().items()}
        said = {name: words_in(response) for name, response in found.items()}

    assert {name: outcome(response) for name, response in found.items()} == column(role)
    assert writes(captured) == []
    assert [name for name, text in said.items() if any(word in text for word in (*NUMBERS, *FOREIGN))] == []


@pytest.mark.parametrize("role", ROLES)
def test_a_phase_that_is_not_open_yet_reads_alike(people_of, world, second, role):
    browser = people_of(role)

    urls = {name: url for name, url in world.addresses(second).items() if name.startswith(("scoring", "rewards"))}

    answers = {name: outcome(browser.get(url)) for name, url in urls.items()}

    assert answers == {name: answer for name, answer in column(role).items() if name in urls}


def unreachable(world, ward, elsewhere) -> list[str]:
    """Addresses of what is not there, of another ward, and of two wards mixed."""
    campaign, unit, home = elsewhere
    own, other, none = [world.phase.campaign.code, 1], [campaign.code, 1], [world.phase.campaign.code, 9]
    phase_pages = [
        "scoring:sheets", "scoring:results", "scoring:results_workbook", "rewards:certificates", "rewards:report",
        "rewards:report_order", "rewards:awards", "rewards:nominations", "rewards:dossiers", "rewards:dossier_make",
    ]  # fmt: skip
    sheet_pages = ["scoring:sheet", "scoring:sheet_save", "scoring:sheet_rows"]
    arguments = [
        *(("emulation:household", [pk]) for pk in (MISSING, home.pk)),
        *((name, [uuid.uuid4()]) for name in IMPORT_PAGES),
        *((name, [uuid.uuid4()]) for name in ("emulation:job", "emulation:job_file")),
        *(("scoring:plan", [code]) for code in ("khong-co", campaign.code)),
        *((name, place) for name in phase_pages for place in (none, other)),
        *((name, [*own, pk]) for name in sheet_pages for pk in (MISSING, home.pk)),
        *((name, [*place, world.home.pk]) for name in sheet_pages for place in (none, other)),
        *(("scoring:unit_result", [*own, pk]) for pk in (MISSING, unit.pk, ward.pk)),
    ]
    return [reverse(name, args=args) for name, args in arguments]


@pytest.mark.parametrize("role", ROLES)
def test_what_is_missing_or_of_another_ward_is_not_found(people_of, world, ward, elsewhere, role):
    browser = people_of(role)
    urls = unreachable(world, ward, elsewhere)

    answers = {url: outcome(browser.get(url)) for url in urls}

    expected = "login" if role in ("anonymous", "disabled") else 404
    assert answers == dict.fromkeys(urls, expected)


@pytest.mark.parametrize("role", ["anonymous", "clerk"])
def test_nothing_can_be_sent_there_either(people_of, world, ward, elsewhere, role):
    browser = people_of(role)
    urls = unreachable(world, ward, elsewhere)

    with CaptureQueriesContext(connection) as captured:
        answers = {outcome(browser.post(url)) for url in urls}

    assert answers == {"login" if role == "anonymous" else 404}
    assert writes(captured) == []


def test_the_addresses_called_unreachable_are_really_there_for_their_own_ward(people_of, make_user, elsewhere):
    campaign, unit, home = elsewhere
    make_user("clerk", "clerk", campaign.ward)
    browser = people_of("clerk")

    urls = [
        reverse("emulation:household", args=[home.pk]),
        reverse("scoring:sheet", args=[campaign.code, 1, home.pk]),
        reverse("scoring:unit_result", args=[campaign.code, 1, unit.pk]),
    ]

    assert [browser.get(url).status_code for url in urls] == [200, 200, 200]


# Writing


def posted(browser, world, urls) -> dict[str, tuple[int | str, bool]]:
    """Per address the answer to a POST, and whether anything was written."""
    found = {}
    for name, url in urls.items():
        with CaptureQueriesContext(connection) as captured:
            answer = outcome(browser.post(url, world.form(name)))
        found[name] = (answer, bool(writes(captured)))
    return found


@pytest.mark.parametrize("role", ROLES)
def test_a_post_answers_as_the_table_says_and_writes_only_where_it_may(people_of, world, role):
    expected = column(role, posting=True)

    answers = posted(people_of(role), world, world.addresses())

    assert {name: answer for name, (answer, _) in answers.items()} == expected
    assert [name for name, (_, wrote) in answers.items() if wrote and expected[name] not in (200, 302)] == []


@pytest.mark.parametrize("role", ROLES)
def test_a_closed_phase_takes_no_scores_from_anybody(people_of, world, second, role):
    Phase.objects.filter(pk=second.pk).update(status=PhaseStatus.CLOSED)
    usual, urls = column(role, posting=True), world.addresses(second)

    answers = posted(people_of(role), world, {name: urls[name] for name in WRITE_WHERE_NOT_OPEN})

    assert answers == {
        name: (status if usual[name] in (200, 302) else usual[name], False)
        for name, status in WRITE_WHERE_NOT_OPEN.items()
    }


def test_the_clerks_posts_are_real_ones(people_of, world):
    """Without this the test of refused posts would prove nothing: the same posts write when the clerk sends them."""
    answers = posted(people_of("clerk"), world, world.addresses())

    assert {name for name, (_, wrote) in answers.items() if wrote} == {
        "emulation:household_import",
        "emulation:household_import_save",
        "emulation:household_import_undo",
        "emulation:staff_import",
        "emulation:staff_import_save",
        "scoring:sheet_rows",
        "scoring:sheet_save",
        "scoring:sheet_company",
        "scoring:note_save",
        "rewards:certificates",
        "rewards:report_order",
        "scoring:calendar_link",
        "scoring:calendar_link_revoke",
        "scoring:print_sheets",
        "scoring:register_mark",
        "scoring:paper_reprint",
        "scoring:offline",
        "scoring:offline_save",
        "scoring:note_settle",
        "scoring:exemption_lift",
        "scoring:register_undo",
        "emulation:event_undo",
        "emulation:correction_withdraw",
        "scoring:phone_slips",
        "scoring:phone_revoke",
        "rewards:nomination_acts",
        "rewards:nomination_step",
        "rewards:nomination_tick",
        "rewards:history_import",
        "rewards:history_import_save",
        "rewards:dossier_copies",
        "rewards:dossier_paper_waive",
        "rewards:dossier_paper_clear",
        "rewards:dossier_take_out",
        "rewards:dossier_paper_make",
        "rewards:dossier_papers_make",
        "rewards:pack_order",
    }


def test_so_are_the_decisions_of_the_standing_office(people_of, world):
    decisions = {
        "scoring:late_entry_revoke",
        "scoring:exemption_settle",
        "scoring:exemption_lift",
        "emulation:commitment_withdraw",
        "emulation:event_undo",
        "emulation:correction_decide",
        "rewards:nomination_override",
    }
    urls = world.addresses()

    answers = posted(people_of("standing"), world, {name: urls[name] for name in decisions})

    assert {name for name, (_, wrote) in answers.items() if wrote} == decisions


# The page offers what it gives


def links_of(text: str) -> set[str]:
    return {part.split('"')[0] for part in text.split('href="')[1:] if part.startswith("/") and "/static/" not in part}


@pytest.mark.parametrize("role", [role for role in ROLES if role not in ("anonymous", "disabled")])
def test_the_menu_offers_only_what_opens(people_of, world, role):
    browser = people_of(role)
    menu = links_of(browser.get("/").text.split('<main class="page"')[0])

    answers = {url: browser.get(url).status_code for url in menu}

    assert answers == dict.fromkeys(menu, 200)


def test_the_ranking_links_only_to_neighbourhoods_that_open(people_of, world):
    linked = {}
    for role in ("administrator", "chairman", "clerk", "officer", "other"):
        page = people_of(role).get(world.addresses()["scoring:results"])
        linked[role] = [line.result.count.name for line in page.context["lines"] if line.url_id]

    everything = linked.pop("clerk")
    assert sorted(everything) == ["Tổ dân phố số 1", "Tổ dân phố số 14", "Tổ dân phố số 8"]
    assert linked == {
        "administrator": [],
        "chairman": everything,
        "officer": ["Tổ dân phố số 1"],
        "other": ["Tổ dân phố số 14"],
    }


def test_files_of_jobs_lie_outside_what_the_web_serves(settings, world):
    served = [Path(settings.STATIC_ROOT), *map(Path, settings.STATICFILES_DIRS)]

    paths = [world.job.path, world.kept.path]

    assert [path for path in paths if any(path.is_relative_to(folder) for folder in served)] == []
