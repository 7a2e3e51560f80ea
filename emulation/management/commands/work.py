"""The worker: runs background jobs one after the other until it is told to stop."""

import signal
import time

from django.core.management.base import BaseCommand
from django.db import DEFAULT_DB_ALIAS, close_old_connections

from emulation.actions.files import clear_unkept_files
from emulation.kit import jobs

TIDY_EVERY = 3600  # seconds


class Command(BaseCommand):
    help = "Chạy các việc nền (in giấy chứng nhận, lập báo cáo …) cho đến khi được dừng."
    requires_system_checks = ["start", "papers"]

    def get_check_kwargs(self, options):
        """The worker starts under the same conditions as the web server: the checks with these tags."""
        kwargs = super().get_check_kwargs(options)
        return {**kwargs, "include_deployment_checks": True, "databases": [DEFAULT_DB_ALIAS]}

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="chạy hết các việc đang chờ rồi dừng")
        parser.add_argument("--pause", type=float, default=1.0, help="số giây nghỉ khi không có việc")

    def handle(self, *, once, pause, **options):
        self.stopping = False
        for signal_number in () if once else (signal.SIGTERM, signal.SIGINT):
            signal.signal(signal_number, self.stop)
        tidied = 0.0
        while not self.stopping:
            close_old_connections()
            if not tidied or time.monotonic() - tidied > TIDY_EVERY:
                clear_unkept_files()
                tidied = time.monotonic()
            job = jobs.run_next()
            if job is None and once:
                return
            if job is None:
                time.sleep(pause)

    def stop(self, *_):
        self.stopping = True
