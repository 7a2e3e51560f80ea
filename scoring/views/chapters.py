"""The pages of a plan, one for each chapter: written while the campaign is a draft, read afterwards."""

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse

from emulation.actions import drafts
from emulation.chapters import BY_SLUG
from emulation.choices import PhaseStatus
from emulation.forms import plan as own
from emulation.forms.rows import one_row_more, rows_of
from emulation.kit.rows import RowsChanged, stamp_of
from emulation.permissions import can_prepare_campaign, can_write_campaign
from emulation.views.campaigns import CampaignPage

from ..queries.launching import campaign_findings, is_scored, latest_rules, unused_chapters
from ..queries.results import set_up
from ..words.setup import chapter_lines


class ChapterPage(CampaignPage):
    """A page of the plan with the list of its chapters; once the campaign is launched its actions refuse in words."""

    template_name = "scoring/chapter.html"
    predicate = can_prepare_campaign
    slug = ""

    def get_context_data(self, **kwargs):
        findings, unused = campaign_findings(self.campaign), unused_chapters(self.campaign)
        opened = set_up(self.campaign.phases.exclude(status=PhaseStatus.PLANNED))
        return super().get_context_data(
            chapter=BY_SLUG[self.slug],
            chapters=chapter_lines(self.campaign, findings, self.slug, unused),
            may_write=can_write_campaign(self.request.user, self.campaign),
            opened=opened.order_by("number").last(),
            **kwargs,
        )


class WrittenPage(ChapterPage):
    """A page with forms and tables of rows, saved together; a subclass names its parts and how they are saved."""

    def parts(self, data=None) -> list:
        raise NotImplementedError

    def tables(self) -> list:
        """The rows the page shows, for telling whether somebody else has changed them meanwhile."""
        raise NotImplementedError

    def save(self, *parts, seen, by):
        raise NotImplementedError

    def get_context_data(self, **kwargs):
        kwargs.setdefault("parts", None)
        kwargs["parts"] = kwargs["parts"] or self.parts()
        seen = kwargs.pop("seen", "") or self.request.POST.get("seen") or stamp_of(*self.tables())
        return super().get_context_data(seen=seen, **kwargs)

    def post(self, request, **kwargs):
        if "add" in request.POST:
            return self.show(self.parts(one_row_more(request.POST, request.POST["add"])))
        parts = self.parts(request.POST)
        if not all(part.is_valid() for part in parts):
            messages.error(request, "Chưa lưu: hãy sửa những ô được ghi chú bên dưới rồi bấm lưu lại.")
            return self.show(parts)
        return self.saved(parts)

    def saved(self, parts):
        try:
            self.save(*parts, seen=self.request.POST.get("seen", ""), by=self.request.user)
        except ObjectDoesNotExist as gone:
            raise Http404("Somebody has removed what the page writes.") from gone
        except RowsChanged as changed:
            return self.refused(parts, changed, seen=stamp_of(*self.tables()))  # a second press is then meant
        except (drafts.NotADraft, ValidationError) as refusal:
            return self.refused(parts, refusal)
        messages.success(self.request, f"Đã lưu phần “{BY_SLUG[self.slug].title}”.")
        return redirect(self.next_url())

    def refused(self, parts, refusal: Exception, **kwargs):
        messages.error(self.request, refusal_words(refusal))
        return self.show(parts, **kwargs)

    def show(self, parts, **kwargs):
        return self.render_to_response(self.get_context_data(parts=parts, **kwargs))

    def next_url(self) -> str:
        return self.request.path


def refusal_words(refusal: Exception) -> str:
    return " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)


class BasicsPage(WrittenPage):
    slug = "thong-tin"

    def parts(self, data=None):
        return [own.BasicsForm(data, instance=type(self.campaign).objects.get(pk=self.campaign.pk))]

    def tables(self):
        return [type(self.campaign).objects.get(pk=self.campaign.pk)]

    def save(self, form, **trail):
        drafts.save_basics(self.campaign, form.cleaned_data, **trail)


class OfficesPage(WrittenPage):
    slug = "can-cu"

    def parts(self, data=None):
        issuers, bases = self.tables()
        return [
            rows_of(own.IssuerRows, "co-quan", issuers, data),
            rows_of(own.BasisRows, "can-cu", bases, data),
        ]

    def tables(self):
        return [self.campaign.issuers.all(), self.campaign.legal_bases.all()]

    def save(self, issuers, bases, **trail):
        drafts.save_offices(self.campaign, issuers.values(), bases.values(), **trail)


class TextPage(WrittenPage):
    """A chapter of text: its sections."""

    def parts(self, data=None):
        return [rows_of(own.SectionRows, "muc", *self.tables(), data)]

    def tables(self):
        return [drafts.sections_of(self.campaign, BY_SLUG[self.slug].text)]

    def save(self, sections, **trail):
        drafts.save_chapter(self.campaign, BY_SLUG[self.slug].text, sections.values(), **trail)


class TimePage(TextPage):
    """The text of the chapter, and the phases, each with a page of its own."""

    slug = "thoi-gian"

    def get_context_data(self, **kwargs):
        links = [
            (
                phase.name,
                f"{phase.starts_on:%d/%m/%Y} – {phase.ends_on:%d/%m/%Y}",
                self.url("setup_phase", phase.number),
            )
            for phase in self.campaign.phases.all()
        ]
        more = ("Thêm đợt", self.url("setup_phase_new"))
        return super().get_context_data(links_title="Các đợt", links=links, more=more, **kwargs)

    def url(self, name: str, *place) -> str:
        return reverse(f"scoring:{name}", args=[self.campaign.code, *place])


class AwardsPage(TextPage):
    """The text of the chapter, and the rules of each phase on a page of its own."""

    slug = "khen-thuong"

    def get_context_data(self, **kwargs):
        if not is_scored(self.campaign):
            return super().get_context_data(**kwargs)
        found = latest_rules(self.campaign)
        links = [
            (f"Quy tắc của {phase.name}", rules_note(found.get(phase.pk)), self.url(phase))
            for phase in self.campaign.phases.all()
        ]
        return super().get_context_data(links_title="Danh hiệu, tỷ lệ của từng đợt", links=links, **kwargs)

    def url(self, phase) -> str:
        return reverse("scoring:setup_rules", args=[self.campaign.code, phase.number])


def rules_note(found) -> str:
    """The marks of a phase in a few words."""
    return f"danh hiệu từ {found.title_percent} %, khen từ {found.award_percent} %" if found else "chưa có quy tắc"


class PledgesPage(WrittenPage):
    slug = "cam-ket"

    def parts(self, data=None):
        return [rows_of(own.PledgeRows, "nguoi", *self.tables(), data)]

    def tables(self):
        return [self.campaign.commitments.all()]

    def save(self, rows, **trail):
        drafts.save_pledge_list(self.campaign, rows.values(), **trail)
