"""The lights of a nomination, as a table of cases."""

import pytest

from rewards.rules.eligibility import Facts, Glow, lights, overall, quota_limit
from rewards.rules.nominations import after

CASES = [
    ("a result that holds", {"is_by_rule": True, "part": 82, "whole": 96, "rank": 1},
     ("Kết quả", "met", "Đạt theo bản chốt: 82/96 (85,4 %), hạng 1.")),
    ("899 of 1000 is never called 90", {"is_by_rule": True, "part": 8996, "whole": 10000},
     ("Kết quả", "met", "Đạt theo bản chốt: 8.996/10.000 (89,9 %).")),
    ("a tie", {"is_by_rule": True, "is_tied": True, "part": 4, "whole": 4, "rank": 1},
     ("Kết quả", "look", "Bằng điểm – Hội đồng quyết định: 4/4 (100,0 %), hạng 1.")),
    ("a phase opened again", {"is_by_rule": True, "is_matched": False, "is_tied": True},
     ("Kết quả", "blocked", "Không còn khớp: đợt đã được mở lại sau khi đề nghị.")),
    ("standards missing", {"standards": 3, "ticked": 1},
     ("Tiêu chuẩn", "open", "Còn 2/3 tiêu chuẩn chưa được xác nhận.")),
    ("standards complete", {"standards": 2, "ticked": 2}, ("Tiêu chuẩn", "met", "Đã xác nhận đủ 2 tiêu chuẩn.")),
    ("not confirmed", {}, ("Xác nhận", "open", "Đơn vị chưa xác nhận.")),
    ("confirmed", {"is_confirmed": True},
     ("Xác nhận", "met", "Đơn vị xác nhận không bị kỷ luật, điều tra, khiếu nại.")),
    ("at the quota", {"proposed": 3, "limit": 3}, ("Số lượng", "met", "Đề nghị 3, giới hạn 3.")),
    ("over the quota", {"proposed": 5, "limit": 3}, ("Số lượng", "look", "Đề nghị 5, giới hạn 3: phải chọn bớt 2.")),
    ("a second award", {"same": ["Giấy khen “A”"]},
     ("Khen trùng", "blocked",
      "Đang được đề nghị Giấy khen “A” cho cùng thành tích. Chỉ đề nghị tiếp khi ghi rõ lý do.")),
    ("awarded this very year", {"recent": ["Giấy khen năm 2022, 31/QĐ-UBND"]},
     ("Khen trùng", "blocked",
      "Đã được khen: Giấy khen năm 2022, 31/QĐ-UBND. Chỉ đề nghị tiếp khi ghi rõ lý do.")),
    ("a second award for a reason", {"same": ["Giấy khen “A”"], "override_reason": "Hai việc khác nhau."},
     ("Khen trùng", "look",
      "Đang được đề nghị Giấy khen “A” cho cùng thành tích. Vẫn đề nghị vì: Hai việc khác nhau.")),
    ("awarded before", {"earlier": ["Giấy khen năm 2019, 5/QĐ"]},
     ("Khen trước đây", "told", "Giấy khen năm 2019, 5/QĐ.")),
    ("another spelling", {"printed": "Sùng A Chứ", "registered": "Sùng A Chử"},
     ("Tên", "look", "Tên in “Sùng A Chứ” khác tên trong danh bạ “Sùng A Chử”.")),
    ("gone from the registry", {"registered": None},
     ("Tên", "look", "Không còn trong danh bạ: hãy xem lại có phải đã gộp hoặc chuyển đi.")),
    ("typed by hand", {"registered": ""},
     ("Tên", "told", "Không lấy từ danh bạ: hãy dò lại từng chữ với người được đề nghị.")),
    ("a woman", {"is_woman": True}, ("Ưu tiên", "told", "Nữ: được ưu tiên khi thành tích ngang nhau.")),
    ("7 of 10 are women", {"women": 7, "people": 10},
     ("Ưu tiên", "told", "Có 7/10 người là nữ: được ưu tiên khi thành tích ngang nhau.")),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "light"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_light_says_why(facts, light):
    found = [(one.topic, one.glow.value, one.reason) for one in lights(Facts(**facts))]

    assert light in found


@pytest.mark.parametrize(
    "facts", [{"women": 699, "people": 1000}, {"women": 0, "people": 0}, {"printed": "A", "registered": "A"}]
)
def test_what_is_not_so_has_no_light(facts):
    topics = {one.topic for one in lights(Facts(**{"registered": "A", "printed": "A", **facts}))}

    assert topics == {"Xác nhận"}


@pytest.mark.parametrize(
    ("facts", "worst"),
    [
        ({"is_confirmed": True}, Glow.MET),
        ({"is_confirmed": True, "proposed": 2, "limit": 1}, Glow.LOOK),
        ({"proposed": 2, "limit": 1}, Glow.OPEN),
        ({"same": ["A"]}, Glow.BLOCKED),
        ({"is_confirmed": True, "same": ["A"], "override_reason": "Khác"}, Glow.LOOK),
    ],
)
def test_the_worst_light_speaks_for_all(facts, worst):
    assert overall(lights(Facts(**facts))) == worst


@pytest.mark.parametrize(
    ("number", "share", "base", "limit"),
    [(3, None, None, 3), (None, 10, 39, 3), (None, 10, 9, 0), (None, 100, 9, 9), (None, None, 9, None),
     (None, 10, None, None)],
)  # fmt: skip
def test_a_quota_in_percent_is_rounded_down(number, share, base, limit):
    assert quota_limit(number, share, base) == limit


@pytest.mark.parametrize(
    ("status", "verb", "to"),
    [("proposed", "withdraw", "withdrawn"), ("withdrawn", "restore", "proposed"), ("withdrawn", "withdraw", None)],
)
def test_a_nomination_moves_by_the_table_alone(status, verb, to):
    assert after(status, verb) == to
