"""What a certificate says: titles on a line of their own, figures left open for a pen, check codes."""

from datetime import date

import pytest

from emulation.kit.paper_words import OPEN
from rewards.rules.certificates import content_texts, face_texts, new_check_code, proof_refusal, spaced_code


@pytest.mark.parametrize(
    ("wording", "said"),
    [
        ("", ("Đạt tiêu chí", "“Gia đình số”", "năm 2022")),
        ("Đạt danh hiệu “Gia đình số” năm 2022", ("Đạt danh hiệu", "“Gia đình số”", "năm 2022")),
        ('Đạt  danh hiệu "Gia đình số"', ("Đạt danh hiệu", "“Gia đình số”", "năm 2022")),
        ("Đạt các tiêu chí của kế hoạch", ("Đạt các tiêu chí của kế hoạch", "“Gia đình số”", "năm 2022")),
    ],
)
def test_the_title_of_a_recognition_stands_on_a_line_of_its_own(wording, said):
    assert tuple(content_texts("Gia đình số", "certificate", wording, "", 2022).values()) == said


def test_a_certificate_of_the_law_says_what_for():
    assert content_texts("Cá nhân", "merit", "", "Phong trào thi đua “Chuyển đổi số”", 2022) == {
        "achievement": "Đã có thành tích xuất sắc trong phong trào thi đua “Chuyển đổi số”"
    }


@pytest.mark.parametrize(
    ("number", "day", "decision", "decided_on", "dated"),
    [
        (
            "112/QĐ-UBND", date(2022, 9, 15), "112/QĐ-UBND", "ngày 15 tháng 9 năm 2022",
            "Đồng Tâm, ngày 15 tháng 9 năm 2022",
        ),
        (
            "", None, f"{OPEN}/QĐ-UBND", f"ngày {OPEN} tháng {OPEN} năm 2022",
            f"Đồng Tâm, ngày {OPEN} tháng {OPEN} năm 2022",
        ),
    ],
)  # fmt: skip
def test_a_face_says_who_decided_what_when_and_leaves_open_what_nobody_knows(number, day, decision, decided_on, dated):
    content = content_texts("Gia đình số", "certificate", "", "", 2022)

    said = face_texts(
        issuer="Chủ tịch", content=content, place="Đồng Tâm", signer_title="CHỦ TỊCH", signer_name="Hà", year=2022,
        decision_number=number, decision_code="QĐ-UBND", decided_on=day,
    )  # fmt: skip

    assert said == {
        "issuer": "Chủ tịch", "achievement": "Đạt tiêu chí", "recognition": "“Gia đình số”", "year": "năm 2022",
        "decision": decision, "decided_on": decided_on, "dated": dated, "signer_title": "CHỦ TỊCH",
        "signer_name": "Hà",
    }  # fmt: skip


def test_a_check_code_is_read_in_two_parts_and_never_the_same():
    codes = {new_check_code() for _ in range(1000)}

    assert len(codes) == 1000
    assert spaced_code("AB3D9KLM") == "AB3D 9KLM"


def test_of_many_unsigned_proofs_the_first_are_named():
    units = [f"Tổ {number}" for number in range(1, 8)]

    assert proof_refusal(units, "") == (
        "Bảng dò của Tổ 1; Tổ 2; Tổ 3; Tổ 4; Tổ 5 và 2 đơn vị nữa chưa được ký. "
        "Hãy ghi bảng dò đã ký, hoặc ghi lý do vẫn cấp."
    )
    assert (proof_refusal(units, "Gấp"), proof_refusal([], "")) == ("", "")
