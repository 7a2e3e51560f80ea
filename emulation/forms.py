"""Forms of the registry."""

from django import forms

from .kit.spreadsheets import WorkbookRefused, check, check_size
from .models import Campaign
from .permissions import can_import_into


def campaigns_to_import_into(user):
    """Campaigns whose ward this person keeps the registry of."""
    campaigns = Campaign.objects.visible_to(user).select_related("ward")
    return campaigns.filter(pk__in=[campaign.pk for campaign in campaigns if can_import_into(user, campaign.ward)])


class HouseholdListForm(forms.Form):
    """A workbook with a household list, and the campaign whose ward it is for (not asked where there is one)."""

    campaign = forms.ModelChoiceField(
        Campaign.objects.none(),
        label="Danh sách của",
        empty_label=None,
        to_field_name="code",
        error_messages={"invalid_choice": "Phong trào này không thuộc phần việc của bạn. Hãy mở lại trang này."},
    )
    file = forms.FileField(
        label="Tệp Excel (.xlsx)",
        help_text="Nặng không quá 10 MB. Chưa có gì được lưu vào danh bạ cho đến khi bạn xem trước và bấm lưu.",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={
            "required": "Hãy chọn tệp Excel có danh sách hộ.",
            "empty": "Tệp rỗng, không có nội dung nào. Hãy chọn lại tệp.",
            "max_length": "Tên tệp dài quá. Hãy đổi tên tệp cho ngắn lại.",
        },
        max_length=200,
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        campaigns = campaigns_to_import_into(user)
        field = self.fields["campaign"]
        field.queryset = campaigns
        field.label_from_instance = lambda campaign: f"{campaign.ward} – {campaign}"
        self.initial.setdefault("campaign", campaigns.first())
        if len(campaigns) == 1:
            field.widget = forms.HiddenInput()

    def clean_file(self):
        """The file, once the gate has let it through; its bytes are then in `content`."""
        file = self.cleaned_data["file"]
        try:
            check_size(file.size)
            self.content = file.read()
            check(self.content)
        except WorkbookRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return file
