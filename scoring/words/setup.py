"""What the pages of a plan in the making say: the state of its chapters, what is missing and where it is mended."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from emulation.chapters import CHAPTERS
from emulation.models import Campaign
from emulation.rules.launching import PEOPLE, REGISTRY, TIME, Finding

from ..rules.launching import AWARDS, CRITERIA, TARGETS

ONE_OF_MANY = {
    TIME: "scoring:setup_phase", AWARDS: "scoring:setup_rules", CRITERIA: "scoring:setup_criteria",
    TARGETS: "scoring:setup_target",
}  # fmt: skip
STATES = {"bad": "còn thiếu", "warn": "nên xem lại", "good": "đã có"}


@dataclass(frozen=True)
class ChapterLine:
    """One chapter in the list beside the page: its state in a word and a tone."""

    title: str
    url: str
    tone: str
    word: str
    is_here: bool


@dataclass(frozen=True)
class FindingLine:
    """A finding with the way to its page; without one, only an administrator can mend it."""

    sentence: str
    url: str


def chapter_lines(campaign: Campaign, findings: list[Finding], here: str, unused: dict[str, str]) -> list[ChapterLine]:
    """All chapters in the plan's order, each with what is found on its pages; `unused` ones have words of their own."""
    return [
        ChapterLine(one.title, chapter_url(campaign, one.slug), tone, word, one.slug == here)
        for one in CHAPTERS
        for tone in [tone_of(one.slug, findings)]
        for tone, word in [("muted", unused[one.slug]) if one.slug in unused else (tone, STATES[tone])]
    ]


def tone_of(slug: str, findings: Iterable[Finding]) -> str:
    blocking = {one.blocks for one in findings if one.page == slug}
    return "bad" if True in blocking else "warn" if blocking else "good"


def chapter_url(campaign: Campaign, slug: str) -> str:
    return reverse(f"scoring:chapter_{slug}", args=[campaign.code])


def finding_lines(campaign: Campaign, findings: Iterable[Finding], user) -> list[FindingLine]:
    return [FindingLine(one.sentence, finding_url(campaign, one, user)) for one in findings]


def finding_url(campaign: Campaign, finding: Finding, user) -> str:
    """Where a finding is mended, as far as this person may go there."""
    if finding.page == REGISTRY:
        return reverse("emulation:households")
    if finding.page == PEOPLE:
        return reverse("admin:emulation_user_changelist") if user.is_staff else ""
    if finding.number is not None:
        return reverse(ONE_OF_MANY[finding.page], args=[campaign.code, finding.number])
    return chapter_url(campaign, finding.page)
