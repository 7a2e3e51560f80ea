"""The workbook there and back for any answers: untouched it changes nothing, filled it never loses a newer value."""

import io

import openpyxl
import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.actions.offline import keep_offline_book, save_offline_book
from scoring.actions.sheets import Entry, record_scores
from scoring.choices import Preference
from scoring.documents.offline import offline_book
from scoring.queries.offline import OfflineSheets, plan_of_upload, plan_offline
from scoring.rules.offline import sign_of
from tests.mixed_plan import mixed
from tests.offline import column_of
from tests.workbooks import packed

LINES = 3  # two people and the household itself


@pytest.fixture
def plan(plan):
    return mixed(plan)


def answers_for(criteria, tags):
    """Any answers that fit the criteria of a line, empty ones too."""
    return st.tuples(
        *(
            st.sampled_from("." if not c.applies_to(tags) else "." + "0123456789"[: c.steps + 1] + dash(c))
            for c in criteria
        )
    ).map("".join)


def dash(criterion) -> str:
    return "" if criterion.na_policy == "not_allowed" else "-"


def key_all(sheets, home, answers, by):
    """Keys the lines of one household as they should stand now, through the verb of the grid."""
    lines = [*sheets.people, *sheets.households]
    record_scores(
        home,
        sheets.phase,
        [Entry(line.member, said, line.version) for line, said in zip(lines, answers, strict=True)],
        by=by,
    )


def filled_in(sheets, content, answers):
    """The workbook with everybody's cells filled as the answers say."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for place, (line, said) in enumerate(zip([*sheets.people, *sheets.households], answers, strict=True)):
        page, row = (book.worksheets[0], 4 + place) if line.member else (book.worksheets[1], 4)
        rules = sheets.criteria[line.member > 0].criteria
        for rule, answer in zip(rules, said, strict=True):
            page.cell(row, column_of(page, rule.number)).value = sign_of(answer, rule.steps) or None
    return packed(book)


def standing(phase, unit):
    sheets = OfflineSheets(phase, unit)
    return [line.answers for line in (*sheets.people, *sheets.households)]


def test_whatever_was_keyed_comes_back_the_same_and_nothing_newer_is_lost(phase, unit, make_household, clerk):
    home = make_household("8", "Sùng A Chử", 1968, "Lô Thị Nga", 1971)
    empty = OfflineSheets(phase, unit)
    lines = [*empty.people, *empty.households]
    any_answers = st.tuples(*(answers_for(empty.criteria[line.member > 0].criteria, line.tags) for line in lines))

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(base=any_answers, filled=any_answers, now=any_answers, prefer=st.sampled_from(Preference.values))
    def holds(base, filled, now, prefer):
        with transaction.atomic():
            key_all(empty, home, base, clerk)
            sheets = OfflineSheets(phase, unit)
            content = offline_book(sheets)
            assert plan_offline(content, phase, unit).counts["same"] == LINES

            key_all(sheets, home, now, clerk)
            assert plan_offline(content, phase, unit).differences == []  # untouched: the portal has moved on
            before = standing(phase, unit)
            kept = keep_offline_book(filled_in(sheets, content, filled), "a.xlsx", phase, unit, by=clerk)
            save_offline_book(kept, stamp=plan_of_upload(kept).stamp, prefer=prefer, by=clerk)

            after = standing(phase, unit)
            cells = zip(*("".join(side) for side in (base, before, filled, after)), strict=True)
            for was, stood, said, stands in cells:
                assert stands == expected(was, stood, said, by_file=prefer == Preference.FILE)
            transaction.set_rollback(True)

    holds()


def expected(was, stood, said, *, by_file) -> str:
    """The law of one cell, said anew: silence and the untouched give way, else the portal's newer value stays."""
    if said in (".", was):
        return stood
    return said if stood == was or by_file else stood
