"""The pages of decisions for everybody around them: those of a ward, and those of a school."""

from datetime import date

import pytest
from django.urls import reverse

from emulation.actions.files import write_files
from emulation.kit.evidence import judge
from emulation.models import AuditEntry, Campaign, Phase
from rewards.actions.decisions import draft_decision
from rewards.models import Award, Decision
from rewards.queries.decidable import decidable
from rewards.queries.decision_content import begun
from tests.evidence import picture
from tests.policy.answers import outcome, words_in
from tests.policy.decision_table import ROLES, column
from tests.policy.people import person_at
from tests.rewards.decided import signed, without_posting
from tests.rewards.dossiers import dossier_for, walked
from tests.rewards.nominated import nominated

ALONE = ["decision_register", "decision_register_file"]
OF_SIGNED = ["decision_scan", "decision_file", "decision_later"]


@pytest.fixture
def decisions(phase, unit_of, officer_of, clerk, standing) -> tuple[Decision, Decision]:
    """A draft of the clerk about one collective, a signed decision with a scan about another."""
    unit, officer = unit_of("8"), officer_of("8")
    without_posting(phase.campaign, 3)
    for name in ("Chi hội phụ nữ", "Chi hội nông dân"):
        nominated(phase, 3, unit, name, by=officer)
    dossier = walked(dossier_for(phase, 3, unit, by=officer), "presented", unit=officer, office=standing)
    one, other = decidable(dossier.phase, dossier.award)
    [scan] = write_files([judge(picture(), "ban-chup.jpg")])
    done = signed(draft_decision(dossier.phase, dossier.award, [other], by=clerk), by=standing, scan=scan)
    return draft_decision(dossier.phase, dossier.award, [one], by=clerk), done


def addresses(draft: Decision, done: Decision) -> dict[str, str]:
    place = [draft.phase.campaign.code, draft.phase.number]
    arguments = {f"rewards:{name}": [] for name in ALONE}
    arguments |= {"rewards:decisions": place, "rewards:decision_new": [*place, 3], "rewards:superior_new": [*place, 3]}
    arguments["rewards:decision_take_out"] = [*place, draft.pk, draft.lines.first().pk]
    arguments["rewards:decision_line"] = arguments["rewards:decision_take_out"]
    arguments |= {f"rewards:{name}": [*place, done.pk] for name in OF_SIGNED}
    arguments["rewards:decision_file"].append(done.scan.key)
    arguments["rewards:decision_later"].append("thu-hoi")
    return {name: reverse(name, args=arguments.get(name, [*place, draft.pk])) for name in column("clerk")}


@pytest.mark.parametrize("role", ROLES)
def test_a_page_of_decisions_answers_as_the_table_says(browser_of, decisions, role):
    browser, before = browser_of(role), AuditEntry.objects.count()

    found = {name: browser.get(url) for name, url in addresses(*decisions).items()}

    assert {name: outcome(response) for name, response in found.items()} == column(role)
    assert AuditEntry.objects.count() == before
    if role == "principal":
        said = " ".join(words_in(response) for response in found.values())
        assert "112/QĐ-UBND" not in said


@pytest.mark.parametrize("role", ROLES)
def test_a_post_about_decisions_answers_as_the_table_says(browser_of, decisions, role):
    browser, urls = browser_of(role), addresses(*decisions)
    before = AuditEntry.objects.count()
    last = {name: urls.pop(name) for name in ("rewards:decision_take_out", "rewards:decision_drop")}

    answers = {name: outcome(browser.post(url)) for name, url in (urls | last).items()}

    assert answers == column(role, posting=True)
    assert AuditEntry.objects.count() - before == (2 if role in ("standing", "clerk") else 0)  # a line out, dropped


def test_what_is_not_there_or_of_another_phase_is_not_found(browser_of, decisions, phase):
    browser = browser_of("standing")
    urls = [url for name, url in addresses(*decisions).items() if name.removeprefix("rewards:") not in ALONE]
    other = [url.replace("/dot-1/", "/dot-2/") for url in urls if "/quyet-dinh/" in url and url.count("/") > 7]

    missing = [url.replace("/dot-1/", "/dot-9/") for url in urls]

    assert {outcome(browser.get(url)) for url in missing} == {404}
    assert {outcome(browser.post(url)) for url in (*missing, *other)} == {404}


def test_a_school_decides_for_itself_and_the_ward_above_only_reads(browser_of, school, ward):
    days = {"year": 2022, "reference_date": date(2022, 12, 31), "place": "Đồng Tâm"}
    campaign = Campaign.objects.create(code="truong-2022", name="Trường", title="Trường 2022", ward=school, **days)
    said = {"number": 1, "name": "Sơ kết", "kind": "interim"}
    phase = Phase.objects.create(campaign=campaign, starts_on=date(2022, 1, 1), ends_on=date(2025, 12, 31), **said)
    award = Award.objects.create(
        campaign=campaign, number=1, name="Giấy khen", award_class="statutory", form="merit", granted_by="Hiệu trưởng",
        for_individuals=True,
    )  # fmt: skip
    head = person_at(school, "principal", "principal")
    decision = begun(phase, award, made_by=head, written_by=head)
    decision.save()
    place = [campaign.code, 1]
    pages = [
        reverse("rewards:decision", args=[*place, decision.pk]),
        reverse("rewards:decision_texts", args=[*place, decision.pk]),
        reverse("rewards:decision_record", args=[*place, decision.pk]),
        reverse("rewards:decision_new", args=[*place, 1]),
    ]

    answers = {
        role: [outcome(browser_of(role).get(url)) for url in pages] for role in ("principal", "standing", "officer")
    }

    assert decision.code.startswith("QĐ-")
    assert answers == {
        "principal": [200, 200, 200, 200], "standing": [200, 403, 403, 403], "officer": [404, 404, 404, 404],
    }  # fmt: skip
