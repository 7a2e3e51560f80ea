"""Text typed in TCVN3 (.VnTime …) or VNI fonts: known by its font for certain, by its letters as a suspicion.

Both wrote Vietnamese with the bytes of Western letters, which a workbook keeps as those letters. Only the font proves
it: "Thò" is a word in Unicode and another one in VNI.
"""

import re
import unicodedata

TCVN3, VNI = "TCVN3", "VNI"

BYTES = {
    "¡¢§£¤¥¦": "ĂÂĐÊÔƠƯ",
    "®µ¸¶·¹¨»¾¼½Æ": "đàáảãạăằắẳẵặ",
    "©ÇÊÈÉËÌÐÎÏÑ": "âầấẩẫậèéẻẽẹ",
    "ªÒÕÓÔÖ×ÝØÜÞ": "êềếểễệìíỉĩị",
    "ßãáâä«åèæçé": "òóỏõọôồốổỗộ",
    "¬êíëìîïóñòô": "ơờớởỡợùúủũụ",
    "\u00adõøö÷ùúýûüþ": "ưừứửữựỳýỷỹỵ",
}
OF_TCVN3 = str.maketrans("".join(BYTES), "".join(BYTES.values()))

TONES = dict(zip("ùøûõï", "\u0301\u0300\u0309\u0303\u0323", strict=True))  # sắc huyền hỏi ngã nặng
ROOFED = dict(zip("áàåãä", "\u0301\u0300\u0309\u0303\u0323", strict=True))  # the same over a circumflex
BREVED = dict(zip("éèúüë", "\u0301\u0300\u0309\u0303\u0323", strict=True))  # the same over a breve
VNI_MARKS = {
    **TONES,
    **{mark: "\u0302" + tone for mark, tone in ROOFED.items()},
    **{mark: "\u0306" + tone for mark, tone in BREVED.items()},
    "â": "\u0302",
    "ê": "\u0306",
}
VNI_LETTERS = {"ñ": "đ", "ö": "ư", "ô": "ơ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
VNI_PAIR = re.compile("([aeouyöô])([ùøûõïáàåãäéèúüëâê])", re.IGNORECASE)

# letters and pairs that Vietnamese never has, but TCVN3 and VNI shown as Unicode do
NEVER = re.compile(
    "[¡-¿×÷äåæçëïñöøûüþÿÄÅÆÇËÏÑÖØÛÜÞß]|[a-zà-ỹ][ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ]+[a-zà-ỹ]|[aeAE][àáâãèéêòóôõùúÀÁÂÃÈÉÊÒÓÔÕÙÚ]"
)
# the same where signs such as ½ and « may stand by themselves
NEVER_IN_WORDS = re.compile("[^\\W\\d_][¨©ª«¬\u00ad®µ¶·¸¹»¼¾]|[§®][^\\W\\d_]|[aeAE][àáâãèéêòóôõùúÀÁÂÃÈÉÊÒÓÔÕÙÚ]")


def encoding_of(font: str | None) -> str:
    """The encoding a font stands for, "" for a font of today."""
    name = (font or "").strip().casefold()
    if name.startswith(".vn"):
        return TCVN3
    return VNI if name.startswith(("vni-", "vni ")) else ""


def decoded(text: str, encoding: str, font: str = "") -> str:
    """The text in Unicode; as it is where it is plain or already Unicode (old letters all lie below U+0100)."""
    if text.isascii() or any(ord(letter) > 0xFF for letter in text):
        return text
    if encoding == VNI:
        return from_vni(text)
    found = text.translate(OF_TCVN3)
    return found.upper() if font.casefold().endswith("h") else found  # .VnTimeH shows small letters as capitals


def from_vni(text: str) -> str:
    def pair(match: re.Match[str]) -> str:
        letter, mark = match.groups()
        return letter_of(letter) + VNI_MARKS[mark.lower()]

    parts, end = [], 0
    for match in VNI_PAIR.finditer(text):
        parts += [*map(letter_of, text[end : match.start()]), pair(match)]
        end = match.end()
    return unicodedata.normalize("NFC", "".join([*parts, *map(letter_of, text[end:])]))


def letter_of(letter: str) -> str:
    found = VNI_LETTERS.get(letter.lower(), letter.lower())
    return found if letter.islower() else found.upper() if letter.isupper() else letter
