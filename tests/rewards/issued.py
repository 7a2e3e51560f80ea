"""A signed decision with certificates of it, made in one line; their papers and numbers as the portal writes them."""

from datetime import date

from emulation.kit import clock
from rewards.models import Award, Certificate, Decision, DecisionLine, Nomination, Register, RegisterYear
from rewards.queries.decision_content import bonus_of_draft, record_of
from rewards.rules.certificates import content_texts, face_texts, number_texts

DAY = date(2022, 9, 12)
USUAL = {
    "collective": ("", "Tổ chuyển đổi số cộng đồng"),
    "individual": ("Ông", "Công chức văn phòng"),
    "household": ("Gia đình ông", "Tổ dân phố số 8, phường Đồng Tâm"),
}


def register_of(unit, award: Award) -> Register:
    names = {"name": "Sổ khen thưởng", "first_year": 2022}
    return Register.objects.get_or_create(unit=unit, award_class=award.award_class, defaults=names)[0]


def signed(phase, number: int, *, by, recorder, on: date = DAY, said: str = "112/QĐ-UBND", **values) -> Decision:
    """A decision about the award with a number, signed on a day."""
    award = Award.objects.get(campaign=phase.campaign, number=number)
    told = {
        "ward": phase.campaign.ward, "phase": phase, "award": award, "status": "signed", "number": said,
        "year": on.year, "decided_on": on, "content_sha256": "0" * 64, "code": "QĐ-UBND",
        "granted_by": "Chủ tịch Ủy ban nhân dân phường Đồng Tâm", "signer_title": "CHỦ TỊCH",
        "signer_name": "Nguyễn Ngọc Hà", "made_by": by, "written_by": by,
        "recorded_at": clock.now(), "recorded_by": recorder,
    }  # fmt: skip
    made = Decision(**told | values)
    made.content = record_of(made, [], bonus_of_draft(made))
    made.save()
    return made


def line_for(decision: Decision, name: str, *, kind: str, unit, by, place: str = "", amount: int = 0) -> DecisionLine:
    """A line with the nomination behind it."""
    salutation, usual_place = USUAL[kind]
    shown = {"salutation": salutation, "printed_name": name, "printed_place": place or usual_place}
    one = Nomination.objects.create(
        phase=decision.phase, award=decision.award, subject_kind=kind, subject_key=f"awarded:{name}|{unit.pk}",
        submitted_by=unit, source="unit", achievement="Hướng dẫn 120 hộ cài đặt ứng dụng.", made_by=by, **shown,
    )  # fmt: skip
    money = {"amount": amount, "coefficient": "0.15", "base_salary": 2_340_000} if amount else {}
    position = decision.lines.count() + 1
    return DecisionLine.objects.create(
        decision=decision, position=position, nomination=one, subject_kind=kind, **shown, **money
    )


def certificate_for(line: DecisionLine, *, by, **values) -> Certificate:
    """The next number of the register, with all that is printed."""
    decision = line.decision
    register = register_of(decision.ward, decision.award)
    year, _ = RegisterYear.objects.get_or_create(register=register, year=2022)
    year.last += 1
    year.save()
    made = Certificate(
        line=line, register=register, year=2022, number=year.last, issued_by=by, **values
    )  # fmt: skip
    face = face_texts(
        issuer=decision.granted_by, year=2022, place="Đồng Tâm", decision_number=decision.number,
        content=content_texts(decision.award.name, decision.award.form, "", decision.phase.campaign.name, 2022),
        decision_code=decision.code, decided_on=decision.decided_on, signer_title=decision.signer_title,
        signer_name=decision.signer_name,
    )  # fmt: skip
    said = {"salutation": line.salutation, "name": line.printed_name, "place": line.printed_place}
    texts = number_texts(register.words(made.number, 2022), made.check_code)
    made.facts = {"face": face, "line": said | texts}
    made.save()
    return made


def issued(decision: Decision, name: str, *, unit, by, kind: str = "household", **more) -> Certificate:
    return certificate_for(line_for(decision, name, kind=kind, unit=unit, by=by, **more), by=by)
