"""Anybody asks whether a certificate holds: by its QR code, or by number and check code; nothing to log in to."""

from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import render
from django.views.generic import View

from emulation.kit import clock
from emulation.kit.addresses import client_network
from emulation.kit.fields import fingerprint
from emulation.kit.guards import Guarded
from scoring.actions.wrong_tries import TriedTooOften, knock
from scoring.views.household_pages import unseen

from ..forms.verification import LookUpForm
from ..models import Certificate
from ..permissions import handovers as permissions
from ..queries.verification import certificate_by_id, certificate_by_number, what_ended
from ..words.verification import NOTHING_FITS, TOO_OFTEN, told

MISSES, WINDOW = 60, 10 * 60  # unknown addresses of one network, and in how many seconds


class PublicView(Guarded, View):
    """An answer for anybody: in no cache and no search engine."""

    predicate = permissions.can_look_up_certificate
    has_subject = False

    def answer(self, template: str, status: int = 200, **context) -> HttpResponse:
        return unseen(render(self.request, f"rewards/public/{template}.html", context, status=status))

    def certificate(self, found: Certificate) -> HttpResponse:
        paper = told(found, what_ended(found))
        response = self.answer("certificate", paper=paper, practice=paper.practice, asked_at=clock.now())
        response["Referrer-Policy"] = "no-referrer"  # its address is the secret; a page with a form needs its origin
        return response


class CertificateCheck(PublicView):
    """What the QR code leads to. A right address always opens; many wrong ones are only told to wait."""

    def get(self, request, public_id):
        if found := certificate_by_id(public_id):
            return self.certificate(found)
        return self.answer("unknown", status=429 if misses_often(client_network(request)) else 404)


class LookUp(PublicView):
    """Number and check code, typed; the answer stands at this same address, so that nothing can be counted through."""

    def get(self, request):
        return self.answer("look_up")

    def post(self, request):
        form = LookUpForm(request.POST)
        if not form.is_valid():
            return self.again(form.complaint)
        try:
            attempt = knock(f"certificates {client_network(request)}")
        except TriedTooOften:
            return self.again(TOO_OFTEN, status=429)
        found = certificate_by_number(*form.cleaned_data["number"], form.cleaned_data["code"])
        if found is None:
            return self.again(NOTHING_FITS)
        attempt.delete()
        return self.certificate(found)

    def again(self, complaint: str, status: int = 200) -> HttpResponse:
        typed = {name: self.request.POST.get(name, "")[:60] for name in ("number", "code")}
        return self.answer("look_up", status=status, complaint=complaint, typed=typed)


def misses_often(network: str) -> bool:
    """Counts an address that leads nowhere; nothing is written to the database because somebody has looked."""
    key = f"certificate-misses-{fingerprint(network)}"
    cache.add(key, 0, WINDOW)
    try:
        return cache.incr(key) > MISSES
    except ValueError:  # forgotten in this very moment
        return False
