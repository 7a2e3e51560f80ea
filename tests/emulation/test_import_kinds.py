"""Every kind of workbook through the page and through the command: the same sentences, the same people."""

import json
from contextlib import suppress
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from emulation.models import Member
from tests.emulation.kinds import kinds_in
from tests.emulation.kinds.contents import CONTENTS
from tests.emulation.kinds.files import FILES
from tests.emulation.kinds.layouts import LAYOUTS
from tests.emulation.kinds.people import PEOPLE

pytestmark = pytest.mark.django_db  # the way is asked for by its name, too late to prepare the database
KINDS = kinds_in([*LAYOUTS, *CONTENTS, *PEOPLE, *FILES])
LIBRARIES = ("openpyxl", "Traceback", "zipfile", "Bad magic", "not a zip", "File is", "Exception", "KeyError", "Error:")


@pytest.fixture
def through_the_page(logged_in, clerk, campaign):
    """Uploads, looks, saves where that is offered: (errors, warnings)."""

    def go(content):
        office, file = logged_in(clerk), SimpleUploadedFile("danh-sach.xlsx", content)
        page = office.post("/nhap-danh-sach/", {"campaign": campaign.code, "file": file}, follow=True)
        assert page.status_code == 200
        assert [word for word in LIBRARIES if word in page.text] == []
        if "preview" not in page.context:
            return [(None, None, sentence) for sentence in page.context["form"].errors["file"]], []
        plan = page.context["preview"].plan
        office.post(f"{page.request['PATH_INFO']}luu/", {"stamp": plan.stamp})
        return [said(c) for c in plan.errors], [said(c) for c in plan.warnings]

    return go


@pytest.fixture
def through_the_command(clerk, campaign, tmp_path):
    def go(content):
        path, out = tmp_path / "danh-sach.xlsx", StringIO()
        path.write_bytes(content)
        with suppress(SystemExit):
            call_command("import_households", str(path), campaign=campaign.code, by="clerk", json=True, stdout=out)
        answer = json.loads(out.getvalue())
        return [[tuple(complaint.values()) for complaint in answer[kind]] for kind in ("errors", "warnings")]

    return go


def said(complaint):
    return complaint.row, complaint.column, complaint.message


def registry():
    """Everybody who is in it, as the kinds write them."""
    return sorted(
        (m.household.code, m.full_name, m.relation, m.birth_text, m.gender, m.citizen_id, m.phone)
        for m in Member.objects.select_related("household")
    )


def test_there_are_kinds_enough():
    assert len(KINDS) >= 60
    assert len(KINDS) == len([*LAYOUTS, *CONTENTS, *PEOPLE, *FILES])


@pytest.mark.parametrize("way", ["page", "command"])
@pytest.mark.parametrize("name", KINDS)
def test_a_kind_of_workbook_comes_out_as_it_should(request, name, way):
    kind, go = KINDS[name], request.getfixturevalue(f"through_the_{way}")

    errors, warnings = go(kind.make())

    assert sorted(errors, key=str) == sorted(kind.errors, key=str)
    assert kind.errors or sorted(warnings, key=str) == sorted(kind.warnings, key=str)
    assert registry() == sorted(kind.saved)


@pytest.mark.parametrize("name", [kind.name for kind in FILES if kind.errors])
def test_after_a_bad_file_the_next_one_is_taken_in_as_ever(through_the_page, name):
    through_the_page(KINDS[name].make())

    errors, _ = through_the_page(KINDS["as_the_template_has_it"].make())

    assert errors == []
    assert registry() == sorted(KINDS["as_the_template_has_it"].saved)
