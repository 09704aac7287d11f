"""A publication that a desk answers for: its files and what was proven of them, signed with the desk's key.

`build/<edition>/seal.json` has the digests of the PDF, of the HTML, of the manifest and of `proof.json`, which is what
every check said when it was sealed; and an Ed25519 signature (RFC 8032) of all that. Whoever has the desk's public key,
and from elsewhere, can tell what is sealed from what is not, and from what is forged.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Literal

import msgspec

from dossier.files import regular_files, user_key
from dossier.files.project import NotThere, Project
from dossier.files.publication import FOLDER, HTML, MANIFEST, PDF, PROOF, SEAL
from dossier.files.transaction import write_together
from dossier.problems import MachineLacks, WrongUsage
from dossier.verification.verdict import Verdict

PREFIX = "ed25519:"  #: of a public key, which is 32 bytes in base64
FILES = (PDF, HTML, MANIFEST, PROOF)
_DOMAIN = b"dossier seal 1\n"  #: so that no signature for anything else is one of ours


class _SealBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    edition: str
    files: dict[str, str]  #: name -> SHA-256


class _Seal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: Literal[1]
    key: str  #: of the desk, public
    signed: _SealBody
    signature: str  #: base64


class Signature(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who signed something, and with what."""

    key: str  #: of the desk, public
    signature: str  #: base64


def seal_edition(project: Project, edition: str, verdicts: Sequence[Verdict], key: bytes) -> str:
    """Seal an edition with a desk's key, and what `verdicts` say of it; returns the public key."""
    folder = project.root / FOLDER / edition
    proof = msgspec.json.format(msgspec.json.encode([asdict(verdict) for verdict in verdicts]), indent=2) + b"\n"
    try:
        contents = {PROOF: proof}  # and the others as they were verified, whatever lies there by now
        contents |= {name: project.read(f"{FOLDER}/{edition}/{name}") for name in FILES if name != PROOF}
        signed = _SealBody(edition, {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()})
        signature = signature_of(_message(signed), key)
        seal = msgspec.json.encode(_Seal(1, signature.key, signed, signature.signature), order="sorted")
        files = {PROOF: proof, SEAL: msgspec.json.format(seal, indent=2) + b"\n"}
        write_together(project.root / FOLDER, {f"{edition}/{name}": content for name, content in files.items()})
    except (OSError, NotThere) as error:
        message = f"{folder} cannot be sealed: {error.strerror if isinstance(error, OSError) else error}"
        raise MachineLacks(message, f"Build it anew: dossier build {edition}") from error
    return signature.key


def signature_of(message: bytes, key: bytes) -> Signature:
    """A message signed with a desk's key; it has to begin with what it is, so that it is a message of no other kind."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    private = Ed25519PrivateKey.from_private_bytes(key)
    public = PREFIX + base64.b64encode(private.public_key().public_bytes_raw()).decode()
    return Signature(public, base64.b64encode(private.sign(message)).decode())


def desk_key(word: str = "") -> bytes:
    """The desk's own key: that of the file which is named, or the user's, made if there is none yet."""
    try:
        return user_key.read(str(Path(word).absolute())) if word else user_key.ensure(user_key.DESK)
    except user_key.NoKey as error:
        raise MachineLacks(
            f"there is no key to seal with: {error}", "It is 32 bytes that only you can read."
        ) from error


def public_key(word: str) -> str:
    """A public key as it is written, or the one that a file holds; `WrongUsage` if it is none."""
    message = word
    if not word.startswith(PREFIX):
        try:
            message = regular_files.read(word, most=1000)[0].decode("ascii", "replace").strip()
        except OSError as error:
            advice = f"Give {PREFIX}…, as dossier seal prints it, or a file that holds it."
            raise WrongUsage(f"{word} is no key: {error.strerror}", advice) from error
    _bytes_of(message)
    return message


def seal_of(project: Project, edition: str, key: str) -> Verdict | None:
    """Whether an edition is sealed with a public key; None where nobody asks, and nothing is sealed."""
    try:
        seal = msgspec.json.decode(project.read(f"{FOLDER}/{edition}/{SEAL}"), type=_Seal)
    except NotThere:
        message = f"unsealed: there is no {SEAL} beside it"
        return Verdict(edition, "seal", "Ed25519", "broken", message) if key else None
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return Verdict(edition, "seal", "Ed25519", "broken", f"forged: {SEAL} is none")
    if not key:
        message = "sealed, by whoever says so: name the key that you have of the desk with --key"
        return Verdict(edition, "seal", "Ed25519", "not checked", message)
    if wrong := _wrong(project, edition, seal, key):
        return Verdict(edition, "seal", "Ed25519", "broken", f"forged: {wrong}")
    return Verdict(edition, "seal", "Ed25519", "ok", f"sealed with {key}: {', '.join(sorted(seal.signed.files))}")


def _wrong(project: Project, edition: str, seal: _Seal, key: str) -> str:
    """What is wrong with a seal; "" if it holds."""
    if not is_signed(_message(seal.signed), seal.signature, key):
        return "it is not signed with that key"
    if seal.signed.edition != edition or set(seal.signed.files) != set(FILES):
        return "it was signed for something else"
    changed = [name for name in FILES if project.digest(f"{FOLDER}/{edition}/{name}") != seal.signed.files[name]]
    return f"{', '.join(changed)} changed since it was sealed" if changed else ""


def is_signed(message: bytes, signature: str, key: str) -> bool:
    """Whether a signature is that of a message by who has a public key."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        raw = base64.b64decode(signature, validate=True)
        Ed25519PublicKey.from_public_bytes(_bytes_of(key)).verify(raw, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _message(signed: _SealBody) -> bytes:
    return _DOMAIN + msgspec.json.encode(signed, order="sorted")


def _bytes_of(key: str) -> bytes:
    try:
        raw = base64.b64decode(key.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    if not key.startswith(PREFIX) or len(raw) != user_key.BYTES:
        raise WrongUsage(f"{key[:60]!r} is no key", f"It is {PREFIX} and 44 letters, as dossier seal prints it.")
    return raw
