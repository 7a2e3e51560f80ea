"""The portal's addresses with one more, whose view breaks while it holds a person's name."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from config.urls import handler400, handler403, handler404, handler500
from config.urls import urlpatterns as own

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


@login_not_required
def broken(request):
    try:
        int(request.GET["ten"])
    except ValueError as error:
        raise RuntimeError(f"Không in được tên {request.GET['ten']}") from error


urlpatterns = [path("hong/", broken), *own]
