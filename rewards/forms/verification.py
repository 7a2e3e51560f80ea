"""What a citizen types to look a certificate up: the number as it is printed, and the check code."""

import re

from django import forms

NUMBER = re.compile(r"^\D*(\d{1,6})\D+(\d{4})\D*$")
UNREAD = ("required", "max_length", "null_characters_not_allowed")
LENGTH_OF_CODE = "Mã tra cứu gồm 8 chữ và số. Xin nhập lại."
ODD_NUMBER = "Xin nhập số vào sổ như in trên giấy, gồm cả năm, ví dụ 0087/2026."


class LookUpForm(forms.Form):
    number = forms.CharField(max_length=60, error_messages=dict.fromkeys(UNREAD, ODD_NUMBER))
    code = forms.CharField(
        max_length=40,
        error_messages=dict.fromkeys(UNREAD, LENGTH_OF_CODE)
        | {"required": "Xin nhập mã tra cứu in trên giấy, gồm 8 chữ và số."},
    )

    def clean_number(self) -> tuple[int, int]:
        """The number and its year."""
        found = NUMBER.match(self.cleaned_data["number"])
        if not found:
            raise forms.ValidationError(ODD_NUMBER)
        return int(found[1]), int(found[2])

    @property
    def complaint(self) -> str:
        """The first thing to put right."""
        return next((words[0] for words in self.errors.values()), "")
