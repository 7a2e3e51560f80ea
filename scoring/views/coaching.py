"""The list for visits of one neighbourhood: whom to see about what, and what it would give."""

from .. import permissions
from ..forms.coaching import CoachingSearch
from ..queries.coaching import unit_coaching
from ..queries.counted import still_seen, unit_homes
from ..words.coaching import (
    barred_lines,
    criterion_lines,
    goals_words,
    near_lines,
    standing_words,
    supposed_words,
    wish_key,
)
from .phases import PhasePage
from .results import UnitResultDetail


class UnitCoaching(PhasePage):
    """The households nearest to passing, what each criterion would give, and a trial of several criteria."""

    template_name = "scoring/unit_coaching.html"
    predicate = permissions.can_view_unit_result
    get_subject = UnitResultDetail.get_subject

    def get_context_data(self, **kwargs):
        homes = unit_homes(self.phase, self.subject)
        search = CoachingSearch(homes.found, self.request.GET)
        coaching = unit_coaching(homes, search.wishes)
        rows = [*coaching.unfinished, *(one.row for one in [*coaching.near, *coaching.barred])]
        return super().get_context_data(
            unit=self.subject,
            coaching=coaching,
            near=near_lines(coaching),
            barred=barred_lines(coaching),
            criteria=criterion_lines(coaching),
            standing=standing_words(coaching.standing),
            goals=goals_words(coaching.standing, coaching.found),
            wished={wish_key(wish) for wish in search.wishes},
            supposed=supposed_words(coaching, search.wishes) if search.wishes else "",
            lacking=next((one for one in coaching.criteria if one.wish == search.lacking), None),
            seen=still_seen(self.request.user, (row["pk"] for row in rows)),
            **kwargs,
        )
