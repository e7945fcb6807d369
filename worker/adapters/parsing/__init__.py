"""The bytes of a mail -> Message or Unreadable; never raises, fetches nothing, writes nothing.

limits (what is not parsed) -> headers, addresses (who, when) -> parts, files, hypertext (what) -> delivery.
"""

from worker.adapters.parsing.read_message import file as file
from worker.adapters.parsing.read_message import read as read
