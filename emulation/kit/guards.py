"""How a view is guarded: it names one predicate and its subject; not visible is a 404, not allowed a 403."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.views.generic import TemplateView


class NotHere(Http404):
    """A thing that is not there, where the answer has a page of its own and words on how to go on."""

    def __init__(self, template: str, **context):
        super().__init__()
        self.template, self.context = template, context


class Guarded:
    """A view with one predicate, asked with the user and the view's subject (nothing, where it has none).

    `get_subject` finds the subject through `visible_to(user)` and raises Http404 for what is not theirs.
    """

    predicate = None
    has_subject = True

    def dispatch(self, request, *args, **kwargs):
        self.subject = self.get_subject() if self.has_subject else None
        if not self.is_allowed():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def is_allowed(self) -> bool:
        subject = (self.subject,) if self.has_subject else ()
        return type(self).predicate(self.request.user, *subject)

    def get_subject(self):
        raise NotImplementedError


class GuardedPage(Guarded, TemplateView):
    """A guarded page; its context comes from the view alone, not from the words of its address."""

    def get(self, request, *args, **kwargs):
        return self.render_to_response(self.get_context_data())
