"""How tests of the second entry key sheets: first by one person, blind by another."""

from scoring.actions.second_entries import finish_second, record_second
from scoring.actions.sheets import Entry, finish_sheet, record_scores

FULL, WRONG = "1" * 10, "1" * 9 + "0"


def people_of(home, phase):
    return list(home.members.eligible_for(phase.campaign).in_paper_order())


def key_first(home, phase, by, *answers):
    """Keys and finishes a sheet: full marks, or these answers in order."""
    people = people_of(home, phase)
    rows = answers or [FULL] * len(people)
    record_scores(home, phase, [Entry(one.pk, row, 0) for one, row in zip(people, rows, strict=True)], by=by)
    return finish_sheet(home, phase, by=by)


def key_blind(home, phase, by, *answers):
    """Keys a sheet a second time without finishing it."""
    people = people_of(home, phase)
    rows = answers or [FULL] * len(people)
    return record_second(home, phase, [Entry(one.pk, row, 0) for one, row in zip(people, rows, strict=True)], by=by)


def key_second(home, phase, by, *answers):
    """Keys a sheet a second time to the end."""
    key_blind(home, phase, by, *answers)
    return finish_second(home, phase, by=by)
