"""Postings walked through their steps in one line."""

import uuid
from datetime import datetime, time

from emulation.kit import clock
from emulation.kit.days import moment_of
from rewards.actions.objections import answer_objection, record_objection
from rewards.actions.postings import close_posting, draw_up_posting, post_list
from rewards.models import Award, Dossier, Nomination, Objection, Posting
from tests.rewards.dossiers import dossier_for, walked
from tests.rewards.nominated import nominated

TEAM, WOMEN = "Tổ chuyển đổi số cộng đồng", "Chi hội phụ nữ"
RECORD = {
    "place": "Trụ sở Ủy ban nhân dân phường",
    "chair": "Vũ Thị Hiệp, Thường trực Thi đua - Khen thưởng",
    "secretary": "Lô Thị Nga, Công chức Văn hóa - Xã hội",
    "present": ["Trần Văn Dũng, Trưởng ban Công tác Mặt trận"],
}


def met_dossier(phase, unit, *names: str, unit_by, office, number: int = 3) -> Dossier:
    """A dossier of collectives all of which the council has passed."""
    for name in names:
        nominated(phase, number, unit, name, by=unit_by)
    return walked(dossier_for(phase, number, unit, by=unit_by), "met", unit=unit_by, office=office)


def drawn_up(phase, number: int = 3, *, by) -> Posting:
    award = Award.objects.get(campaign=phase.campaign, number=number)
    return draw_up_posting(phase, award, by=by).posting


def posted(phase, number: int = 3, *, by) -> Posting:
    draft = drawn_up(phase, number, by=by)
    return post_list(draft, seen=draft.version, by=by)


def said(posting: Posting, nomination: Nomination | None = None, **values) -> dict:
    """What a form hands over for an objection."""
    line = posting.lines.get(nomination=nomination) if nomination else None
    usual = {"way": "in_person", "sender": "", "content": "Tổ này chưa hoạt động.", "received_on": clock.today()}
    return usual | {"line": line} | values


def objected(posting: Posting, nomination: Nomination | None = None, *, by, **values) -> Objection:
    return record_objection(posting, said(posting, nomination, **values), key=uuid.uuid4(), by=by)


def answered(objection: Objection, outcome: str, *, by) -> Objection:
    values = {"outcome": outcome, "answer": "Đã kiểm tra tại tổ.", "answered_on": clock.today()}
    objection.refresh_from_db()
    return answer_objection(objection, values, seen=objection.version, by=by)


def closed(posting: Posting, *, by, at: datetime | None = None) -> Posting:
    held_at = at or moment_of(clock.today(), time(0, 1))
    return close_posting(posting, RECORD | {"held_at": held_at}, by=by)


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def public(posting) -> str:
    return f"/niem-yet/{posting.public_id}/"
