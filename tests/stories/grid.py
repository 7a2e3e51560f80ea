"""What the stories of the grid share: opening a sheet, pressing keys, waiting until everything is saved."""

from scoring.models import MemberScore


def open_sheet(page, phase, household):
    page.goto(f"{page.base}/phong-trao/{phase.campaign.code}/dot-{phase.number}/phieu/ho-{household.pk}/")
    page.locator("html.live").wait_for()


def answers_of(name):
    return MemberScore.objects.get(member__full_name=name).answers


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def saved(page):
    page.locator("[data-status]", has_text="Đã lưu").wait_for()


def status(page, text):
    page.locator("[data-status]", has_text=text).wait_for()


def kept_in_browser(page):
    return page.evaluate("Object.keys(localStorage).length")


def log_in_again(page, password="mot-mat-khau-dai"):
    page.get_by_label("Mật khẩu").fill(password)
    page.keyboard.press("Enter")
