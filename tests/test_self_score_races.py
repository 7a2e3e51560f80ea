"""Two phones, two clerks, a phone and a clerk at once: nothing is lost unseen, nobody is scored who has left."""

from uuid import uuid4

import pytest
from django.db import connection  # noqa: F401 (a skipif asks for it)

from scoring.actions.household_links import LinkRefused, issue_links, open_by_code, secret_of, token_hash
from scoring.actions.self_scores import (
    BY_PHONE,
    SelfConflict,
    consent_to_scoring,
    look_at_self_scores,
    save_self_score,
    send_self_sheet,
    take_self_scores,
)
from scoring.actions.sheets import Entry, SheetRefused, finish_sheet, look_at_proposal, record_scores
from scoring.actions.staying_out import leave_phase
from scoring.models import HouseholdLink, MemberScore, ScoreSheet, SelfScore, SelfSheet, StayingOut, WrongTry
from scoring.queries.self_scores import stays_out
from tests.scoring.test_household_links import guess
from tests.test_closing_races import while_saving
from tests.test_races import at_once, errors_in, kinds_of

pytestmark = pytest.mark.django_db(transaction=True)
MET = "1" * 10


@pytest.fixture
def link(phase, household, clerk):
    issue_links(phase, household.unit, [household], key=uuid4(), by=clerk)
    return HouseholdLink.objects.select_related("phase__campaign__ward", "household__unit").get()


@pytest.fixture
def agreed(link):
    consent_to_scoring(link, wording=1, may_publish=False)
    return link


@pytest.fixture
def head(household):
    return household.members.get(full_name="Sùng A Chử")


def rows(*answers, head):
    return [Entry(head.pk, one, 0) for one in answers]


def test_of_two_phones_at_once_one_saves_and_the_other_is_told(agreed, head):
    first, second = rows(MET, "0" * 10, head=head)

    outcomes = at_once(lambda: save_self_score(agreed, first), lambda: save_self_score(agreed, second))

    assert kinds_of(outcomes) == ["SelfConflict", "bool"]
    [conflict] = errors_in(outcomes)
    assert isinstance(conflict, SelfConflict)
    assert SelfScore.objects.get().answers == conflict.standing.answers


def naive_save(sheet, entry):
    """Looks whether there is a line, and writes it."""
    standing = SelfScore.objects.filter(sheet=sheet, member=entry.member).first()
    if standing is None:
        SelfScore.objects.create(sheet=sheet, member_id=entry.member, answers=entry.answers)
    else:
        SelfScore.objects.filter(pk=standing.pk).update(answers=entry.answers)


def test_control_looking_first_ends_in_an_error_page(agreed, head):
    sheet = SelfSheet.objects.get()
    first, second = rows(MET, "0" * 10, head=head)

    outcomes = at_once(lambda: naive_save(sheet, first), lambda: naive_save(sheet, second), patience=20)

    assert kinds_of(errors_in(outcomes)) == ["IntegrityError"]


def test_sending_from_two_phones_at_once_gives_one_receipt(agreed, head):
    save_self_score(agreed, Entry(head.pk, MET, 0))

    outcomes = at_once(lambda: send_self_sheet(agreed), lambda: send_self_sheet(agreed))

    assert errors_in(outcomes) == []
    assert len({one.receipt for one in outcomes}) == 1


def test_two_who_print_slips_at_once_leave_one_in_force(phase, household, clerk, standing):
    keys = [uuid4(), uuid4()]

    outcomes = at_once(
        *(
            lambda key=key, by=by: issue_links(phase, household.unit, [household], key=key, by=by)
            for key, by in zip(keys, (clerk, standing), strict=True)
        )
    )

    assert errors_in(outcomes) == []
    assert HouseholdLink.objects.in_force().count() == 1
    hashes = {token_hash(secret_of(key, phase, household.pk).token) for key in keys}
    assert set(HouseholdLink.objects.values_list("token_hash", flat=True)) == hashes


def test_who_prints_for_all_without_a_slip_leaves_those_another_has_just_printed(phase, household, clerk, standing):
    first, second = uuid4(), uuid4()

    def issue(key, by):
        return lambda: issue_links(phase, household.unit, [household], key=key, by=by, only_new=True)

    outcomes = while_saving(issue(first, clerk), issue(second, standing))

    assert [list(one) for one in outcomes] == [[household.pk], []]
    hashes = HouseholdLink.objects.in_force().values_list("token_hash", flat=True)
    assert list(hashes) == [token_hash(secret_of(first, phase, household.pk).token)]


def test_who_leaves_while_a_clerk_keys_ends_up_without_a_sheet(phase, household, head, clerk):
    outcomes = at_once(
        lambda: leave_phase(household, phase, by=BY_PHONE),
        lambda: record_scores(household, phase, [Entry(head.pk, MET, 0)], by=clerk),
    )

    assert all(isinstance(error, SheetRefused) for error in errors_in(outcomes))
    assert StayingOut.objects.in_force().count() == 1
    assert (ScoreSheet.objects.count(), MemberScore.objects.count()) == (0, 0)


def naive_keying(phase, household, head, clerk):
    """Asks whether the household takes part, and writes without holding it."""
    if stays_out(phase, household) is None:
        sheet = ScoreSheet.objects.create(phase=phase, household=household)
        values = {"answers": MET, "score": 100, "passed": True, "entered_by": clerk}
        MemberScore.objects.create(sheet=sheet, member=head, **values)


def test_control_asking_without_holding_scores_who_has_left(phase, household, head, clerk):
    outcomes = at_once(
        lambda: StayingOut.objects.create(phase=phase, household=household),
        lambda: naive_keying(phase, household, head, clerk),
        patience=20,
    )

    assert errors_in(outcomes) == []
    assert (StayingOut.objects.count(), MemberScore.objects.count()) == (1, 1)


@pytest.fixture
def differing(agreed, phase, household, score, head):
    """A sheet keyed like what was sent, while the household has saved something else and not sent it."""
    save_self_score(agreed, Entry(head.pk, MET, 0))
    send_self_sheet(agreed)
    score(household)
    save_self_score(agreed, Entry(head.pk, "0" * 10, 1))
    return agreed


@pytest.mark.parametrize("look", [finish_sheet, lambda *args, by: look_at_self_scores(*args, {}, by=by)])
def test_what_is_sent_while_a_clerk_finishes_is_not_passed_over(differing, phase, household, clerk, look):
    outcomes = while_saving(lambda: send_self_sheet(differing), lambda: look(household, phase, by=clerk))

    assert [isinstance(outcome, SheetRefused) for outcome in outcomes] == [False, True]
    assert SelfSheet.objects.get().looked_at is None


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite lets nobody else write meanwhile")
def test_control_looking_without_holding_passes_over_what_is_sent_meanwhile(differing, phase, household, clerk):
    outcomes = while_saving(lambda: send_self_sheet(differing), lambda: look_at_proposal(household, phase, clerk))

    assert errors_in(outcomes) == []
    assert SelfSheet.objects.get().looked_by == clerk


def test_taking_over_while_somebody_keys_keeps_what_was_keyed(agreed, phase, household, head, clerk, standing):
    save_self_score(agreed, Entry(head.pk, MET, 0))
    send_self_sheet(agreed)

    outcomes = at_once(
        lambda: record_scores(household, phase, [Entry(head.pk, "0" * 10, 0)], by=clerk),
        lambda: take_self_scores(household, phase, by=standing),
    )

    score = MemberScore.objects.get()
    lost = [error for error in errors_in(outcomes) if type(error).__name__ != "ScoreConflict"]
    assert lost == []
    assert (score.answers, score.entered_by) in [("0" * 10, clerk), (MET, standing)]
    assert len(errors_in(outcomes)) <= 1


def test_many_guesses_at_once_count_every_one(phase):
    outcomes = at_once(*(lambda n=n: open_by_code(guess(n), network="203.0.113.7") for n in range(8)))

    assert {type(one) for one in outcomes} == {LinkRefused}
    assert WrongTry.objects.count() == 8
