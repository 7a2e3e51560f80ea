"""Layouts of certificates: the list with printers, a copy, one tried out and saved whole, its pictures and tests."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import View

from emulation.actions import PeopleRefused, StaleRecord, write_files
from emulation.forms.rows import rows_of
from emulation.kit.guards import Guarded, GuardedPage
from emulation.views.people import FormPage

from .. import permissions
from ..actions.layouts import make_layout, save_layout, save_printer
from ..choices import LayoutDesign
from ..documents.sheet_samples import SAMPLES
from ..facts.layout_previews import calibration_pdf, preview_of, sample_pdf, thumbnail
from ..forms.layouts import PREFIX, FieldRows, LayoutForm, LayoutNewForm, PrinterForm, one_field_more
from ..models import CertificateLayout, Printer
from ..queries.layouts import layout_facts, printer_facts
from ..rules.layout_designs import DESIGNS
from ..rules.layouts import LayoutFacts, differences, flaws, resized
from ..words.layouts import layout_line

INCOMPLETE = "Chưa vẽ được hình mới vì có ô chưa đúng. Hãy sửa các ô được báo rồi xem thử lại."


class LayoutList(GuardedPage):
    """The layouts and printers one keeps, and the designs to begin with."""

    template_name = "rewards/layout_list.html"
    predicate = permissions.can_list_layouts
    has_subject = False

    def get_context_data(self, **kwargs):
        units = permissions.layout_units(self.request.user)
        kept = CertificateLayout.objects.for_page().filter(unit__in=units)
        return super().get_context_data(
            layouts=[(one, layout_line(layout_facts(one))) for one in kept],
            printers=Printer.objects.filter(unit__in=units).select_related("unit"),
            designs=[(design, facts, layout_line(facts)) for design, facts in DESIGNS.items()],
            units=units,
            **kwargs,
        )


class LayoutView(Guarded):
    """What all pages of one layout share."""

    predicate = permissions.can_keep_layout

    def get_subject(self) -> CertificateLayout:
        visible = CertificateLayout.objects.visible_to(self.request.user).for_page()
        return get_object_or_404(visible, pk=self.kwargs["pk"])


class LayoutNew(FormPage):
    """A copy of a design the portal ships, or of a layout one keeps (`?mau=`)."""

    template_name = "rewards/layout_form.html"
    predicate = permissions.can_make_layout
    has_subject = False
    heading, button = "Sao chép mẫu", "Lưu mẫu mới"

    @cached_property
    def source(self) -> LayoutFacts:
        wanted = self.request.GET.get("mau", LayoutDesign.CERTIFICATE)
        if wanted in DESIGNS:
            return DESIGNS[LayoutDesign(wanted)]
        visible = CertificateLayout.objects.visible_to(self.request.user).for_page()
        if not (wanted.isascii() and wanted.isdecimal() and len(wanted) < 10):
            raise Http404
        return layout_facts(get_object_or_404(visible, pk=wanted))

    @cached_property
    def units(self):
        return permissions.layout_units(self.request.user)

    def get_context_data(self, **kwargs):
        back = reverse("rewards:layouts")
        return super().get_context_data(back=back, source=self.source, **kwargs)

    def make_form(self, data=None):
        return LayoutNewForm(data, units=self.units, source=self.source)

    def act(self, form):
        given = form.cleaned_data
        facts = resized(self.source, *form.size)
        facts = LayoutFacts(given["name"], facts.design, given["mode"], facts.width, facts.height, facts.fields)
        self.made = make_layout(given["unit"], facts, key=given["key"], by=self.request.user)
        return f"Đã lập mẫu “{self.made}”. Bây giờ hãy xem thử và sửa từng trường."

    def leave(self):
        return redirect("rewards:layout", self.made.pk)


class LayoutEdit(LayoutView, GuardedPage):
    """One layout: the sheet, its table of fields, and beside them how it prints; nothing is saved to look at it."""

    template_name = "rewards/layout_edit.html"

    def get_context_data(self, **kwargs):
        layout = self.subject
        if "form" not in kwargs:
            rows = rows_of(FieldRows, PREFIX, layout.fields.all())
            preview = preview_of(layout_facts(layout), layout.unit, "usual")
            kwargs |= {"form": LayoutForm(layout), "rows": rows, "preview": preview}
        printers = Printer.objects.filter(unit=layout.unit)
        return super().get_context_data(layout=layout, printers=printers, samples=SAMPLES.items(), **kwargs)

    def post(self, request, **kwargs):
        layout, data = self.subject, request.POST
        if "add" in data:
            data = one_field_more(data)
        form, rows = LayoutForm(layout, data, request.FILES), rows_of(FieldRows, PREFIX, [], data)
        tried = Tried(layout, form, rows)
        if tried.is_right and not {"add", "preview"} & data.keys():
            try:
                return self.save(tried)
            except StaleRecord as stale:
                self.show_both(form, tried, str(stale))
            except PeopleRefused as refusal:
                form.add_error(None, str(refusal))
        return self.render_to_response(self.get_context_data(form=form, rows=rows, preview=tried.preview))

    def save(self, tried):
        form, user = tried.form, self.request.user
        found = form.cleaned_data["background"]
        (background,) = write_files([found]) if found else (None,)
        saved = save_layout(
            self.subject, tried.facts, is_current=form.cleaned_data["is_current"], background=background,
            seen=form.cleaned_data["version"], by=user,
        )  # fmt: skip
        messages.success(self.request, f"Đã lưu mẫu “{saved}”. Giấy đã in vẫn giữ mẫu lúc in.")
        for doubt in [*form.doubts, *tried.preview.doubts]:
            messages.warning(self.request, doubt)
        return redirect("rewards:layout", self.subject.pk)

    def show_both(self, form, tried, sentence: str) -> None:
        """What somebody else has saved meanwhile, beside what stands in the form; the next press is meant."""
        self.subject = self.get_subject()
        form.renew(self.subject.version)
        form.add_error(None, sentence)
        for line in differences(layout_facts(self.subject), tried.facts):
            form.add_error(None, line)


class Tried:
    """A layout as a form says it: right or not, and what it would print."""

    def __init__(self, layout: CertificateLayout, form: LayoutForm, rows):
        self.layout, self.form = layout, form
        self.before = layout_facts(layout)
        both = [form.is_valid(), rows.is_valid()]
        self.facts = form.facts(self.before, rows) if all(both) else None
        if self.facts:
            for flaw in flaws(self.facts):
                form.add_error(None, flaw)

    @property
    def is_right(self) -> bool:
        return self.facts is not None and self.form.is_valid()

    @cached_property
    def preview(self):
        """What can be drawn: the form as it stands, or with complaints the layout as it is saved."""
        kind = self.form["sample"].value()
        kind = kind if kind in SAMPLES else "usual"
        if self.is_right:
            return preview_of(self.facts, self.layout.unit, kind, self.form.picture)
        return preview_of(self.before, self.layout.unit, kind)


class LayoutPreview(LayoutView, GuardedPage):
    """The preview alone, as the fields change under somebody's hands; saves nothing."""

    template_name = "rewards/layout_preview.html"
    http_method_names = ["post"]

    def post(self, request, **kwargs):
        form, rows = LayoutForm(self.subject, request.POST), rows_of(FieldRows, PREFIX, [], request.POST)
        tried = Tried(self.subject, form, rows)
        incomplete = "" if tried.is_right else INCOMPLETE
        found = self.get_context_data(preview=tried.preview, incomplete=incomplete, flaws=form.non_field_errors())
        return self.render_to_response(found)


class LayoutPicture(LayoutView, View):
    """A small picture of a layout."""

    http_method_names = ["get"]

    def get(self, request, **kwargs):
        return HttpResponse(thumbnail(layout_facts(self.subject)), content_type="image/webp")


class DesignPicture(Guarded, View):
    """A small picture of a design the portal ships."""

    predicate = permissions.can_list_layouts
    has_subject = False
    http_method_names = ["get"]

    def get(self, request, **kwargs):
        if kwargs["design"] not in DESIGNS:
            raise Http404
        return HttpResponse(thumbnail(DESIGNS[LayoutDesign(kwargs["design"])]), content_type="image/webp")


class SampleSheet(LayoutView, View):
    """One sheet with an invented name, to print on the real paper (`?mau=` says which)."""

    http_method_names = ["get"]

    def get(self, request, **kwargs):
        kind = request.GET.get("mau", "")
        pdf = sample_pdf(layout_facts(self.subject), self.subject.unit, kind if kind in SAMPLES else "usual")
        return paper(pdf, "in-thu")


class Calibration(LayoutView, View):
    """The page that tells how far a printer is out of place, through the settings it has now (`?may-in=`)."""

    http_method_names = ["get"]

    def get(self, request, **kwargs):
        printers = {f"{one.pk}": one for one in Printer.objects.filter(unit=self.subject.unit)}
        printer = printers.get(request.GET.get("may-in", ""))
        return paper(calibration_pdf(layout_facts(self.subject), printer and printer_facts(printer)), "can-chinh")


def paper(pdf: bytes, name: str) -> HttpResponse:
    """A file to print, shown by the browser's own viewer."""
    return HttpResponse(
        pdf, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}.pdf"'}
    )


class PrinterPage(FormPage):
    """A printer of a unit and how it is out of place."""

    template_name = "rewards/layout_form.html"
    heading, button = "Máy in", "Lưu máy in"

    def get_context_data(self, **kwargs):
        return super().get_context_data(back=reverse("rewards:layouts"), **kwargs)

    def post(self, request, **kwargs):
        form = self.make_form(request.POST)
        if form.is_valid():
            try:
                messages.success(request, self.act(form))
                return redirect("rewards:layouts")
            except PeopleRefused as refusal:
                form.add_error(None, str(refusal))
        return self.render_to_response(self.get_context_data(form=form))

    def act(self, form):
        saved = save_printer(self.unit, self.subject, form.values(), by=self.request.user)
        return f"Đã lưu máy in “{saved}”. Hãy in lại trang căn chỉnh để kiểm tra."


class PrinterNew(PrinterPage):
    predicate = permissions.can_make_layout
    has_subject = False
    heading = "Thêm máy in"

    @cached_property
    def unit(self):
        """Of the address, or the first of those whose printers this person keeps."""
        units = permissions.layout_units(self.request.user)
        wanted = self.request.GET.get("don-vi", "")
        found = [one for one in units if not wanted or f"{one.pk}" == wanted]
        if not found:
            raise Http404
        return found[0]

    def make_form(self, data=None):
        return PrinterForm(data, instance=Printer(unit=self.unit))


class PrinterChange(PrinterPage):
    predicate = permissions.can_keep_printer
    heading = "Sửa máy in"

    def get_subject(self) -> Printer:
        visible = Printer.objects.visible_to(self.request.user).select_related("unit")
        return get_object_or_404(visible, pk=self.kwargs["pk"])

    @property
    def unit(self):
        return self.subject.unit

    def make_form(self, data=None):
        return PrinterForm(data, instance=Printer.objects.get(pk=self.subject.pk))
