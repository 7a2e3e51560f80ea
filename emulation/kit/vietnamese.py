"""Vietnamese text: one form for storing, one for searching, one for sorting."""

import re
import unicodedata
from fractions import Fraction
from functools import lru_cache

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
LETTER_MARKS = {"̆", "̂", "̛"}  # breve, circumflex, horn: they make another letter
TONES = {"̀": "b", "̉": "c", "̃": "d", "́": "e", "̣": "f"}  # huyền hỏi ngã sắc nặng


def tidy(text: str) -> str:
    """NFC with every run of white space (also no-break spaces) as one space, none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def fold(text: str) -> str:
    """The text as people search it: small letters, no marks, đ as d; "Hoà" and "Hòa" become the same."""
    marked = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    bare = "".join(c for c in marked if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w]+", " ", bare).split())


FLOATING = ("oa", "oe", "uy")  # pairs whose tone stands on the first or on the second vowel
PAIRS = {
    unicodedata.normalize("NFC", pair[0] + tone + pair[1]): unicodedata.normalize("NFC", pair + tone)
    for pair in FLOATING
    for tone in TONES
}


def tone_places(text: str) -> list[str]:
    """The text as it is, with every tone in its old place (hòa, thúy) and in its new one (hoà, thuý); no doubles."""
    old, new = text, text
    for older, newer in PAIRS.items():
        for one, other in ((older, newer), (older.capitalize(), newer.capitalize())):
            old, new = old.replace(other, one), new.replace(one, other)
    return sorted({text, old, new})


def name_sort_key(full_name: str) -> str:
    """A key that sorts names by tên, then họ, then chữ đệm, in Vietnamese order.

    Only small Latin letters, so that every database and collation sorts it alike.
    """
    words = tidy(full_name).lower().split()
    if not words:
        return ""
    order = [words[-1], words[0], *words[1:-1]] if len(words) > 1 else words
    return "aa".join(map(word_key, order))


@lru_cache(maxsize=5000)  # a ward has a few thousand names, and ten thousand people
def word_key(word: str) -> str:
    return f"{''.join(map(letter_key, letters(word)))}a{tone_key(word)}"


def letters(word: str) -> list[str]:
    """The letters of a word without its tones: "hưởng" gives h, ư, ơ, n, g."""
    marked = unicodedata.normalize("NFD", word)
    toneless = "".join(c for c in marked if not unicodedata.combining(c) or c in LETTER_MARKS)
    return list(unicodedata.normalize("NFC", toneless))


def letter_key(letter: str) -> str:
    """Two letters that sort as the Vietnamese alphabet does; anything else comes first."""
    position = ALPHABET.find(letter) + 1
    return chr(ord("b") + position // 12) + chr(ord("b") + position % 12)


def tone_key(word: str) -> str:
    """One letter per vowel's tone, "a" for none, in dictionary order: ngang huyền hỏi ngã sắc nặng."""
    return "".join(TONES[c] for c in unicodedata.normalize("NFD", word) if c in TONES) or "a"


def percent(part: int, whole: int) -> str:
    """A share with one decimal, half rounded up: "87,5". Nothing of nothing prints "0,0".

    A whole percent that is not reached is never printed: 8996 of 10000 is "89,9", not "90,0".
    """
    share = Fraction(100 * part, whole) if whole else Fraction(0)
    tenths = int(share * 10 + Fraction(1, 2))
    if tenths % 10 == 0 and share < tenths // 10:
        tenths -= 1
    return f"{tenths // 10},{tenths % 10}"


def fine_percent(part: int, whole: int) -> str:
    """A small share with two decimals, half rounded up: "0,28"; for what is counted in errors."""
    hundredths = int(Fraction(10_000 * part, whole) + Fraction(1, 2)) if whole else 0
    return f"{hundredths // 100},{hundredths % 100:02}"


def thousands(number: int) -> str:
    """2530000 as 2.530.000."""
    return f"{number:,}".replace(",", ".")


def size_words(size: int) -> str:
    """Bytes as people read them, never less than there are: "340 KB", "1,3 MB"."""
    if size < 1024**2:
        return f"{-(-size // 1024)} KB"
    tenths = -(-10 * size // 1024**2)
    return f"{tenths // 10},{tenths % 10} MB"
