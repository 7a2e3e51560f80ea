"""Tờ trình: the council puts the list of those it proposes before the chairman."""

from dataclasses import dataclass

from emulation.kit.documents import Document
from rewards.documents.award_list import AwardList, Given
from rewards.documents.letter import Letter, balanced, closed_lines

SUBJECT_LINE = 62  # letters of bold 14 pt that stand well on one centred line


@dataclass(frozen=True)
class SubmissionFacts:
    """All that a submission letter says."""

    letter: Letter
    given: Given
    addressed: tuple[str, ...]  # "Chủ tịch Ủy ban nhân dân phường Đồng Tâm"
    bases: tuple[str, ...]  # without the mark at the end
    results: tuple[str, ...]  # what the campaign brought, whole sentences with numbers
    review: tuple[str, ...]  # when the council met and how it voted, whole sentences
    awarded: AwardList
    papers: tuple[str, ...]  # what comes along: "Biên bản họp Hội đồng ngày 12/9/2022"
    review_title: str = "Kết quả xét của Hội đồng"


class SubmissionLetter(Document):
    """Results, the council's review, the list, the papers that come along."""

    template = "rewards/documents/submission_letter.html"

    def __init__(self, facts: SubmissionFacts):
        self.facts = facts

    def context(self) -> dict:
        facts, about = self.facts, self.facts.given.about(self.facts.awarded)
        return {
            "letter": facts.letter,
            "subject": balanced(f"Về việc đề nghị {about}", SUBJECT_LINE),
            "addressed": closed_lines(facts.addressed) if len(facts.addressed) > 1 else facts.addressed,
            "bases": closed_lines(facts.bases),
            "results": facts.results,
            "review": facts.review,
            "review_title": facts.review_title,
            "proposal": proposal_words(facts),
            "tables": facts.awarded.tables(),
            "papers": closed_lines(facts.papers),
            "closing": f"{facts.letter.agencies} kính trình {facts.given.granted_by} xem xét, quyết định./.",
        }


def proposal_words(facts: SubmissionFacts) -> str:
    verb = facts.given.verb(facts.awarded)
    return f"{facts.letter.agencies} kính đề nghị {facts.given.granted_by} {verb[0].lower()}{verb[1:]}, gồm:"
