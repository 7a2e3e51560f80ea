"""Text in TCVN3 and VNI fonts, and what is left alone."""

import pytest

from emulation.kit.old_letters import TCVN3, VNI, decoded, encoding_of


@pytest.mark.parametrize(
    ("font", "encoding"),
    [(".VnTime", TCVN3), (".vnarialH", TCVN3), ("VNI-Times", VNI), ("VNI Helve", VNI), ("Arial", ""), (None, "")],
)
def test_a_font_says_what_its_text_is(font, encoding):
    assert encoding_of(font) == encoding


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("NguyÔn V¨n An", "Nguyễn Văn An"),
        ("TrÇn ThÞ Hoµ", "Trần Thị Hoà"),
        ("§Æng Thuú D\u00ad¬ng", "Đặng Thuỳ Dương"),
        ("Phïng Quúnh Nga", "Phùng Quỳnh Nga"),
        ("Quan hÖ víi chñ hé", "Quan hệ với chủ hộ"),
    ],
)
def test_tcvn3_becomes_unicode(old, new):
    assert decoded(old, TCVN3) == new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Nguyeãn Vaên An", "Nguyễn Văn An"),
        ("Traàn Thò Ngoïc", "Trần Thị Ngọc"),
        ("Leâ Thuyø Döông", "Lê Thuỳ Dương"),
        ("NGUYEÃN THÒ HÖÔÛNG", "NGUYỄN THỊ HƯỞNG"),
        ("Buøi Ñöùc Huy", "Bùi Đức Huy"),
    ],
)
def test_vni_becomes_unicode(old, new):
    assert decoded(old, VNI) == new


def test_a_font_of_capitals_makes_capitals():
    assert decoded("nguyÔn v¨n an", TCVN3, ".VnTimeH") == "NGUYỄN VĂN AN"


@pytest.mark.parametrize("text", ["Nguyễn Văn An", "Sung A Chu", "T08-001", ""])
@pytest.mark.parametrize("encoding", [TCVN3, VNI])
def test_plain_text_and_unicode_stay_as_they_are(text, encoding):
    assert decoded(text, encoding) == text
