"""The secrets of households: given out with their slips, kept as hashes, ended, and guarded against guessing."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from emulation.models import AuditEntry
from scoring import rules
from scoring.actions.household_links import (
    LinkRefused,
    issue_links,
    open_by_code,
    revoke_links,
    token_hash,
)
from scoring.actions.phases import close_phase
from scoring.actions.wrong_tries import PATIENCE, TRIES
from scoring.models import HouseholdLink, ResultRules, WrongTry
from scoring.queries.self_scores import link_in_force

HOME_NETWORK = "203.0.113.7"


@pytest.fixture
def issue(phase, household, clerk):
    """Gives the household a slip: issue() or issue(key)."""

    def give(key=None):
        secrets = issue_links(phase, household.unit, [household], key=key or uuid4(), by=clerk)
        return secrets[household.pk]

    return give


def guess(number: int) -> str:
    """A code that is right in itself and nobody's."""
    return rules.with_check("".join(rules.ALPHABET[(number + place) % 23] for place in range(8)))


def refusal(code, network=HOME_NETWORK) -> str:
    with pytest.raises(LinkRefused) as refused:
        open_by_code(code, network=network)
    return str(refused.value)


def test_a_token_has_128_bits_and_only_hashes_are_kept(issue):
    secret = issue()

    link = HouseholdLink.objects.get()
    kept = " ".join(str(value) for value in HouseholdLink.objects.values().get().values())
    assert re.fullmatch(r"[\w-]{22}", secret.token)
    assert link.token_hash == token_hash(secret.token)
    assert [word for word in (secret.token, secret.code) if word in kept] == []


def test_the_trail_tells_who_gave_links_to_whom_and_no_secret(issue, household, clerk):
    secret = issue()

    entry = AuditEntry.objects.get(verb="phát liên kết tự chấm")
    assert (entry.actor, entry.after["households"]) == ("clerk", [household.pk])
    assert secret.token not in str(AuditEntry.objects.values_list("before", "after", "subject"))


def test_the_same_form_pressed_twice_prints_the_same_slips(issue):
    key = uuid4()

    assert issue(key) == issue(key)
    assert HouseholdLink.objects.count() == 1


def test_a_reprint_is_a_new_secret_and_ends_the_old_one(issue, clerk):
    old, new = issue(), issue()

    assert link_in_force(token_hash(old.token)) is None
    assert link_in_force(token_hash(new.token)) is not None
    assert HouseholdLink.objects.get(token_hash=token_hash(old.token)).revoked_by == clerk


def test_a_form_from_before_the_reprint_is_told_to_be_loaded_again(issue):
    key = uuid4()
    issue(key)
    new = issue()

    with pytest.raises(LinkRefused, match="đã cũ"):
        issue(key)

    assert link_in_force(token_hash(new.token)) is not None


def test_two_forms_give_two_households_different_secrets(phase, make_household, unit_of, clerk):
    homes = [make_household("8", f"Sùng A {n}", 1960) for n in range(20)]

    secrets = issue_links(phase, unit_of("8"), homes, key=uuid4(), by=clerk).values()

    assert len({one.token for one in secrets}) == len({one.code for one in secrets}) == 20


def test_a_revoked_link_opens_nothing(issue, phase, household, clerk):
    secret = issue()

    count = revoke_links(phase, household.unit, [household], by=clerk)

    assert count == 1
    assert link_in_force(token_hash(secret.token)) is None
    assert "không mở được phiếu nào" in refusal(secret.code)


def test_revoking_again_changes_nothing(issue, phase, household, clerk):
    issue()

    counts = [revoke_links(phase, household.unit, [household], by=clerk) for _ in range(2)]

    assert counts == [1, 0]


def test_closing_the_phase_ends_all_links(issue, phase, household, standing):
    secret = issue()

    close_phase(phase, by=standing)

    assert link_in_force(token_hash(secret.token)) is None
    with pytest.raises(LinkRefused, match="đã chốt"):
        issue()


# Typed codes


def test_a_typed_code_opens_its_household_however_it_is_written(issue, household):
    code = issue().code

    links = [open_by_code(typed, network=HOME_NETWORK) for typed in (code, rules.spaced(code).lower(), f" {code} ")]

    assert {link.household for link in links} == {household}


def test_a_slip_of_the_finger_is_caught_by_the_code_itself_and_not_counted(issue):
    code = issue().code
    wrong = ("0" if code[0] != "0" else "1") + code[1:]

    for _ in range(TRIES + 5):
        assert "không đúng, có lẽ gõ nhầm" in refusal(wrong)

    assert WrongTry.objects.count() == 0
    assert open_by_code(code, network=HOME_NETWORK) is not None


def test_after_ten_guesses_a_network_waits_and_others_do_not(issue):
    code = issue().code

    words = [refusal(guess(number)) for number in range(TRIES)]
    blocked = refusal(code)

    assert all("không mở được phiếu nào" in one for one in words)
    assert "thử lại sau 10 phút" in blocked
    assert open_by_code(code, network="198.51.100.9") is not None


def test_the_wait_is_short_and_pressing_on_does_not_lengthen_it(issue, it_is):
    code = issue().code
    began = it_is(2022, 9, 1, 8)
    for number in range(TRIES):
        refusal(guess(number))
    it_is(2022, 9, 1, 8, 9)
    for number in range(20):
        refusal(guess(number))

    it_is(2022, 9, 1, 8, 10)

    assert timedelta(minutes=10) == PATIENCE
    assert open_by_code(code, network=HOME_NETWORK) is not None
    assert WrongTry.objects.filter(tried_at__lte=began).count() == 0


def test_right_codes_cost_nothing_so_an_office_opens_many(issue):
    code = issue().code

    links = [open_by_code(code, network=HOME_NETWORK) for _ in range(TRIES * 3)]

    assert len(links) == TRIES * 3
    assert WrongTry.objects.count() == 0


def test_no_address_is_kept_in_the_open(issue):
    issue()

    refusal(guess(1))

    assert HOME_NETWORK not in WrongTry.objects.get().network


def test_a_phase_without_rules_gives_no_slips(phase, household, clerk):
    ResultRules.objects.filter(phase=phase).delete()

    with pytest.raises(LinkRefused, match="chưa có tiêu chí và quy tắc"):
        issue_links(phase, household.unit, [household], key=uuid4(), by=clerk)

    assert HouseholdLink.objects.count() == 0
