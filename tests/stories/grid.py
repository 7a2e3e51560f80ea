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
