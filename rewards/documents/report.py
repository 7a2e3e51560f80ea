"""Báo cáo sơ kết, tổng kết of one phase, in the layout of Nghị định 30/2020/NĐ-CP.

What the counts can say is drafted; causes, lessons and proposals stay dotted lines for the officer.
"""

from emulation.kit import clock
from emulation.kit.documents import Document
from rewards.documents import report_words as words
from rewards.documents.chart import Share, bar_charts, legend
from rewards.documents.letter import balanced, closed_lines, short_date
from rewards.documents.report_facts import ReportFacts

SUBJECT_LINE = 62  # letters of bold 14 pt that stand well on one centred line


class InterimReport(Document):
    """The report of one phase, sơ kết or tổng kết as its kind says."""

    template = "rewards/documents/report.html"

    def __init__(self, facts: ReportFacts):
        self.facts = facts

    def context(self) -> dict:
        work, counted_at = words.work_words(self.facts.plan), clock.local(self.facts.counted_at)
        return {
            "facts": self.facts,
            "letter": self.facts.letter,
            "plan": self.facts.plan,
            "rules": self.facts.rules,
            "marks": self.facts.rules.marks,
            "work": work,
            "subject": balanced(work[0].upper() + work[1:], SUBJECT_LINE),
            "counted_at": f"{counted_at:%H:%M} ngày {short_date(counted_at)}",
            **self.introduction(),
            **self.results(),
            **self.assessment(),
        }

    def introduction(self) -> dict:
        plan = self.facts.plan
        return {
            "bases": closed_lines(plan.legal_bases),
            "plan_date": short_date(plan.issued_on),
            "situation": words.situation_words(self.facts),
            "counting": closed_lines(words.counting_words(self.facts)),
            "course": words.course_words(plan),
            "steps": closed_lines([f"{name}: {when}" for name, when in plan.steps]),
        }

    def results(self) -> dict:
        """Tables and chart, from the same numbers."""
        facts, marks = self.facts, self.facts.rules.marks
        return {
            "sum_rows": words.sum_rows(facts),
            "unit_rows": [words.unit_row(unit, facts.rules) for unit in facts.units],
            "unit_total": words.unit_total(facts),
            "charts": bar_charts([Share(u.count.name, u.passing, u.counted) for u in facts.units], marks),
            "legend": legend(marks),
            "criterion_rows": [words.criterion_row(line) for line in facts.criteria],
            "weakest": words.weakest_words(facts.criteria),
        }

    def assessment(self) -> dict:
        facts = self.facts
        return {
            "award": words.award_words(facts),
            "title": words.title_words(facts),
            "certificates": words.certificate_words(facts),
            "strengths": words.strength_words(facts),
            "shortcomings": words.shortcoming_words(facts),
        }
