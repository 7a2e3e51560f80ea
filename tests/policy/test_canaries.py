"""Names planted where somebody must not look, and every answer read for them: pages, workbooks, papers."""

from dataclasses import replace

import pytest
from django.urls import reverse

from emulation.kit import jobs
from emulation.models import Household
from rewards.actions.papers import order_certificates, order_report
from tests.policy.answers import words_in
from tests.policy.world import CANARIES, FOREIGN, NUMBERS

STAFF = ["administrator", "chairman", "clerk", "officer"]


def searches(world, far_unit) -> list[str]:
    """Pages asked by name, code, unit, state and page, as somebody curious would."""
    households, sheets = reverse("emulation:households"), world.addresses()["scoring:sheets"]
    words = ["tuyet", "Kiều Thị", "hoang oanh", "kin", "mai van", "%", "_", ""]
    return [
        *(f"{page}?q={word}" for page in (households, sheets) for word in words),
        *(f"{page}?to={far_unit.pk}" for page in (households, sheets)),
        *(f"{sheets}?to={far_unit.pk}&state={state}" for state in ("missing", "entering", "complete")),
        f"{households}?page=2",
    ]


def seen_by(browser, urls) -> dict[str, str]:
    return {url: words_in(browser.get(url)) for url in urls}


@pytest.fixture
def far(unit_of):
    return unit_of("14")


def test_an_officer_meets_no_name_of_another_neighbourhood_in_any_answer(people_of, world, far):
    browser = people_of("officer")
    foreign = Household.objects.get(code=CANARIES[3])
    far_world = replace(world, home=foreign)
    urls = [*world.addresses().values(), *far_world.addresses().values(), *searches(world, far)]

    answers = seen_by(browser, urls)
    answers["row"] = words_in(browser.post(world.addresses()["scoring:sheet_rows"], world.form("scoring:sheet_rows")))

    assert {url: [name for name in CANARIES if name in text] for url, text in answers.items()} == {
        url: [] for url in answers
    }


def test_the_canaries_sing_for_those_who_may_hear_them(people_of, world, far):
    """The scan above finds what is there: for the clerk in pages, for the officer of 14 too."""
    urls = [*world.addresses().values(), *searches(world, far)]

    heard = [" ".join(seen_by(people_of(role), urls).values()) for role in ("clerk", "other")]

    assert [[name for name in CANARIES if name in text] for text in heard] == [CANARIES, CANARIES]


def test_the_workbook_of_results_names_neighbourhoods_and_no_household(people_of, world):
    text = words_in(people_of("officer").get(world.addresses()["scoring:results_workbook"]))

    assert "Tổ dân phố số 14" in text
    assert [name for name in CANARIES if name in text] == []


def test_papers_of_one_neighbourhood_name_nobody_of_another(people_of, world, unit_of, far, clerk, score):
    score(world.home)
    browser = people_of("clerk")

    texts = {}
    for label, unit in {"1": unit_of("1"), "14": far, "ward": None}.items():
        job = order_certificates(world.phase, unit, by=clerk)
        jobs.run_next()
        texts[label] = words_in(browser.get(reverse("emulation:job_file", args=[job.pk])))

    found = {label: [name for name in (CANARIES[0], "Sùng A Chử") if name in text] for label, text in texts.items()}
    assert found == {"1": ["Sùng A Chử"], "14": [CANARIES[0]], "ward": [CANARIES[0], "Sùng A Chử"]}


def test_the_report_speaks_of_numbers_and_names_no_household(people_of, world, clerk):
    job = order_report(world.phase, by=clerk)
    jobs.run_next()

    text = words_in(people_of("clerk").get(reverse("emulation:job_file", args=[job.pk])))

    assert "Tổ dân phố số 14" in text
    assert [name for name in CANARIES if name in text] == []


@pytest.mark.parametrize("role", STAFF)
def test_nobody_finds_a_personal_number_or_anybody_of_another_ward(people_of, world, far, elsewhere, role):
    """The pages themselves are read for both in `test_policy`."""
    numbers = [f"/ho-gia-dinh/?q={number}" for number in NUMBERS]
    urls = [*searches(world, far), "/ho-gia-dinh/?q=chim", "/ho-gia-dinh/?q=yt"]
    browser = people_of(role)

    answers, found = seen_by(browser, urls), seen_by(browser, numbers)

    assert [url for url, text in answers.items() if any(word in text for word in (*NUMBERS, *FOREIGN))] == []
    assert [url for url, text in found.items() if "Sùng A Chử" in text] == []
