"""The plan of Đồng Tâm, which scores also households for themselves: yes/no, graded, and for some households alone."""

HOUSEHOLD_CRITERIA = {
    "name": "Tiêu chí của hộ",
    "pass_mark": 20,
    "na_policy": "not_allowed",
    "items": [
        {"label": "Mã QR số nhà", "text": "Hộ có gắn mã QR số nhà.", "points": 10},
        {
            "label": "Nộp thuế điện tử",
            "text": "Hộ kinh doanh nộp thuế điện tử.",
            "points": 10,
            "only_for": "kinh doanh",
        },
        {"label": "Thanh toán số", "text": "Hộ trả tiền điện, nước qua tài khoản.", "points": 20, "steps": 4},
        {"label": "Học trực tuyến", "text": "Con em học trực tuyến.", "points": 10, "na_policy": "rescale"},
    ],
}


def mixed(plan):
    """The plan with household criteria beside those of the people; a shop has the tag "kinh doanh"."""
    return plan | {"household_criteria": HOUSEHOLD_CRITERIA}
