"""Setting up in Django admin: campaigns with phases and steps, units, people and roles. The trail is read-only."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.contrib.auth.models import Group
from django.db import transaction

from .forms.dates import PhaseDatesFormSet, StepDatesFormSet
from .kit import audit
from .models import (
    AuditEntry,
    Campaign,
    Commitment,
    Issuer,
    Job,
    LateEntryGrant,
    LegalBasis,
    Phase,
    PlanSection,
    Role,
    Step,
    Unit,
    User,
)

admin.site.unregister(Group)  # roles at units stand in for groups


class AuditedAdmin(admin.ModelAdmin):
    """An admin page whose writes leave a trail like the portal's actions, in the same transaction.

    It hangs on what Django logs for itself, so inlines, passwords and the deletion of a selection are in it too.
    Rows of `unnamed` models are told without their name, which is a person's.
    """

    unnamed = ()

    def log_addition(self, request, obj, message):
        self.record("thêm", obj, request, message)
        return super().log_addition(request, obj, message)

    def log_change(self, request, obj, message):
        self.record("sửa thiết lập", obj, request, message)
        return super().log_change(request, obj, message)

    def log_deletions(self, request, queryset):
        for obj in queryset:
            self.record("xóa", obj, request, [])
        return super().log_deletions(request, queryset)

    def record(self, verb, obj, request, message):
        label = obj.get_username() if isinstance(obj, User) else ""
        audit.record(verb, obj, by=request.user, after={"changes": self.told(message)}, label=label)

    def told(self, message) -> list:
        """What was done, as Django words it."""
        names = {str(model._meta.verbose_name) for model in self.unnamed}
        return [{act: bare(row) if row.get("name") in names else row for act, row in one.items()} for one in message]

    @transaction.atomic
    def response_action(self, request, queryset):
        return super().response_action(request, queryset)


def bare(row: dict) -> dict:
    """A row of Django's message without the name of its object."""
    return {name: value for name, value in row.items() if name != "object"}


class ReadOnlyAdmin(admin.ModelAdmin):
    """A page to look at: what has a history is written by actions alone."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class IssuerInline(admin.TabularInline):
    model = Issuer
    extra = 0


class LegalBasisInline(admin.TabularInline):
    model = LegalBasis
    extra = 0


class PlanSectionInline(admin.StackedInline):
    model = PlanSection
    extra = 0


class PhaseInline(admin.TabularInline):
    """Phases are opened and closed by actions, so their state is only shown here."""

    model = Phase
    formset = PhaseDatesFormSet
    extra = 0
    readonly_fields = ["status"]
    show_change_link = True


class CommitmentInline(admin.TabularInline):
    model = Commitment
    extra = 0
    autocomplete_fields = ["unit"]


@admin.register(Campaign)
class CampaignAdmin(AuditedAdmin):
    list_display = ["title", "ward", "number", "issued_on", "plain_year", "status"]
    list_filter = ["status", "year", "ward"]
    list_select_related = ["ward"]
    search_fields = ["code", "name", "title", "number"]
    autocomplete_fields = ["ward"]
    inlines = [IssuerInline, PhaseInline, LegalBasisInline, PlanSectionInline, CommitmentInline]
    unnamed = (Commitment,)

    @admin.display(description="năm", ordering="year")
    def plain_year(self, campaign):
        """A year is a name and not a number: 2022, not 2.022."""
        return str(campaign.year)

    def get_readonly_fields(self, request, obj=None):
        """The code stands in addresses and printed papers: it never changes; the status is moved by actions.

        Whose answers count is settled by the launch: a silent change would turn results.
        """
        if obj is None:
            return ["status"]
        return ["status", "code"] if obj.is_draft else ["status", "code", "adult_age", "reference_date"]


class StepInline(admin.TabularInline):
    model = Step
    formset = StepDatesFormSet
    extra = 0


@admin.register(Phase)
class PhaseAdmin(AuditedAdmin):
    list_display = ["name", "campaign", "kind", "starts_on", "ends_on", "status"]
    list_filter = ["campaign", "kind", "status"]
    list_select_related = ["campaign"]
    search_fields = ["name", "campaign__title"]
    readonly_fields = ["status"]
    inlines = [StepInline]


@admin.register(Unit)
class UnitAdmin(AuditedAdmin):
    list_display = ["name", "kind", "code", "parent", "starts_on", "ends_on"]
    list_filter = ["kind"]
    list_select_related = ["parent"]
    search_fields = ["name", "code", "label"]
    autocomplete_fields = ["parent"]

    def get_readonly_fields(self, request, obj=None):
        """A unit's code never changes; its name, and a neighbourhood's days, change on pages that keep the history."""
        if obj is None:
            return []
        days = ["starts_on", "ends_on"] if obj.is_neighbourhood else []
        return ["code", "parent", "kind", "name", "label", *days]


class RoleInline(admin.TabularInline):
    model = Role
    extra = 0
    autocomplete_fields = ["unit"]


class PortalUserCreationForm(AdminUserCreationForm):
    class Meta(AdminUserCreationForm.Meta):
        model = User
        fields = ("username", "full_name", "position")


@admin.register(User)
class PortalUserAdmin(AuditedAdmin, UserAdmin):
    add_form = PortalUserCreationForm
    list_display = ["username", "full_name", "position", "is_active", "last_login"]
    list_filter = ["is_active", "roles__kind"]
    search_fields = ["username", "full_name"]
    ordering = ["username"]
    inlines = [RoleInline]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        ("Người dùng", {"fields": ["full_name", "position", "email"]}),
        ("Quyền thiết lập", {"fields": ["is_active", "is_staff", "is_superuser"]}),
        ("Mốc thời gian", {"fields": ["last_login", "date_joined"]}),
    ]
    readonly_fields = ["last_login", "date_joined"]
    add_fieldsets = [
        (None, {"fields": ["username", "full_name", "position", "usable_password", "password1", "password2"]}),
    ]

    @transaction.atomic
    def user_change_password(self, request, id, form_url=""):
        return super().user_change_password(request, id, form_url)


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    list_display = ["at", "actor", "verb", "subject"]
    list_filter = ["verb"]
    search_fields = ["actor", "subject"]
    date_hierarchy = "at"


@admin.register(LateEntryGrant)
class LateEntryGrantAdmin(ReadOnlyAdmin):
    list_display = ["phase", "unit", "until", "reason", "granted_by", "granted_at", "revoked_by", "revoked_at"]
    list_filter = ["phase"]
    list_select_related = ["phase", "unit", "granted_by", "revoked_by"]


@admin.register(Job)
class JobAdmin(ReadOnlyAdmin):
    list_display = ["title", "status", "created_by", "created_at", "finished_at"]
    list_filter = ["status", "kind"]
    list_select_related = ["created_by"]
