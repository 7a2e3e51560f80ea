"""Issuing certificates: numbers in a row, once per line; voided, issued anew, exchanged, revoked; proofs signed."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from emulation.models import AuditEntry
from rewards.actions.certificates import (
    CertificateRefused,
    end_certificates,
    issue_certificates,
    record_proof,
    reissue_certificate,
    void_certificate,
)
from rewards.actions.registers import RegisterRefused, keep_register, record_stock, set_up_register
from rewards.models import Certificate, Register, RegisterYear, SignedProof, StockEntry
from rewards.queries.certificates import proofs_of
from tests.rewards.certified import (
    SPOKEN,
    add_lines,
    certificates_of,
    corrected,
    decision_about,
    issued,
    revoked,
    signed,
)
from tests.rewards.dossiers import dossier_for, walked
from tests.rewards.nominated import nominated as nominated_by

NAMES = ["Sùng A Chử", "Lô Văn Nga", "Vũ Văn Mạnh"]
KEY = "6f1c1f0e-8a51-4c0e-9a53-0d3e5a6b7c8d"


@pytest.fixture
def draft_decision(reviewed, award, unit_of, clerk):
    return decision_about(reviewed, award, NAMES, unit=unit_of("8"), by=clerk)


@pytest.fixture
def decision(draft_decision, standing):
    return signed(draft_decision, by=standing)


def numbers(decision) -> list[tuple[int, int]]:
    return [(one.year, one.number) for one in certificates_of(decision)]


# Issuing


def test_every_line_gets_the_next_number_in_the_order_of_the_list(decision, clerk, it_is):
    it_is(2022, 9, 20, 9)

    done = issue_certificates(decision, SPOKEN, by=clerk)

    assert (done.count, done.first, done.last) == (3, "0001/2022", "0003/2022")
    assert [(one.number, one.printed_name) for one in certificates_of(decision)] == list(enumerate(NAMES, start=1))


def test_what_is_printed_is_frozen_with_the_certificate(decision, clerk, it_is):
    it_is(2022, 9, 20, 9)

    [first, *_] = issued(decision, by=clerk)

    assert first.facts["face"] == {
        "issuer": "Chủ tịch Ủy ban nhân dân phường Đồng Tâm",
        "achievement": "Đã có thành tích xuất sắc trong phong trào thi đua “Chuyển đổi số” "
        "trên địa bàn phường Đồng Tâm năm 2022",
        "decision": "112/QĐ-UBND",
        "decided_on": "ngày 15 tháng 9 năm 2022",
        "dated": "Đồng Tâm, ngày 15 tháng 9 năm 2022",
        "signer_title": "CHỦ TỊCH",
        "signer_name": "Nguyễn Ngọc Hà",
    }
    code = first.facts["line"].pop("check_code")
    assert code.replace(" ", "") == first.check_code
    assert first.facts["line"] == {
        "salutation": "Gia đình ông",
        "name": "Sùng A Chử",
        "place": "Tổ dân phố số 8, phường Đồng Tâm",
        "register": "0001/2022",
    }


def test_a_public_id_and_a_check_code_say_nothing_of_the_number(decision, clerk):
    found = issued(decision, by=clerk)

    assert len({one.public_id for one in found} | {one.check_code for one in found}) == 6
    assert all(re.fullmatch(r"[\w-]{22}", one.public_id) for one in found)
    assert all(re.fullmatch(r"[2-9A-HJKMNP-Z]{8}", one.check_code) for one in found)


def test_a_second_press_issues_only_what_is_missing(decision, clerk, unit_of):
    issued(decision, by=clerk)
    add_lines(decision, ["Hồ Thị Mai"], unit=unit_of("8"), by=clerk)

    again = issue_certificates(decision, SPOKEN, by=clerk)
    nothing = issue_certificates(decision, SPOKEN, by=clerk)

    assert (again.count, nothing.count) == (1, 0)
    assert [number for _, number in numbers(decision)] == [1, 2, 3, 4]
    assert RegisterYear.objects.get().last == 4


def test_a_draft_gives_no_certificate(draft_decision, clerk):
    with pytest.raises(CertificateRefused, match="chưa ghi số và ngày"):
        issue_certificates(draft_decision, SPOKEN, by=clerk)


def test_a_line_that_has_ended_gives_none(decision, clerk, standing):
    line = decision.lines.get(position=2)
    revoked(line, by=clerk, signer=standing)

    issue_certificates(decision, SPOKEN, by=clerk)

    assert [one.printed_name for one in certificates_of(decision)] == ["Sùng A Chử", "Vũ Văn Mạnh"]


def test_a_decision_of_a_superior_office_is_only_recorded(draft_decision, clerk, standing):
    draft_decision.kind = "superior"
    superior = signed(draft_decision, by=standing)

    with pytest.raises(CertificateRefused, match="cấp trên"):
        issue_certificates(superior, SPOKEN, by=clerk)


def test_old_letters_in_a_name_stop_all_of_them_by_name(reviewed, award, clerk, standing):
    decision = signed(decision_about(reviewed, award, ["NguyÔn ThÞ H¬ng", "Lô Văn Nga"], by=clerk), by=standing)

    with pytest.raises(CertificateRefused, match="Gia đình ông NguyÔn ThÞ H¬ng: Tên còn chữ của phông cũ"):
        issue_certificates(decision, SPOKEN, by=clerk)

    assert Certificate.objects.count() == 0


def test_what_the_paper_cannot_hold_stops_them_too(decision, clerk):
    with pytest.raises(CertificateRefused, match="không in được “Sùng A Chử”"):
        issue_certificates(decision, SPOKEN, unprintable=["không in được “Sùng A Chử”: dòng quá dài."], by=clerk)


def test_three_hundred_cost_as_many_statements_as_three(reviewed, award, clerk, standing, make_user, ward):
    few = signed(decision_about(reviewed, award, NAMES, by=clerk), by=standing)
    many = signed(decision_about(reviewed, award, NAMES * 100, by=clerk), "113/QĐ-UBND", by=standing)
    issue_certificates(few, SPOKEN, by=clerk)

    with CaptureQueriesContext(connection) as queries:
        issue_certificates(many, SPOKEN, by=clerk)

    reads = [one["sql"] for one in queries if not one["sql"].startswith('INSERT INTO "rewards_certificate"')]
    assert Certificate.objects.count() == 303
    assert len(reads) <= 32


# Registers


def test_the_first_year_may_begin_in_the_middle(decision, ward, award, clerk, standing, it_is):
    it_is(2022, 9, 20, 9)
    begins = {"name": "Sổ khen thưởng", "digits": 3, "first_year": 2022, "first_number": 87}
    set_up_register(ward, award.award_class, begins, by=standing)

    issue_certificates(decision, SPOKEN, by=clerk)

    assert [one.words for one in certificates_of(decision)] == ["087/2022", "088/2022", "089/2022"]


def test_the_next_year_begins_with_one(decision, ward, award, clerk, standing, unit_of, it_is):
    it_is(2022, 12, 31, 23, 59)
    begins = {"name": "Sổ khen thưởng", "digits": 3, "first_year": 2022, "first_number": 87}
    set_up_register(ward, award.award_class, begins, by=standing)
    issued(decision, by=clerk)
    add_lines(decision, ["Hồ Thị Mai"], unit=unit_of("8"), by=clerk)

    it_is(2023, 1, 1, 0, 0)
    issue_certificates(decision, SPOKEN, by=clerk)

    assert numbers(decision) == [(2022, 87), (2022, 88), (2022, 89), (2023, 1)]


def test_where_numbers_were_given_their_beginning_stays(decision, ward, award, clerk, standing):
    issued(decision, by=clerk)

    with pytest.raises(RegisterRefused, match="số bắt đầu giữ nguyên"):
        set_up_register(ward, award.award_class, {"first_number": 50}, by=standing)

    renamed = set_up_register(ward, award.award_class, {"name": "Sổ vàng"}, by=standing)
    assert (renamed.name, Register.objects.count()) == ("Sổ vàng", 1)


def test_the_two_classes_of_awards_count_apart(reviewed, award, award_of, clerk, standing):
    merit = signed(decision_about(reviewed, award, NAMES, by=clerk), by=standing)
    title = signed(decision_about(reviewed, award_of(5), NAMES[:1], by=clerk), "113/QĐ-UBND", by=standing)

    issue_certificates(merit, SPOKEN, by=clerk)
    issue_certificates(title, SPOKEN, by=clerk)

    assert [number for _, number in numbers(merit)] == [1, 2, 3]
    assert [number for _, number in numbers(title)] == [1]
    assert certificates_of(title)[0].facts["face"]["recognition"] == "“Gia đình công dân số”"


def test_spoiled_stock_is_recorded_once_and_for_a_reason(ward, award, clerk):
    register = keep_register(ward, award.award_class)

    for _ in range(2):
        record_stock(register, "spoiled", 3, "Kẹt giấy", key=KEY, by=clerk)

    assert StockEntry.objects.get().count == 3
    with pytest.raises(RegisterRefused, match="ghi lý do"):
        record_stock(register, "spoiled", 3, " ", key="6f1c1f0e-8a51-4c0e-9a53-0d3e5a6b7c8e", by=clerk)


# What becomes of one


def test_a_voided_number_stays_and_the_line_gets_the_next_one(decision, clerk):
    second = issued(decision, by=clerk)[1]

    for _ in range(2):
        void_certificate(second, "Cấp nhầm", by=clerk)
    issue_certificates(decision, SPOKEN, by=clerk)

    told = [(one.number, one.printed_name, one.status) for one in certificates_of(decision)]
    assert told[1:] == [(2, "Lô Văn Nga", "voided"), (3, "Vũ Văn Mạnh", "issued"), (4, "Lô Văn Nga", "issued")]
    assert AuditEntry.objects.filter(verb="hủy số giấy").count() == 1


def test_a_number_is_voided_for_a_reason_only(decision, clerk):
    first = issued(decision, by=clerk)[0]

    with pytest.raises(CertificateRefused, match="ghi lý do"):
        void_certificate(first, "  ", by=clerk)


def test_a_lost_certificate_is_issued_again_with_a_number_of_its_own(decision, clerk):
    first = issued(decision, by=clerk)[0]

    made = [reissue_certificate(first, "copy", "Cháy nhà", by=clerk) for _ in range(2)]

    first.refresh_from_db()
    assert made[0] == made[1]
    assert (first.status, first.end_reason) == ("replaced", "Cấp lại: Cháy nhà")
    assert (made[0].number, made[0].printed_name, made[0].replaces) == (4, "Sùng A Chử", first)
    assert made[0].facts["face"] == first.facts["face"]
    assert made[0].public_id != first.public_id
    assert made[0].facts["line"]["register"] == made[0].words


def test_what_was_replaced_is_replaced_no_more(decision, clerk):
    first = issued(decision, by=clerk)[0]
    reissue_certificate(first, "copy", "Cháy nhà", by=clerk)

    for act in (
        lambda: void_certificate(first, "Nhầm", by=clerk),
        lambda: reissue_certificate(first, "exchange", "Rách", by=clerk),
    ):
        with pytest.raises(CertificateRefused, match="đã hết hiệu lực từ trước"):
            act()


def test_a_corrected_name_exchanges_the_certificate_and_cites_the_decision_itself(decision, clerk, standing):
    [first, *_] = issued(decision, by=clerk)
    letter = corrected(first.line, "Sùng A Chứ", by=clerk, signer=standing)

    assert end_certificates(letter, by=standing) == 0  # it holds until the new one is there
    done = issue_certificates(letter, SPOKEN, by=clerk)

    [new] = certificates_of(letter)
    first.refresh_from_db()
    assert (done.count, first.status) == (1, "replaced")
    assert (new.kind, new.replaces, new.printed_name, new.number) == ("exchange", first, "Sùng A Chứ", 4)
    assert new.facts["face"]["decision"] == "112/QĐ-UBND"


def test_a_revoking_decision_revokes_the_certificates_of_its_lines(decision, clerk, standing):
    found = issued(decision, by=clerk)
    later = revoked(found[1].line, by=clerk, signer=standing)

    assert [end_certificates(later, by=standing) for _ in range(2)] == [1, 0]

    told = [(one.status, one.end_reason) for one in certificates_of(decision)]
    assert told == [("issued", ""), ("revoked", "Thu hồi theo Quyết định số 130/QĐ-UBND"), ("issued", "")]
    with pytest.raises(CertificateRefused):
        reissue_certificate(found[1], "copy", "Mất", by=clerk)


# Dossiers


def test_a_signed_dossier_is_registered_when_its_last_certificate_is_issued(phase, unit, officer, standing, clerk):
    names = ["Chi hội phụ nữ", "Đoàn thanh niên"]
    proposed = [nominated_by(phase, 3, unit, name, by=officer) for name in names]
    dossier = walked(dossier_for(phase, 3, unit, by=officer), "presented", unit=officer, office=standing)
    decision = decision_about(phase, dossier.award, [], by=clerk)
    for place, one in enumerate(proposed, start=1):
        decision.lines.create(
            position=place, nomination=one, subject_kind=one.subject_kind, printed_name=one.printed_name
        )
    signed(decision, by=standing)
    type(dossier).objects.filter(pk=dossier.pk).update(status="signed")

    issue_certificates(decision, SPOKEN, by=clerk)

    dossier.refresh_from_db()
    assert dossier.status == "registered"
    assert dossier.moves.last().verb == "register"


# Proofs


def test_unsigned_proofs_ask_for_a_reason(decision, clerk):
    with pytest.raises(CertificateRefused, match="Bảng dò của Tổ dân phố số 8 chưa được ký"):
        issue_certificates(decision, by=clerk)


def test_with_its_proof_signed_no_reason_is_needed(decision, unit_of, clerk):
    [proof] = proofs_of(decision)
    for _ in range(2):
        record_proof(decision, unit_of("8"), "Lù Thị Sáng", date(2022, 9, 16), stamp=proof.stamp, by=clerk)

    assert SignedProof.objects.count() == 1
    assert issue_certificates(decision, by=clerk).count == 3


def test_a_proof_signed_for_other_strings_is_none(draft_decision, unit_of, clerk):
    [proof] = proofs_of(draft_decision)
    record_proof(draft_decision, unit_of("8"), "Lù Thị Sáng", date(2022, 9, 16), stamp=proof.stamp, by=clerk)
    draft_decision.lines.filter(position=1).update(printed_name="Sùng A Chứ")

    [now] = proofs_of(draft_decision)

    assert (now.is_signed, now.before.signer) == (False, "Lù Thị Sáng")
    with pytest.raises(CertificateRefused, match="Danh sách đã đổi"):
        record_proof(draft_decision, unit_of("8"), "Lù Thị Sáng", date(2022, 9, 16), stamp=proof.stamp, by=clerk)


def test_number_and_date_of_the_decision_leave_a_signed_proof_as_it_is(draft_decision, unit_of, clerk, standing):
    [proof] = proofs_of(draft_decision)
    record_proof(draft_decision, unit_of("8"), "Lù Thị Sáng", date(2022, 9, 14), stamp=proof.stamp, by=clerk)

    decision = signed(draft_decision, by=standing)

    assert [one.is_signed for one in proofs_of(decision)] == [True]
