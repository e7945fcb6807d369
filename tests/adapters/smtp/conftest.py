"""A server and our side of it, new for each test."""

from collections.abc import Iterator

import pytest

from tests.adapters.smtp import HELLO
from tests.servers import PASSWORD
from tests.servers.smtp_sink import SmtpSink
from worker.adapters.smtp import Post


@pytest.fixture
def sink() -> Iterator[SmtpSink]:
    """A server that has accepted nothing yet."""
    with SmtpSink() as server:
        yield server


@pytest.fixture
def post(sink: SmtpSink) -> Iterator[Post]:
    """Our side, with the right password."""
    with Post(sink.settings(user=HELLO), PASSWORD) as ours:
        yield ours
