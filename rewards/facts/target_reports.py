"""From a report on targets to its paper: a draft as it stands now, what was approved as it was frozen."""

from datetime import date

from ..actions.papers import PaperRefused
from ..documents.letter import Issuer, Letter
from ..documents.target_report import TargetReportPaper
from ..models import ReportLetter, TargetReport
from ..queries.reports import content_now
from ..rules import reports as rules
from ..rules.report_content import Content


def paper_of(report: TargetReport, letter: ReportLetter | None = None) -> TargetReportPaper:
    """The paper for all addressees, or the one that goes to a single one; number and date as văn thư gave them.

    Raises PaperRefused while the plan does not say who issues and signs.
    """
    content = content_now(report)
    if not content.plan.signers:
        raise PaperRefused(rules.NOBODY_SIGNS)
    addressed = (letter.addressed,) if letter else content.addressees
    number, dated_on = given_number(report, letter)
    source = f"mã {report.sha256[:8]}" if report.sha256 else ""
    return TargetReportPaper(content, frame(content, number, dated_on, draft=report.sha256 == ""), addressed, source)


def given_number(report: TargetReport, letter: ReportLetter | None) -> tuple[str | None, date | None]:
    """Number and date of the letter; of the paper for all where its letters agree, else both stay open."""
    letters = [letter] if letter else [one for one in report.letters.all() if one.is_sent]
    found = {(one.number, one.dated_on) for one in letters if one.number}
    return found.pop() if len(found) == 1 else (None, None)


def frame(content: Content, number: str | None, dated_on: date | None, *, draft: bool) -> Letter:
    plan = content.plan
    return Letter(
        issuers=tuple(Issuer(one.agency, one.on_behalf, one.signer_title, one.signer_name) for one in plan.signers),
        place=plan.place,
        year=content.made_on.year,
        code=content.code,
        recipients=("Như kính gửi", *content.recipients),
        draft=draft,
        practice=plan.is_practice,
        number=number,
        dated_on=dated_on,
        superior=content.superior,
    )
