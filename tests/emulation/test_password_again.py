"""The password once more: the right one and no other, counted like a login, and kept nowhere."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django import forms
from django.test import RequestFactory
from django.utils import timezone

from emulation.forms.password_again import TOO_OFTEN, WRONG, PasswordAgain
from emulation.models import AuditEntry, Unit

PASSWORD = "mot-mat-khau-dai"
LOGIN = "/dang-nhap/"

pytestmark = pytest.mark.django_db


class Signing(PasswordAgain):
    number = forms.CharField()


@pytest.fixture
def sign(chairman):
    """A form that signs, sent with a password."""

    def send(password, *, by=chairman, form=Signing, **extra):
        request = RequestFactory().post("/ky/", {"number": "186", "password_again": password}, **extra)
        request.user = by
        return form(request.POST, request=request)

    return send


def complaints(form) -> list[str]:
    return form.errors.get("password_again", [])


def test_the_right_password_lets_the_form_through_and_goes_no_further(sign):
    form = sign(PASSWORD)

    assert form.is_valid()
    assert form.cleaned_data == {"number": "186", "password_again": ""}
    assert not AuditEntry.objects.filter(verb__contains="mật khẩu").exists()


def test_a_wrong_password_is_a_complaint_and_a_line_in_the_trail_without_values(sign, chairman):
    form = sign("sai-mat-khau")

    assert complaints(form) == [WRONG]
    entry = AuditEntry.objects.first()
    said = (entry.actor, entry.verb, entry.subject, entry.subject_id, entry.before, entry.after)
    assert said == ("chairman", "nhập lại mật khẩu chưa đúng", "chairman", str(chairman.pk), {}, {})


@pytest.mark.parametrize("typed", ["", "   "])
def test_no_password_is_not_the_right_one(sign, typed):
    assert not sign(typed).is_valid()


def test_another_persons_password_is_wrong(sign, standing):
    standing.set_password("mat-khau-cua-nguoi-khac")
    standing.save()

    assert complaints(sign("mat-khau-cua-nguoi-khac")) == [WRONG]


def test_a_try_keeps_nothing_of_what_was_typed(sign):
    sign("gan-dung-mat-khau").full_clean()

    attempt = AccessAttempt.objects.get()
    assert (attempt.username, attempt.path_info, attempt.get_data, attempt.post_data) == ("chairman", "/ky/", "", "")


def test_the_field_is_asked_last_and_never_shown_again(sign):
    form = sign("sai-mat-khau")

    assert list(form.fields) == ["number", "password_again"]
    assert "sai-mat-khau" not in str(form)
    assert 'autocomplete="current-password"' in str(form["password_again"])


def test_after_five_wrong_ones_the_right_one_has_to_wait_too(sign):
    said = [complaints(sign("sai")) for _ in range(5)]

    late = complaints(sign(PASSWORD))

    assert said[:4] == [[WRONG]] * 4
    assert said[4] == late == [TOO_OFTEN.format(minutes=15)]


def test_wrong_ones_count_together_with_wrong_logins(sign, client):
    for _ in range(3):
        client.post(LOGIN, {"username": "chairman", "password": "sai"}, REMOTE_ADDR="10.0.0.7")
    for _ in range(2):
        sign("sai", REMOTE_ADDR="10.0.0.7").full_clean()

    answer = client.post(LOGIN, {"username": "chairman", "password": PASSWORD}, REMOTE_ADDR="10.0.0.7")

    assert answer.status_code == 429


def test_it_is_this_account_at_this_address_alone_that_waits(sign, standing):
    for _ in range(5):
        sign("sai", REMOTE_ADDR="10.0.0.7").full_clean()

    assert sign(PASSWORD, REMOTE_ADDR="10.0.0.8").is_valid()
    assert sign(PASSWORD, by=standing, REMOTE_ADDR="10.0.0.7").is_valid()
    assert not sign(PASSWORD, REMOTE_ADDR="10.0.0.7").is_valid()


def test_the_wait_ends_a_quarter_of_an_hour_after_the_last_try(sign):
    for _ in range(6):
        sign("sai").full_clean()
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))

    assert sign(PASSWORD).is_valid()


def test_a_right_one_forgets_the_wrong_ones_before_it(sign):
    for _ in range(4):
        sign("sai").full_clean()

    sign(PASSWORD).full_clean()

    assert not AccessAttempt.objects.exists()


def test_it_mixes_with_the_form_of_a_model(sign, chairman):
    class UnitForm(PasswordAgain, forms.ModelForm):
        class Meta:
            model = Unit
            fields = ["name"]

    request = RequestFactory().post("/", {"name": "Tổ 1", "password_again": PASSWORD})
    request.user = chairman

    form = UnitForm(request.POST, request=request)

    assert form.is_valid()
    assert list(form.fields) == ["name", "password_again"]
