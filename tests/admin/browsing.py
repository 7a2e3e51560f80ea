"""Addresses of Django admin, and what a browser would send back from its pages."""

from django.urls import reverse


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def form_of(response) -> dict:
    """What the browser would send if nothing were changed on a page, inlines included."""
    forms = [response.context["adminform"].form]
    for formset in response.context["inline_admin_formsets"]:
        forms += [formset.formset.management_form, *formset.formset.forms]
    data = {}
    for form in forms:
        for field in form:
            value = field.value()
            widget = field.field.widget
            if isinstance(value, bool):
                data |= {field.html_name: "on"} if value else {}
            elif hasattr(widget, "decompress"):
                parts = zip(widget.decompress(value), widget.widgets_names, strict=True)
                data |= {f"{field.html_name}{name}": part.isoformat() for part, name in parts if part}
            else:
                data[field.html_name] = "" if value is None else value
    return data
