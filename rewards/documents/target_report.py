"""Báo cáo sơ kết, tổng kết of a plan that is run by its targets, in the layout of Nghị định 30/2020/NĐ-CP.

The numbers are drafted, what people have to say is theirs; where they have not written yet the paper keeps room.
"""

from dataclasses import dataclass

from emulation.kit.documents import Document
from rewards.documents import target_report_words as words
from rewards.documents.letter import Letter, balanced, closed_lines, short_date
from rewards.rules.report_content import Content
from rewards.rules.reports import TEXTS

TARGETS = "Kết quả thực hiện các chỉ tiêu"
CHAPTERS = [
    (TEXTS["situation"], ["situation"]),
    (TARGETS, []),
    (TEXTS["initiatives"], ["initiatives"]),
    ("Đánh giá chung", ["strengths", "shortcomings", "causes", "lessons"]),
    ("Phương hướng, nhiệm vụ; kiến nghị, đề xuất", ["directions", "proposals"]),
]
SUBJECT_LINE = 62  # letters of bold 14 pt that stand well on one centred line


@dataclass(frozen=True)
class Section:
    """One chapter of the report, numbered; a single part needs no heading of its own."""

    title: str
    parts: list[words.Part]
    has_table: bool  # that of the targets


class TargetReportPaper(Document):
    """The report as it goes to all its addressees, or to one of them."""

    template = "rewards/documents/target_report.html"

    def __init__(self, content: Content, letter: Letter, addressed: tuple[str, ...], source: str = ""):
        self.content, self.letter, self.addressed, self.source = content, letter, addressed, source

    def context(self) -> dict:
        content, work = self.content, words.work_words(self.content)
        return {
            "content": content,
            "letter": self.letter,
            "addressed": closed_lines(self.addressed) if len(self.addressed) > 1 else self.addressed,
            "subject": balanced(work[0].upper() + work[1:], SUBJECT_LINE),
            "work": work,
            "issuer": content.plan.unit if content.plan.is_school else self.letter.agencies,
            "plan": words.plan_words(content),
            "bases": closed_lines(content.plan.bases),
            "counted_on": short_date(content.counted_on),
            "source": self.source,
            "summary": words.summary_words(content),
            "waiting": words.waiting_words(content),
            "rows": words.target_rows(content),
            "staff": words.staff_words(content),
            "sections": self.sections(),
        }

    def sections(self) -> list[Section]:
        """The chapters in their order; one that nobody has anything to say of is left out, and the others close up."""
        parts = {name: words.part(self.content, name) for name in TEXTS}
        ideas = parts["initiatives"]
        kept = [(title, names) for title, names in CHAPTERS if title != ideas.heading or ideas.drafted or ideas.written]
        return [
            Section(f"{number}. {title}", [parts[name] for name in names], title == TARGETS)
            for number, (title, names) in zip(words.ROMAN, kept, strict=False)
        ]
