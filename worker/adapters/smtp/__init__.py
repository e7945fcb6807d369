"""Hands letters to the SMTP server and tells apart what can come of it (RFC 5321, RFC 6409)."""

from worker.adapters.smtp.post import Post
from worker.adapters.smtp.session import PostRefused, PostUnreachable

__all__ = ["Post", "PostRefused", "PostUnreachable"]
