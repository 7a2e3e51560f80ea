"""Numbers in Vietnamese words, as decisions and payment lists write them beside the figures."""

from .vietnamese import thousands

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}  # how these sound after hai mươi, ba mươi …
GROUPS = ("", "nghìn", "triệu")
BILLION = 10**9


def number_in_words(number: int) -> str:
    """2530 as "hai nghìn năm trăm ba mươi"; ValueError below zero."""
    if number < 0:
        raise ValueError("Only numbers from 0 are written in words.")
    return " ".join(words_of(number, is_first=True)) or DIGITS[0]


def money_in_words(dong: int) -> str:
    """2530000 as "Hai triệu năm trăm ba mươi nghìn đồng"."""
    words = number_in_words(dong)
    return f"{words[0].upper()}{words[1:]} đồng"


def counted_in_words(number: int, noun: str) -> str:
    """A count that nobody can alter by a stroke: "05 (năm) tập thể", "1.005 (một nghìn không trăm linh năm) hộ"."""
    figures = f"{number:02}" if number < 10 else thousands(number)
    return f"{figures} ({number_in_words(number)}) {noun}"


def words_of(number: int, is_first: bool) -> list[str]:
    """The words of a number; `is_first` is false where greater groups stand before it."""
    billions, rest = divmod(number, BILLION)
    words = [*words_of(billions, is_first), "tỷ"] if billions else []
    for power in (2, 1, 0):
        group = rest // 1000**power % 1000
        if group:
            words += group_words(group, is_first and not words)
            words += [GROUPS[power]] if power else []
    return words


def group_words(group: int, is_first: bool) -> list[str]:
    """Three figures; hundreds and tens that are zero are said where something stands before them."""
    hundreds, tens, ones = group // 100, group // 10 % 10, group % 10
    words = [] if is_first and not hundreds else [DIGITS[hundreds], "trăm"]
    if tens > 1:
        words += [DIGITS[tens], "mươi"]
    elif tens:
        words += ["mười"]
    elif ones and words:
        words += ["linh"]
    if ones:
        words += [ones_after(tens, ones)]
    return words


def ones_after(tens: int, ones: int) -> str:
    if tens > 1:
        return AFTER_TENS.get(ones, DIGITS[ones])
    return AFTER_TENS[5] if tens and ones == 5 else DIGITS[ones]
