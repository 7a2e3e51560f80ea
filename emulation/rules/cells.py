"""One cell of a household list at a time: what it says, or why it cannot be taken, in a Vietnamese sentence.

Personal numbers are never repeated in a sentence; the row number leads to them.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from ..choices import Gender, Relation
from ..kit import old_letters
from ..kit.spreadsheets import EXCEL_DAY_ZERO, Unusable
from ..kit.vietnamese import fold, tidy

cache_of_words = lru_cache(maxsize=1000)  # a column of a long list repeats a few words


class Wrong(ValueError):
    """A cell that cannot be taken; the message says why and how to mend it."""


class Birth(NamedTuple):
    """A date of birth; of a year alone it is 1 January."""

    on: date
    year_only: bool = False


class Neighbourhood(NamedTuple):
    """A neighbourhood the ward has, and what people call it."""

    key: int
    label: str
    name: str

    @property
    def short_name(self) -> str:
        return self.label or self.name


class Text(NamedTuple):
    value: str
    doubt: str = ""


class Day(NamedTuple):
    value: Birth
    doubt: str = ""


class Place(NamedTuple):
    value: Neighbourhood | None
    doubt: str = ""


# Any cell


def as_text(value: object) -> str:
    """What the cell shows, as NFC with single spaces: 8.0 is 8; raises Wrong where Excel holds no value."""
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, Unusable):
        raise Wrong(unusable(value))
    if isinstance(value, bool):
        raise Wrong("Ô này mang giá trị TRUE/FALSE của Excel. Hãy xoá và ghi lại giá trị thật.")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else str(value)


def unusable(cell: Unusable) -> str:
    if cell.is_formula:
        return "Ô này là công thức. Hãy chép cột này rồi dán lại dạng giá trị (Paste Special → Values)."
    return f"Ô này mang lỗi {cell.text} của Excel. Hãy xoá và ghi lại giá trị thật."


def required(value: object, what: str) -> str:
    text = as_text(value)
    if not text:
        raise Wrong(f"Hàng này chưa có {what}. Hãy điền vào.")
    return text


PLAIN = re.compile(r"[\w ,./()'’–-]*")


def visible(text: str, what: str, limit: int) -> str:
    """The text itself; raises Wrong for what cannot be seen or printed, and for more than `limit` characters."""
    if not text.isprintable():
        raise Wrong(f"{what} có ký tự ẩn không in được. Hãy xoá ô và gõ lại.")
    if not PLAIN.fullmatch(text) and any(unicodedata.category(c) in ("So", "Sk", "Co", "Cn") for c in text if c > "ÿ"):
        raise Wrong(f"{what} có biểu tượng cảm xúc hoặc ký hiệu lạ. Hãy xoá ký hiệu đó.")
    if len(text) > limit:
        raise Wrong(f"{what} dài quá {limit} ký tự. Hãy rút gọn.")
    return text


# Names

OLD_ENCODING = (
    "“{}” có vẻ gõ bằng bảng mã cũ (TCVN3 hoặc VNI). "
    "Hãy chuyển cột này sang Unicode (Unikey: Ctrl+Shift+F6) rồi tải lại."
)
NAME = re.compile("[A-Za-z][A-Za-z'’ʼ.\\- \u0300-\u0323]*")  # letters and the marks on them, one by one
STROKED = str.maketrans("đĐƀɃ", "dDbB")
MARKS_OF_A_LETTER = re.compile("[\u0300-\u036f]{3}")


def person_name(value: object) -> Text:
    """A full name as it is written; other alphabets than ours, emoji and old encodings are refused."""
    text = required(value, "họ và tên")
    if old_letters.NEVER.search(text):
        raise Wrong(OLD_ENCODING.format(text))
    visible(text, "Họ và tên", 100)
    marked = unicodedata.normalize("NFD", text.translate(STROKED))
    if MARKS_OF_A_LETTER.search(marked):
        raise Wrong(f"“{text}” có chữ mang quá nhiều dấu. Hãy gõ lại họ và tên.")
    if not NAME.fullmatch(marked):
        raise Wrong(
            f"“{text}” có ký tự không dùng trong tên người. Chỉ dùng chữ cái, dấu nháy ', gạch nối và dấu cách."
        )
    return Text(text)


def household_code(value: object) -> Text:
    """A household's code in the ward; numbers are taken as they show."""
    text = visible(required(value, "mã hộ"), "Mã hộ", 30)
    if isinstance(value, date) or not re.fullmatch(r"[\w./ -]+", text):
        raise Wrong(f"“{text}” không dùng làm mã hộ được. Mã hộ gồm chữ, số, dấu chấm, gạch nối; ví dụ T08-001.")
    return Text(text)


def address(value: object) -> Text:
    """An address; 12/5 that Excel took for a date is not one."""
    if isinstance(value, date):
        raise Wrong("Excel đã đổi địa chỉ này thành ngày tháng. Hãy định dạng ô là Văn bản (Text) rồi ghi lại.")
    text = as_text(value)
    if old_letters.NEVER_IN_WORDS.search(text):
        raise Wrong(OLD_ENCODING.format(text))
    return Text(visible(text, "Địa chỉ", 200))


# Neighbourhoods

NEIGHBOURHOOD_WORDS = re.compile(
    r"^(?:(?:to dan pho|tdp|to dp|to|khu dan cu|khu pho|khu|thon|xom|ban|ap|so)\s*(?=\d|\b))+"
)


@cache_of_words
def neighbourhood_key(text: str) -> str:
    """What tells a neighbourhood apart: "8", "08", "TDP 8" and "Tổ dân phố số 8" are one."""
    return re.sub("^0+(?=[0-9])", "", NEIGHBOURHOOD_WORDS.sub("", fold(text)))


def neighbourhood(value: object, known: Mapping[str, Neighbourhood], allowed: Collection[int] | None = None) -> Place:
    """The ward's neighbourhood of this name; None for an empty cell. Never a new one: an unknown name is Wrong.

    So is, with `allowed`, one that is not among these keys.
    """
    text = as_text(value)
    if not text:
        return Place(None)
    found = known.get(neighbourhood_key(text))
    if found is None:
        names = ", ".join(dict.fromkeys(one.short_name for one in known.values()))
        raise Wrong(f"Phường không có tổ dân phố “{text}”. Các tổ hiện có: {names}. Hãy ghi một trong các tổ này.")
    if allowed is not None and found.key not in allowed:
        raise Wrong(
            f"{found.name} không thuộc phần việc của bạn. Hãy bỏ các hàng của tổ này, hoặc nhờ văn phòng phường nhập."
        )
    return Place(found)


NAMED_ABOVE = re.compile(r"\b(?:to dan pho|tdp|to dp|khu dan cu|khu pho|thon|xom|ban|ap|to)\s+(?:so\s+)?(\w+)")


def neighbourhood_within(text: str, known: Mapping[str, Neighbourhood]) -> Neighbourhood | None:
    """The neighbourhood a title such as "DANH SÁCH HỘ GIA ĐÌNH TỔ DÂN PHỐ SỐ 8" speaks of."""
    folded = fold(text)
    if found := known.get(neighbourhood_key(text)):
        return found
    names = {neighbourhood_key(match) for match in NAMED_ABOVE.findall(folded)}
    places = {known[name] for name in names if name in known}
    places |= {place for key, place in known.items() if not key.isdecimal() and f" {key} " in f" {folded} "}
    return places.pop() if len(places) == 1 else None


def by_key(neighbourhoods: Iterable[Neighbourhood]) -> dict[str, Neighbourhood]:
    """Neighbourhoods by everything they are called."""
    return {neighbourhood_key(name): one for one in neighbourhoods for name in (one.name, one.label) if name}


# Relation and gender

RELATIONS = {
    Relation.HEAD: "chủ hộ; chủ; chủ nhà; ch; bản thân chủ hộ",
    Relation.WIFE: "vợ; vk",
    Relation.HUSBAND: "chồng; ck",
    Relation.FATHER: "cha; bố; ba; thầy; tía",
    Relation.MOTHER: "mẹ; má; u; bầm",
    Relation.CHILD: "con",
    Relation.DAUGHTER_IN_LAW: "con dâu; dâu; nàng dâu",
    Relation.SON_IN_LAW: "con rể; con rễ; rể; con dể",
    Relation.GRANDCHILD: "cháu",
    Relation.GRANDFATHER: "ông",
    Relation.GRANDMOTHER: "bà",
    Relation.ELDER_BROTHER: "anh",
    Relation.ELDER_SISTER: "chị",
    Relation.YOUNGER_SIBLING: "em",
    Relation.OTHER: "khác; quan hệ khác",
}
RELATION_OF = {word: kin for kin, words in RELATIONS.items() for word in words.split("; ")}
# a word without its marks, unless it could be another one ("ba" is a father, "bà" a grandmother, "chú" an uncle)
BARE_RELATION_OF = {fold(word): kin for word, kin in RELATION_OF.items() if fold(word) not in ("ba", "chu", "ma", "u")}
QUALIFIER = re.compile(
    "[0-9]+|trai|gai|de|ruot|nuoi|ca|thu|ut|lon|nho|noi|ngoai|chong|vo|ho|cua|chu|dau|re|hai|ba|tu|nam|sau|bay|tam"
)
GENDERS = {
    **dict.fromkeys(("nam", "trai", "1"), Gender.MALE),
    **dict.fromkeys(("nữ", "nu", "gái", "gai", "2"), Gender.FEMALE),
}


def relation(value: object) -> Text:
    """The relation to the head in any of its spellings; an unknown one becomes "other", with a doubt."""
    text = required(value, "quan hệ với chủ hộ")
    if found := relation_in_words(text):
        return Text(found)
    return Text(Relation.OTHER, f"Quan hệ “{text}” chưa có trong danh mục, sẽ được ghi là “Quan hệ khác”.")


@cache_of_words
def relation_in_words(text: str) -> str | None:
    """The relation these words mean; what stands in brackets does not matter."""
    text = re.sub(r"\(.*?\)", "", text.casefold()).strip(" .:-")
    return RELATION_OF.get(text) or BARE_RELATION_OF.get(fold(text)) or relation_by_first_word(text)


def relation_by_first_word(text: str) -> str | None:
    """The relation of "con trai út", "em gái", "cháu nội": a known word, then only words that qualify it."""
    first, *rest = text.split()
    if all(QUALIFIER.fullmatch(fold(word)) for word in rest):
        return RELATION_OF.get(first) or BARE_RELATION_OF.get(fold(first))
    return None


def gender(value: object) -> Text:
    """Nam or Nữ in any case, or the forms' numbers 1 and 2."""
    text = required(value, "giới tính")
    found = GENDERS.get(text.casefold())
    if found is None:
        raise Wrong(f"“{text}” không phải là giới tính. Hãy ghi Nam hoặc Nữ.")
    return Text(found)


# Date of birth

DAY_MONTH_YEAR = re.compile(
    "(?:ngày )?([0-9]{1,2}) ?(?:[/.-]| tháng | ) ?([0-9]{1,2}) ?(?:[/.-]| năm | ) ?([0-9]{4}|[0-9]{2})"
)
YEAR_MONTH_DAY = re.compile("([0-9]{4})[/-]([0-9]{1,2})[/-]([0-9]{1,2})(?: 00:00:00)?")
YEAR = re.compile(r"(?:(?:sinh )?(?:năm|sn) )?(?:(?:(?:00?|-+|\.+|…|x+)[/.-]){2})?([0-9]{4})")
WRITE_DATE = "Hãy ghi dạng ngày/tháng/năm, ví dụ 05/8/1990, hoặc chỉ năm sinh."


def birth(value: object, today: date, day_zero: date = EXCEL_DAY_ZERO) -> Day:
    """A date in any of the usual ways, or a year alone; raises Wrong for one that cannot be a living person's.

    A bare number is a day as Excel counts them, from 1900 or, in workbooks of old Macintoshes, from 1904.
    """
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return Day(possible(Birth(not_a_year_in_disguise(value, today, day_zero)), today))
    if isinstance(value, (int, float)) and 2100 < value < 100_000:
        on = day_zero + timedelta(days=int(value))
        return Day(
            possible(Birth(on), today), f"Số {value:g} được hiểu là ngày {on:%d/%m/%Y} theo cách Excel đếm ngày."
        )
    return birth_in_words(required(value, "ngày sinh"), today)


def birth_in_words(text: str, today: date) -> Day:
    if match := YEAR.fullmatch(text.casefold()):
        return Day(possible(Birth(real_date(int(match[1]), 1, 1, text), year_only=True), today))
    if match := YEAR_MONTH_DAY.fullmatch(text):
        year, month, day = map(int, match.groups())
        return Day(possible(Birth(real_date(year, month, day, text)), today))
    match = DAY_MONTH_YEAR.fullmatch(text.casefold())
    if not match:
        raise Wrong(f"“{text}” không phải là ngày sinh. {WRITE_DATE}")
    day, month, year = map(int, match.groups())
    if len(match[3]) == 4:
        return Day(possible(Birth(real_date(year, month, day, text)), today))
    on = real_date(full_year(year, month, day, today), month, day, text)
    doubt = f"“{text}” được hiểu là {on:%d/%m/%Y}. Nếu sai, hãy ghi đủ bốn chữ số của năm."
    return Day(possible(Birth(on), today), doubt)


def real_date(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Wrong(f"“{text}” không phải là ngày có thật. {WRITE_DATE}") from None


def full_year(year: int, month: int, day: int, today: date) -> int:
    """The century of a two-digit year: this one, unless that day is still to come."""
    century = today.year // 100 * 100
    return (
        century + year if (century + year, month, day) <= (today.year, today.month, today.day) else century - 100 + year
    )


def not_a_year_in_disguise(on: date, today: date, day_zero: date) -> date:
    """1957 typed into a cell formatted as a date shows as 10/05/1905: nobody living was born then."""
    days = (on - day_zero).days
    if 1900 <= days <= today.year:
        raise Wrong(
            f"Excel đang giữ ngày {on:%d/%m/%Y}, có lẽ do gõ năm {days} vào ô định dạng ngày. "
            f"Hãy định dạng ô là Văn bản (Text) rồi ghi lại {days}."
        )
    return on


def possible(born: Birth, today: date) -> Birth:
    shown = f"{born.on.year}" if born.year_only else f"{born.on:%d/%m/%Y}"
    if born.on > today:
        raise Wrong(f"Ngày sinh {shown} ở sau ngày hôm nay. {WRITE_DATE}")
    if born.on.year < 1900:
        raise Wrong(f"Ngày sinh {shown} ở trước năm 1900. {WRITE_DATE}")
    return born


# Personal numbers


def citizen_id(value: object) -> Text:
    """Twelve digits (NĐ 137/2015 Điều 13) or nothing; zeros that Excel dropped are restored with a doubt."""
    text = re.sub(r"[\s.'’-]", "", as_text(value))
    if not text:
        return Text("")
    if not re.fullmatch("[0-9]+", text):
        raise Wrong("Số CCCD có ký tự không phải chữ số. Hãy ghi đủ 12 chữ số, định dạng ô là Văn bản (Text).")
    lost = 12 - len(text)
    if lost == 1 or (lost == 2 and isinstance(value, (int, float))):
        restored = text.zfill(12)
        return Text(
            restored, f"Số CCCD chỉ có {len(text)} chữ số, đã thêm lại số 0 ở đầu mà Excel bỏ mất. Hãy xem lại."
        )
    if lost == 3:
        raise Wrong("Số này có 9 chữ số, là số CMND cũ. Hãy ghi số CCCD 12 chữ số, hoặc để trống.")
    if lost:
        raise Wrong(f"Số CCCD có {len(text)} chữ số, cần đủ 12. Hãy ghi lại cho đủ, hoặc để trống.")
    return Text(text)


def citizen_id_doubt(number: str | None, born: Birth, sex: str) -> str:
    """What the number's structure says otherwise than the row; never an error, because papers get corrected."""
    if not number:
        return ""
    said_sex = Gender.FEMALE if int(number[3]) % 2 else Gender.MALE
    said_year = 1900 + int(number[3]) // 2 * 100 + int(number[4:6])
    if (said_sex, said_year) == (sex, born.on.year):
        return ""
    return (
        f"Số CCCD này là của người giới tính {Gender(said_sex).label}, sinh năm {said_year}, khác với hàng này. "
        "Hãy xem lại giấy tờ; nếu giấy tờ đúng như vậy thì cứ lưu."
    )


UNSEEN = r"\u200b-\u200f\u202a-\u202e\u2060\ufeff"  # what telephones put around a copied number
PHONE = re.compile(r"0[35789][0-9]{8}|02[0-9]{9}")


def phone(value: object) -> Text:
    """One telephone number as digits with its leading 0, or nothing."""
    text = re.sub(rf"[\s.()'’–{UNSEEN}-]", "", as_text(value))
    if not text:
        return Text("")
    digits = re.sub(r"^(?:\+|00)840?|^84(?=[0-9]{9,10}$)", "0", text)
    doubt = ""
    if PHONE.fullmatch("0" + digits):
        digits, doubt = "0" + digits, "Số điện thoại thiếu số 0 ở đầu, đã được thêm lại. Hãy xem lại."
    if re.fullmatch("01[0-9]{9}", digits):
        raise Wrong("Số điện thoại 11 số kiểu cũ đã đổi đầu số từ năm 2018. Hãy ghi số mới, hoặc để trống.")
    if not PHONE.fullmatch(digits):
        raise Wrong(
            "Số điện thoại không đúng. Hãy ghi một số gồm 10 chữ số bắt đầu bằng 0, ví dụ 0912 345 678, hoặc để trống."
        )
    return Text(digits, doubt)
