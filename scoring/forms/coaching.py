"""What the list for visits is asked: which criteria are supposed to be met, and whose people are to be named."""

from django import forms

from ..choices import Subject
from ..models import ResultRules
from ..queries.coaching import Wish
from ..words.coaching import wish_key, wish_words


class CoachingSearch(forms.Form):
    """Both questions are answered together, from the address alone."""

    neu = forms.MultipleChoiceField(required=False)
    thieu = forms.ChoiceField(required=False)

    def __init__(self, found: ResultRules, data):
        super().__init__(data)
        sets = {Subject.RESIDENT: found.resident_set, Subject.HOUSEHOLD: found.household_set}
        wishes = [Wish(subject, c.number) for subject, one in sets.items() if one for c in one.criteria.all()]
        self.known = {wish_key(wish): wish for wish in wishes}
        choices = [(key, wish_words(wish)) for key, wish in self.known.items()]
        self.fields["neu"].choices = self.fields["thieu"].choices = choices
        self.is_valid()

    @property
    def wishes(self) -> list[Wish]:
        return [self.known[key] for key in self.cleaned_data.get("neu", [])]

    @property
    def lacking(self) -> Wish | None:
        return self.known.get(self.cleaned_data.get("thieu", ""))
