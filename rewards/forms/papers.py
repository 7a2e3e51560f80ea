"""Choosing which certificates to make."""

from django import forms

from emulation.models import Phase, Unit


class CertificateOrder(forms.Form):
    """One neighbourhood of the phase's ward, or all of them."""

    unit = forms.ModelChoiceField(
        Unit.objects.none(), label="Tổ dân phố", required=False, empty_label="Cả phường, theo thứ tự tổ"
    )

    def __init__(self, phase: Phase, data=None):
        super().__init__(data)
        self.fields["unit"].queryset = Unit.objects.below(phase.campaign.ward).neighbourhoods().current()
