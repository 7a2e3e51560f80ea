"""The password once more, before what nobody shall do at a computer that somebody else left open: signing, erasing."""

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_cool_off
from axes.utils import reset
from django import forms
from django.contrib.auth import authenticate
from django.http import HttpRequest

from ..kit import audit

WRONG = (
    "Mật khẩu chưa đúng nên chưa ghi gì. Hãy xem lại chữ hoa, chữ thường, tắt bộ gõ tiếng Việt rồi nhập lại mật khẩu "
    "bạn dùng để đăng nhập."
)
TOO_OFTEN = (
    "Mật khẩu đã bị nhập sai nhiều lần nên chưa ghi gì. Hãy chờ {minutes} phút rồi thử lại; nếu quên mật khẩu, hãy nhờ "
    "người quản trị đặt lại."
)


class PasswordAgain(forms.Form):
    """A form that takes effect only with the password of whoever sends it; mixes with Form and with ModelForm.

    Wrong ones are counted together with wrong logins, of this account at this address alone. The view hands over
    its request: `RecordSignatureForm(request.POST, request=request)`. The field comes last and is never shown again.
    """

    password_again = forms.CharField(
        label="Mật khẩu của bạn",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text="Nhập lại mật khẩu đăng nhập, để chắc rằng chính bạn đang làm việc này.",
        error_messages={"required": "Hãy nhập lại mật khẩu của bạn."},
    )

    def __init__(self, *args, request: HttpRequest, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request
        self.fields["password_again"] = self.fields.pop("password_again")

    def clean_password_again(self) -> str:
        """Nothing: who has asked knows enough, and the password goes no further."""
        if complaint := complaint_about(self.request, self.cleaned_data["password_again"]):
            raise forms.ValidationError(complaint)
        return ""


def complaint_about(request: HttpRequest, typed: str) -> str:
    """What is wrong with a password typed again, nothing where it is right; a wrong one leaves a line in the trail."""
    user, knock = request.user, bare(request)
    if authenticate(knock, username=user.get_username(), password=typed) == user:
        reset(ip=knock.axes_ip_address, username=user.get_username())
        return ""
    audit.record("nhập lại mật khẩu chưa đúng", user, by=user, label=user.get_username())
    if AxesProxyHandler.is_locked(knock, {"username": user.get_username()}):
        return TOO_OFTEN.format(minutes=round(get_cool_off().total_seconds() / 60))
    return WRONG


def bare(request: HttpRequest) -> HttpRequest:
    """The request without what was typed: the counter of tries keeps what it sees, and marks what it refuses."""
    knock = HttpRequest()
    knock.META, knock.method, knock.path = request.META, request.method, request.path
    return knock
