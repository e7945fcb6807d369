"""Certificates for tests, made by the openssl command: an authority of our own and servers that it signs."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

_CURVE = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")


@dataclass(frozen=True, slots=True)
class Certificate:
    """Two PEM files."""

    file: Path
    key: Path


def make_authority(folder: Path, name: str = "authority") -> Certificate:
    """A new self-signed authority, for `ca_file`."""
    made = _files(folder, name)
    usage = ("-addext", "keyUsage=critical,keyCertSign,cRLSign")
    subject = ("-days", "7", "-subj", f"/CN=Test {name}")
    _openssl("req", "-x509", *_CURVE, *subject, *usage, "-keyout", str(made.key), "-out", str(made.file))
    return made


def make_certificate(authority: Certificate, folder: Path, *, names: str, days: int = 7) -> Certificate:
    """A server certificate for names such as "DNS:localhost,IP:127.0.0.1"; `days` below 0: it has expired."""
    made = _files(folder, "server")
    request = folder / "server.csr"
    extensions = folder / "server.ext"
    extensions.write_text(
        f"subjectAltName={names}\nbasicConstraints=critical,CA:FALSE\n"
        "authorityKeyIdentifier=keyid\nsubjectKeyIdentifier=hash\nextendedKeyUsage=serverAuth\n"
    )
    _openssl("req", *_CURVE, "-subj", "/CN=test", "-keyout", str(made.key), "-out", str(request))
    signer = ("-CA", str(authority.file), "-CAkey", str(authority.key), "-CAcreateserial")
    period = ("-days", str(days), "-extfile", str(extensions))
    _openssl("x509", "-req", "-in", str(request), *signer, *period, "-out", str(made.file))
    return made


def _files(folder: Path, name: str) -> Certificate:
    return Certificate(folder / f"{name}.pem", folder / f"{name}.key")


def _openssl(*words: str) -> None:
    subprocess.run(["openssl", *words], check=True, capture_output=True)
