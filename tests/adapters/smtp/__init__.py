"""The SMTP adapter against a server that replies as it is told."""

from worker.model.letter import Envelope

CLIENT = "client@client.example"
HELLO = "hello@office.example"
CONTENT = b"Subject: Your complaint\r\n\r\nWe have it.\r\n"
LETTER = Envelope(sender=HELLO, recipient=CLIENT, copy_to=HELLO, content=CONTENT)
