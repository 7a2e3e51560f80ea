"""The fixed cast of all tests: a ward of three neighbourhoods with the real plan, and the people who work there."""

import copy
from datetime import UTC, date, datetime, timedelta

import pytest

REFERENCE = date(2022, 8, 31)


def pytest_collection_modifyitems(items):
    """Marks what asks a database: only that is run again on PostgreSQL."""
    for item in items:
        if {"db", "transactional_db", "live_server"} & set(item.fixturenames) or item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.database)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory):
    """SQLite as a real file, with the journal and the locks of production; PostgreSQL as it is."""
    from django.conf import settings

    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database.setdefault("TEST", {})["NAME"] = str(tmp_path_factory.mktemp("database") / "portal.sqlite3")


@pytest.fixture(autouse=True)
def quick_and_tidy(settings, tmp_path):
    """Cheap password hashes, plain static files, and a data folder of its own for every test."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.DATA_DIR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"  # each client would read all that a run has collected
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.SECURE_PROXY_SSL_HEADER = None


@pytest.fixture(scope="session")
def shipped_plan():
    """The plan of Đồng Tâm as its file says it."""
    from emulation.plans import read_plan
    from scoring.actions.practice import PLAN

    return read_plan(PLAN)


@pytest.fixture
def plan(shipped_plan):
    """The plan of Đồng Tâm with only neighbourhoods 1, 8 and 14."""
    plan = copy.deepcopy(shipped_plan)
    labels = ["1", "8", "14"]
    boards = {label: plan["commitments"]["front_boards"][label] for label in labels}
    return plan | {
        "neighbourhoods": plan["neighbourhoods"] | {"labels": labels},
        "commitments": plan["commitments"] | {"front_boards": boards},
    }


@pytest.fixture(scope="session")
def school_plan():
    """The plan of Trường Mầm non Tuổi Hồng as its file says it, in a ward of its own; its targets are all typed."""
    from emulation.plans import read_plan
    from scoring.actions.practice_school import PLAN

    return {name: rows for name, rows in read_plan(PLAN).items() if name != "staff_items"}


@pytest.fixture
def school_campaign(db, school_plan):
    """The campaign of Trường Mầm non Tuổi Hồng, in a ward of its own."""
    from tests.remembered import loaded

    return loaded(school_plan)


@pytest.fixture
def staff_campaign(school_campaign):
    """The same campaign with the items its file asks of everybody: the first one is linked to target 1."""
    from emulation.plans import read_plan
    from scoring.actions.plans import set_up_staff_items
    from scoring.actions.practice_school import PLAN

    set_up_staff_items(school_campaign, read_plan(PLAN)["staff_items"])
    return school_campaign


@pytest.fixture
def principal(school_campaign):
    from tests.schools import person

    return person("principal", "principal", school_campaign.ward)


@pytest.fixture
def deputy(school_campaign):
    from tests.schools import person

    return person("deputy", "school_staff", school_campaign.ward)


@pytest.fixture
def campaign(db, plan):
    from tests.remembered import loaded

    return loaded(plan)


@pytest.fixture
def ward(campaign):
    return campaign.ward


@pytest.fixture
def unit_of(campaign):
    """The neighbourhood with a label: unit_of("8")."""
    from emulation.models import Unit

    return lambda label: Unit.objects.neighbourhoods().get(label=label)


@pytest.fixture
def make_user(ward):
    """A person with one role at a unit: make_user("clerk", RoleKind.CLERK, ward)."""
    from emulation.actions.people import grant_role
    from emulation.models import User

    def make(username, kind, unit, full_name=""):
        is_admin = kind == "administrator"
        user = User.objects.create_user(
            username,
            password="mot-mat-khau-dai",
            full_name=full_name or username,
            is_staff=is_admin,
            is_superuser=is_admin,
        )
        grant_role(user, unit, kind, by=None)
        return user

    return make


@pytest.fixture
def clerk(make_user, ward):
    return make_user("clerk", "clerk", ward, "Nguyễn Thị Kiều Ngọc Hưởng")


@pytest.fixture
def standing(make_user, ward):
    return make_user("standing", "standing", ward, "Vũ Thị Hiệp")


@pytest.fixture
def chairman(make_user, ward):
    return make_user("chairman", "chairman", ward, "Nguyễn Ngọc Hà")


@pytest.fixture
def administrator(make_user, ward):
    return make_user("admin", "administrator", ward, "Quản trị viên")


@pytest.fixture
def officer_of(make_user, unit_of):
    """The officer of a neighbourhood: officer_of("8")."""
    return lambda label: make_user(f"officer-{label}", "officer", unit_of(label), f"Cán bộ tổ {label}")


@pytest.fixture
def it_is(monkeypatch):
    """Sets the clock to a moment of Ho Chi Minh time and returns it: it_is(2022, 9, 4, 12)."""

    def set_moment(*parts):
        moment = datetime(*parts, tzinfo=UTC) - timedelta(hours=7)
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
        return moment

    return set_moment


@pytest.fixture
def phase_on_time(campaign, standing):
    """Phase 1, open; sheets go in only while the plan's own windows of 2022 hold."""
    from emulation.models import Phase
    from scoring.actions.phases import open_phase

    return open_phase(Phase.objects.for_page().get(campaign=campaign, number=1), by=standing)


@pytest.fixture
def phase(phase_on_time, ward, standing):
    """Phase 1, open, and sheets may go in today."""
    from emulation.actions.deadlines import grant_late_entry
    from emulation.kit import clock

    until = clock.end_of(date(2099, 12, 31))
    grant_late_entry(phase_on_time, ward, until=until, reason="Để chạy kiểm thử", by=standing)
    return phase_on_time


@pytest.fixture
def make_household(ward, unit_of):
    """A household, the first person its head: make_household("8", "Sùng A Chử", 1968, "Lô Thị Nga", 1971)."""
    from emulation.choices import Relation
    from emulation.models import Household, Member

    def make(label, *people, code="", **fields):
        number = Household.objects.count() + 1
        home = Household.objects.create(
            ward=ward,
            unit=unit_of(label),
            code=code or f"T{label}-{number:03}",
            address=f"Số {number}, đường Điện Biên",
            position=number,
            head_name=people[0],
        )
        for position, (name, born) in enumerate(zip(people[::2], people[1::2], strict=True), start=1):
            born_on = born if isinstance(born, date) else date(born, 1, 1)
            relation = Relation.HEAD if position == 1 else Relation.OTHER
            gender = "female" if " Thị " in name else "male"
            Member.objects.create(
                household=home,
                full_name=name,
                born_on=born_on,
                relation=relation,
                gender=gender,
                position=position,
                **fields,
            )
        return home

    return make


@pytest.fixture
def household(make_household):
    """Four eligible people and a child, in neighbourhood 8."""
    return make_household(
        "8",
        "Sùng A Chử",
        1968,
        "Lô Thị Nga",
        1971,
        "Sùng Thị Kiều Hương",
        1995,
        "Nguyễn Đặng Thuỳ Dương",
        1997,
        "Sùng Minh Đức",
        2011,
        code="T08-017",
    )


@pytest.fixture
def school(ward):
    """The ward's kindergarten, which keeps a staff list."""
    from emulation.models import Unit

    return Unit.objects.create(
        code=f"{ward.code}/tuoi-hong", kind="school", name="Trường Mầm non Tuổi Hồng", parent=ward
    )


@pytest.fixture
def make_staff(school):
    """A person of the school: make_staff("Đỗ Thị Hà", date(1975, 8, 5), left_on=…)."""
    from emulation.models import StaffMember

    def make(name, born=date(1975, 8, 5), **fields):
        usual = {"unit": school, "gender": "female", "position": "Giáo viên"}
        return StaffMember.objects.create(full_name=name, born_on=born, **{**usual, **fields})

    return make


@pytest.fixture
def score(phase, clerk):
    """Keys every eligible member of a household: score(home) for full marks, score(home, "1111011111", …) in order."""
    from scoring.actions.sheets import Entry, record_scores

    def key(home, *answers):
        people = list(home.members.eligible_for(phase.campaign).in_paper_order())
        rows = answers or ["1" * 10] * len(people)
        entries = [Entry(person.pk, row, 0) for person, row in zip(people, rows, strict=True)]
        return record_scores(home, phase, entries, by=clerk)

    return key


@pytest.fixture
def choose_second(phase, standing):
    """Says which sheets are keyed twice, none where nothing is said: choose_second(random_percent=100)."""
    from scoring.models import SecondEntryRules

    def choose(**values):
        usual = {"near": "none", "birth_years": 0, "random_percent": 0, "same_person_hours": None}
        defaults = {**usual, **values, "changed_by": standing}
        return SecondEntryRules.objects.update_or_create(phase=phase, defaults=defaults)[0]

    return choose


@pytest.fixture
def logged_in(client):
    """The test client, logged in as somebody: logged_in(clerk)."""

    def log_in(user):
        client.force_login(user)
        return client

    return log_in
