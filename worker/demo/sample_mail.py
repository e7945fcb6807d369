"""The mails of the demo's fortnight, each with the time at which it arrives; every sender is made up (RFC 2606)."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import unquote

from worker.demo import sample_words as words
from worker.demo.envelope import Incoming, answer_to, latest_to, report_on, tapped, written
from worker.model.office import Person
