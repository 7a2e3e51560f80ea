"""Báo cáo sơ kết, tổng kết of a plan that is run by its targets, in the layout of Nghị định 30/2020/NĐ-CP.

The numbers are drafted, what people have to say is theirs; where they have not written yet the paper keeps room.
"""

from dataclasses import dataclass

from emulation.kit.documents import Document
from rewards.documents import target_report_words as words
from rewards.documents.letter import Letter, balanced, closed_lines, short_date
from rewards.rules.report_content import Content

SUBJECT_LINE = 62  # letters of bold 14 pt that stand well on one centred line


@dataclass(frozen=True)
class Section:
    """One chapter of the report, numbered; `has_table` is the one with the targets."""

    title: str
    parts: list[words.Part]
    has_table: bool = False


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
        content = self.content
        chapters = [
            ("Công tác chỉ đạo, triển khai", [words.part(content, "situation", heading=False)], False),
            ("Kết quả thực hiện các chỉ tiêu", [], True),
            ("Mô hình, sáng kiến, giải pháp", [words.part(content, "initiatives", heading=False)], False),
            ("Đánh giá chung", words.judging_section(content), False),
            ("Phương hướng, nhiệm vụ; kiến nghị, đề xuất", words.closing_section(content), False),
        ]
        kept = [one for one in chapters if one[0] != "Mô hình, sáng kiến, giải pháp" or content.texts["initiatives"]]
        return [
            Section(f"{number}. {title}", parts, has_table)
            for number, (title, parts, has_table) in zip(words.ROMAN, kept, strict=False)
        ]
