"""The bytes, the character set and the name of one part of a mail (RFC 2045, 2183, 2231)."""

import hashlib
import re
from email import message_from_bytes
from email.errors import MessageError
from email.message import Message as Part

from worker.adapters.parsing import charset, clean_text, mail_headers
from worker.model.mail import Attachment

# What the standard library raises on parameters and encodings that mean nothing.
BROKEN = (ValueError, LookupError, TypeError, AttributeError, AssertionError, MessageError)

_PARTS = 500
_DELIMITER = re.compile(
    rb"^--([^\s\"-][^\r\n\"]{0,200}?)[ \t]*\r?\n(?=content-)", re.IGNORECASE | re.MULTILINE
)
_META = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?([\w:.-]{1,40})", re.IGNORECASE)
_EXTENSIONS = {
    "application/pdf": "pdf",
    "application/msword": "doc",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.ms-excel": "xls",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.ms-powerpoint": "ppt",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "application/ms-tnef": "dat",
    "application/pgp-signature": "asc",
    "application/pkcs7-mime": "p7m",
    "application/pkcs7-signature": "p7s",
    "application/rtf": "rtf",
    "application/zip": "zip",
    "audio/mpeg": "mp3",
    "image/gif": "gif",
    "image/heic": "heic",
    "image/jpeg": "jpg",
    "image/jpg": "jpg",
    "image/png": "png",
    "image/svg+xml": "svg",
    "image/tiff": "tiff",
    "message/rfc822": "eml",
    "text/calendar": "ics",
    "text/csv": "csv",
    "text/html": "html",
    "text/plain": "txt",
    "text/rtf": "rtf",
    "text/vcard": "vcf",
    "video/mp4": "mp4",
}


def content(part: Part) -> bytes:
    """The bytes of a part without children, its transfer encoding undone as far as it can be."""
    encoding = _encoding(part)
    del part["content-transfer-encoding"]
    if encoding not in ("base64", ""):
        part["content-transfer-encoding"] = encoding
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return b""
    return _base64(raw) if encoding == "base64" else raw


def told_apart(raw: bytes, kind: str) -> Part | None:
    """The multipart of that type whose header did not name the boundary that its bytes use."""
    found = _DELIMITER.search(raw)
    if not found or raw.count(b"\n--") > _PARTS:
        return None
    header = b'Content-Type: %s; boundary="%s"\r\n\r\n' % (kind.encode("ascii", "replace"), found[1])
    again = message_from_bytes(header + raw)
    return again if again.is_multipart() else None


def attached(part: Part) -> bytes:
    """The bytes of the mail inside a message/rfc822 part."""
    if not part.is_multipart():
        return content(part)
    raw = b"".join(_written(child) for child in children(part))
    return _base64(raw.strip()) if _encoding(part) == "base64" else raw


def _written(part: Part) -> bytes:
    """A part as it came, but for its line ends; the standard library's generator fails on some damage."""
    header = "".join(f"{name}: {value}\n" for name, value in part.raw_items()).encode(
        "ascii", "surrogateescape"
    )
    inside = [_written(child) for child in children(part)]
    boundary = part.get_boundary() if part.get_content_maintype() == "multipart" else None
    if not inside:
        del part["content-transfer-encoding"]  # else the bytes would be decoded
        raw = part.get_payload(decode=True)
        inside = [raw] if isinstance(raw, bytes) else []
    elif boundary:
        delimiter = b"--" + boundary.encode("utf-8", "surrogateescape")
        inside = [delimiter + b"\n" + child + b"\n" for child in inside] + [delimiter + b"--\n"]
    return header + b"\n" + b"".join(inside)


def children(part: Part) -> list[Part]:
    """The parts directly inside a part."""
    return [child for child in part.get_payload() if isinstance(child, Part)] if part.is_multipart() else []


def text(part: Part, raw: bytes) -> str:
    """The clean text of a text part whose bytes are `raw`."""
    try:
        label = part.get_content_charset("")
    except BROKEN:
        label = ""
    if not label and part.get_content_type() == "text/html":
        meta = _META.search(raw, 0, 4_000)
        label = meta[1].decode("ascii", "ignore") if meta else ""
    written = clean_text.text(charset.decode(raw, label))
    part.set_payload(written)  # so that whoever walks the tree later reads words and not their encoding
    return written


def name(part: Part) -> str:
    """The cleaned name of the file a part carries, or an empty string."""
    view = Part()
    for field, value in part.raw_items():
        if field.lower() in ("content-type", "content-disposition"):
            view[field] = clean_text.line(mail_headers.raw_text(value))
    try:
        found = view.get_filename("")
    except BROKEN:
        found = ""
    return clean_text.file_name(mail_headers.words(clean_text.line(found)))


def disposition(part: Part) -> str:
    """`attachment`, `inline`, another word of the sender, or an empty string."""
    return mail_headers.raw_text(part.get("content-disposition", "")).partition(";")[0].strip().lower()


def identifier(part: Part) -> str:
    """The Content-ID by which a text shows the part, in small letters, or an empty string."""
    return mail_headers.raw_text(part.get("content-id", "")).strip(" <>").casefold()


def attachment(found: bytes, name: str, content_type: str, number: int) -> Attachment:
    """The record of a file; one without a name is named after its place and type."""
    extension = _EXTENSIONS.get(content_type, "bin")
    shown = name or f"attachment-{number}.{extension}"
    return Attachment(shown, clean_text.line(content_type), len(found), hashlib.sha256(found).hexdigest())


def _encoding(part: Part) -> str:
    written = mail_headers.raw_text(part.get("content-transfer-encoding", ""))
    found = re.search(r"[\w-]+", written)
    return found[0].lower() if found else ""


def _base64(raw: bytes) -> bytes:
    """Base64 undone, unless the words in it show that it never was base64."""
    return raw if raw.count(b" ") * 20 > len(raw) else mail_headers.base64(raw)
