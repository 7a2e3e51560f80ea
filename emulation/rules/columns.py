"""What columns a list may have, how people title them, and which ones the portal does not want to know."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ..kit.vietnamese import fold, tidy


class Column(StrEnum):
    """The columns of the template, by their titles."""

    NUMBER = "STT"
    NEIGHBOURHOOD = "Tổ dân phố"
    CODE = "Mã hộ"
    ADDRESS = "Địa chỉ"
    NAME = "Họ và tên"
    RELATION = "Quan hệ với chủ hộ"
    BIRTH = "Ngày sinh"
    GENDER = "Giới tính"
    CITIZEN_ID = "Số CCCD"
    PHONE = "Số điện thoại"


NEEDED = (Column.NEIGHBOURHOOD, Column.CODE, Column.NAME, Column.RELATION, Column.BIRTH, Column.GENDER)
OTHER_TITLES = {
    Column.NUMBER: "tt; số tt; số thứ tự",
    Column.NEIGHBOURHOOD: "tdp; tổ; tổ số; tổ dp; tổ dân phố số; tổ dân phố thôn; thôn tổ dân phố; khu phố; thôn",
    Column.CODE: "mã số hộ; mã hộ gia đình; mã hgđ; số hộ",
    Column.ADDRESS: "địa chỉ nơi ở; địa chỉ thường trú; nơi thường trú; nơi ở; chỗ ở; số nhà; số nhà đường; "
    "số nhà đường phố",
    Column.NAME: "họ tên; họ chữ đệm và tên; họ đệm và tên; họ và tên khai sinh; họ và tên nhân khẩu; "
    "họ và tên thành viên",
    Column.RELATION: "quan hệ; quan hệ chủ hộ; quan hệ với ch; qh với chủ hộ; qh với ch",
    Column.BIRTH: "năm sinh; ngày tháng năm sinh; ngày năm sinh; ngày sinh năm sinh; sinh ngày; sinh năm; ntns",
    Column.GENDER: "giới; nam nữ; giới tính nam nữ; phái",
    Column.CITIZEN_ID: "cccd; căn cước; số căn cước; căn cước công dân; số căn cước công dân; số định danh; "
    "số định danh cá nhân; số cccd số định danh; số cccd định danh cá nhân; số cmnd cccd; cmnd cccd; cccd cmnd",
    Column.PHONE: "điện thoại; sđt; số đt; đt; số điện thoại liên hệ; điện thoại liên hệ",
}


@dataclass(frozen=True)
class ListKind:
    """One kind of list: its columns, how their titles may read, which must be there.

    A row with `anchor` is a person or thing of the list; `above` may be told once in a title over the list instead of
    in a column; rows that say nothing but `prepared` columns are still empty.
    """

    needed: tuple[StrEnum, ...]
    titles: Mapping[str, StrEnum]
    anchor: StrEnum
    above: StrEnum | None = None
    prepared: tuple[StrEnum, ...] = ()

    def column(self, title: str, group: str = "") -> StrEnum | None:
        """The column a title means, by itself or under a group's title; what stands in brackets does not matter."""
        for text in (title, f"{group} {title}"):
            if found := self.titles.get(fold(re.sub(r"[(\[].*?[)\]]", " ", text))) or self.titles.get(fold(text)):
                return found
        return None


def titles_of(columns: type[StrEnum], others: Mapping[Any, str]) -> dict[str, StrEnum]:
    """Every spelling of every title, folded."""
    return {fold(title): column for column in columns for title in (column.value, *others.get(column, "").split("; "))}


HOUSEHOLDS = ListKind(
    needed=NEEDED,
    titles=titles_of(Column, OTHER_TITLES),
    anchor=Column.NAME,
    above=Column.NEIGHBOURHOOD,
    prepared=(Column.NUMBER, Column.NEIGHBOURHOOD, Column.ADDRESS),
)

# Luật 91/2025/QH15 Điều 2: what a portal of this kind has no reason to know
SENSITIVE = re.compile(
    r"\b(?:dan toc|ton giao|tin nguong|dang vien|vao dang|dang tich|quan diem chinh tri|suc khoe|benh|khuyet tat"
    r"|nhom mau|hiv|tam than|tien an|tien su|van tay|sinh trac|gen|tai khoan|ngan hang|tin dung|thu nhap|hoan canh)\b"
)
OWN = {fold("Lý do")}  # the column that the portal itself adds to rows it gives back


def is_sensitive(title: str) -> bool:
    return bool(SENSITIVE.search(fold(title)))


def is_own(title: str) -> bool:
    """True for a column that the portal has added and that nobody needs to be told of."""
    return fold(title) in OWN


def shown(title: object) -> str:
    """A title as it can be quoted: one line, no longer than a column's name can be."""
    text = tidy(title) if isinstance(title, str) else ""
    return text if len(text) <= 60 else f"{text[:59]}…"
