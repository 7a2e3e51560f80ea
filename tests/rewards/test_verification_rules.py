"""What the public page may say, told from tables of cases."""

import pytest

from rewards.rules.verification import Standing, bare_code, public_place, scanned_id, verdict

DECISION = "Quyết định số 118/QĐ-UBND ngày 20 tháng 10 năm 2022"
ID = "Zx9-_abcDEF0123456789Q"


@pytest.mark.parametrize(
    ("status", "more", "standing", "words"),
    [
        ("issued", {}, Standing.HOLDS, "Có hiệu lực"),
        ("voided", {}, Standing.VOIDED, "Số đã hủy"),
        ("voided", {"ended_by": DECISION, "is_revoked": True}, Standing.VOIDED, "Số đã hủy"),
        ("revoked", {}, Standing.REVOKED, "Đã thu hồi"),
        ("revoked", {"ended_by": DECISION}, Standing.REVOKED, f"Đã thu hồi theo {DECISION}"),
        ("issued", {"ended_by": DECISION, "is_revoked": True}, Standing.REVOKED, f"Đã thu hồi theo {DECISION}"),
        ("issued", {"ended_by": DECISION}, Standing.REPLACED, f"Đã được thay thế theo {DECISION}"),
        ("replaced", {"replaced_by": "0042/2022"}, Standing.REPLACED, "Đã được thay thế bởi giấy số 0042/2022"),
        ("replaced", {}, Standing.REPLACED, "Đã được thay thế"),
    ],
)
def test_the_state_comes_first_in_words(status, more, standing, words):
    found = verdict(status, **more)

    assert (found.standing, found.words) == (standing, words)
    assert found.sign == {"holds": "✔", "replaced": "↻"}.get(standing, "✖")


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        ("Tổ dân phố số 8", "Tổ dân phố số 8"),
        ("Tổ dân phố số 8, phường Đồng Tâm", "Tổ dân phố số 8, phường Đồng Tâm"),
        ("Số 12 ngõ 5 đường Điện Biên, Tổ dân phố số 8, phường Đồng Tâm", "Tổ dân phố số 8, phường Đồng Tâm"),
        ("12 Lý Thường Kiệt - Khu phố 3", "Khu phố 3"),
        ("Thôn Nà Lộc; xã Y Can", "Thôn Nà Lộc, xã Y Can"),
        ("Số 9 đường Hòa Bình, phường Đồng Tâm", "phường Đồng Tâm"),
        ("Tổ dân phố số 8, số nhà 12 đường Điện Biên, phường Đồng Tâm", "Tổ dân phố số 8, phường Đồng Tâm"),
        ("Tổ 8 số nhà 12, Yên Bái", "Tổ 8, Yên Bái"),
        ("Tổ 8, 12 Lý Thường Kiệt, ngõ 5, phường Đồng Tâm", "Tổ 8, phường Đồng Tâm"),
        ("Bản Nà Đường, xã Y Can, ĐT 0912345678", "Bản Nà Đường, xã Y Can"),
        ("Số 9 đường Hòa Bình", ""),
        ("Điện thoại 0912345678", ""),
        ("", ""),
    ],
)
def test_of_an_address_only_the_neighbourhood_is_public(place, shown):
    assert public_place(place) == shown


@pytest.mark.parametrize("typed", ["K7M2RF9T", "k7m2 rf9t", " K7M2-RF9T. "])
def test_a_check_code_is_read_however_it_is_typed(typed):
    assert bare_code(typed) == "K7M2RF9T"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (f"https://thidua.example/tra-cuu/{ID}/", ID),
        (f" http://127.0.0.1:8016/tra-cuu/{ID} ", ID),
        (f"https://thidua.example/tra-cuu/{ID}/?in=1", ID),
        (ID, ID),
        ("https://thidua.example/tra-cuu/", ""),
        (f"https://thidua.example/khac/{ID}/", ""),
        ("Nguyễn Văn Bảy", ""),
        ("", ""),
    ],
)
def test_what_a_reader_types_is_recognised(typed, found):
    assert scanned_id(typed) == found
