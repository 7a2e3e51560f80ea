"""The page of a background job: its progress, and its file when it is done."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView, View

from ..choices import JobStatus
from ..kit.guards import Guarded
from ..models import Job
from ..permissions import can_view_job


class JobView(Guarded):
    predicate = can_view_job

    def get_subject(self):
        return get_object_or_404(Job.objects.visible_to(self.request.user), pk=self.kwargs["pk"])


class JobDetail(JobView, TemplateView):
    """Reloads itself while the job runs; the page may be left and found again."""

    template_name = "emulation/job_detail.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(job=self.subject, **kwargs)


class JobFile(JobView, View):
    """The job's file, as an attachment."""

    def get(self, request, pk):
        if self.subject.status != JobStatus.DONE or not self.subject.path.exists():
            raise Http404
        return FileResponse(self.subject.path.open("rb"), as_attachment=True, filename=self.subject.file_name)
