"""Evidence files in a form: several at once, each judged by its content, complaints under its name."""

from django import forms
from django.conf import settings

from ..kit.evidence import Evidence, EvidenceRefused, check_size, judge, seen_name

TOO_MANY = "Mỗi lần gửi không quá {} tệp, bạn đã chọn {}. Hãy chọn ít tệp hơn, hoặc gộp các trang vào một tệp PDF."


class SeveralFiles(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data, files, name):
        return files.getlist(name)

    def value_omitted_from_data(self, data, files, name):
        return name not in files


class EvidenceField(forms.FileField):
    """No, one or several evidence files; its clean value is a list of `Evidence`, judged and ready to be written."""

    def __init__(self, label: str = "Tệp minh chứng", *, required: bool = False, help_text: str = "", **more):
        accept = "image/jpeg,image/png,image/webp,application/pdf"
        limit = f"{settings.EVIDENCE_MAX_BYTES // 1024**2} MB"
        usual = f"Ảnh JPEG, PNG, WebP hoặc PDF; tối đa {settings.EVIDENCE_MAX_FILES} tệp, mỗi tệp không quá {limit}."
        super().__init__(
            label=label, required=required, widget=SeveralFiles(attrs={"accept": accept}),
            help_text=f"{usual} {help_text}".strip(),
            error_messages={"required": "Hãy chọn ít nhất một tệp.", "invalid": "Hãy chọn lại tệp."}, **more,
        )  # fmt: skip

    def clean(self, data, initial=None) -> list[Evidence]:
        files = [file for file in data or [] if file]
        if not files and self.required:
            raise forms.ValidationError(self.error_messages["required"])
        if len(files) > settings.EVIDENCE_MAX_FILES:
            raise forms.ValidationError(TOO_MANY.format(settings.EVIDENCE_MAX_FILES, len(files)))
        found, complaints = [], []
        for file in files:
            try:
                check_size(file.size)
                found.append(judge(file.read(), file.name))
            except EvidenceRefused as refusal:
                complaints.append(f"“{seen_name(file.name)[:60]}”: {refusal}")
        if complaints:
            raise forms.ValidationError(complaints)
        return without_doubles(found)

    def has_changed(self, initial, data):
        return bool(data)


def without_doubles(found: list[Evidence]) -> list[Evidence]:
    """The same file chosen twice is kept once."""
    return list({one.sha256: one for one in found}.values())


class EvidenceForm(forms.Form):
    """A form with evidence files; a browser forgets the chosen ones when the form comes back with complaints."""

    @property
    def files_to_choose_again(self) -> list[str]:
        """The names of the files that were chosen and have to be chosen again."""
        if not self.is_bound or not self.errors:
            return []
        names = [name for name, field in self.fields.items() if isinstance(field, EvidenceField)]
        return [seen_name(file.name) for name in names for file in self.files.getlist(self.add_prefix(name))]
