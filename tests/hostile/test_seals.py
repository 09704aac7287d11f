"""A publication that a desk has sealed: what was changed afterwards, or signed by somebody else, is told from it."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Desk, Library

from dossier.cli.main import main
from dossier.files import user_key
from dossier.files.publication import FinishedFiles, publish
from dossier.problems import Exit, MachineLacks, WrongUsage
from dossier.verification import seals
from dossier.verification.seals import PREFIX, desk_key, public_key, seal_edition, seal_of
from dossier.verification.verdict import Verdict

MADE, FACTS = "build/en/manifest.json", "facts of the manifest"
OTHER = bytes(range(32))  #: the key of another desk


@pytest.fixture
def desk_with_key(library: Library, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A copy of the harbour with what was built of it, at a desk that has sealed nothing yet."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    for name, content in library.desk.published().items():
        desk.write(f"build/{name}", content)
    return desk


def seal(desk: Desk, edition: str = "en", key: bytes = b"") -> str:
    said = [Verdict(edition, "title", "ISO", "ok")]
    return seal_edition(desk.project, edition, said, key or desk_key())


def asked(desk: Desk, key: str, edition: str = "en") -> tuple[str, str]:
    verdict = seal_of(desk.project, edition, key)
    return (verdict.state, verdict.detail) if verdict else ("", "")


def test_what_is_sealed_is_told(desk_with_key: Desk) -> None:
    key = seal(desk_with_key)
    assert asked(desk_with_key, key) == (
        "ok",
        f"sealed with {key}: briefing.html, briefing.pdf, manifest.json, proof.json",
    )
    assert asked(desk_with_key, key, "ar") == ("broken", "unsealed: there is no seal.json beside it")


def test_without_a_key_it_proves_nothing(desk_with_key: Desk) -> None:
    assert asked(desk_with_key, "") == ("", "")
    seal(desk_with_key)
    assert asked(desk_with_key, "")[0] == "not checked"


def test_the_same_is_sealed_with_the_same_bytes(desk_with_key: Desk) -> None:
    seal(desk_with_key)
    before = desk_with_key.published()
    seal(desk_with_key)
    assert desk_with_key.published() == before


def rewrite(path: str, change: Callable[[dict[str, object]], object]) -> Callable[[Desk], None]:
    def spoil(desk: Desk) -> None:
        told = json.loads((desk.root / path).read_bytes())
        change(told)
        desk.write(path, json.dumps(told))

    return spoil


def replace_all_by_another(desk: Desk) -> None:
    desk.write("build/en/briefing.pdf", b"%PDF of somebody else")
    public = seal(desk, key=OTHER)
    assert asked(desk, public)[0] == "ok"


def take_that_of_another_edition(desk: Desk) -> None:
    for name in ("briefing.pdf", "briefing.html", "manifest.json"):
        desk.write(f"build/ar/{name}", b"another edition")
    seal(desk, "ar")
    for file in (desk.root / "build/ar").iterdir():
        desk.write(f"build/en/{file.name}", file.read_bytes())


SEAL = "build/en/seal.json"
FORGED: dict[str, Callable[[Desk], object]] = {
    "another PDF": lambda desk: desk.write("build/en/briefing.pdf", b"%PDF"),
    "another HTML": lambda desk: desk.write("build/en/briefing.html", b"<html>"),
    "another manifest": lambda desk: desk.write("build/en/manifest.json", b"{}"),
    "another proof": lambda desk: desk.write("build/en/proof.json", b"[]"),
    "no proof": lambda desk: (desk.root / "build/en/proof.json").unlink(),
    "signed by another desk": replace_all_by_another,
    "that of another edition": take_that_of_another_edition,
    "another digest": rewrite(SEAL, lambda told: told["signed"]["files"].update({"briefing.pdf": "0" * 64})),
    "a file less": rewrite(SEAL, lambda told: told["signed"]["files"].pop("briefing.pdf")),
    "a file more": rewrite(SEAL, lambda told: told["signed"]["files"].update({"x": "0" * 64})),
    "another signature": rewrite(SEAL, lambda told: told.update(signature=base64.b64encode(bytes(64)).decode())),
    "half a signature": rewrite(SEAL, lambda told: told.update(signature=told["signature"][:40])),
    "no signature": rewrite(SEAL, lambda told: told.update(signature="")),
    "a signature of another alphabet": rewrite(SEAL, lambda told: told.update(signature="ا" * 88)),
    "no field of it": rewrite(SEAL, lambda told: told.pop("signed")),
    "a field more": rewrite(SEAL, lambda told: told.update(note="true")),
    "another format": rewrite(SEAL, lambda told: told.update(format=2)),
    "nothing": lambda desk: desk.write(SEAL, b""),
    "no JSON": lambda desk: desk.write(SEAL, b"\xff{"),
    "100,000 brackets": lambda desk: desk.write(SEAL, b"[" * 100_000),
}


@pytest.mark.parametrize("how", FORGED)
def test_what_is_forged_is_told(desk_with_key: Desk, how: str) -> None:
    key = seal(desk_with_key)
    FORGED[how](desk_with_key)
    state, told = asked(desk_with_key, key)
    assert (state, told.partition(":")[0]) == ("broken", "forged")


def test_the_key_that_it_names_itself_is_not_believed(desk_with_key: Desk) -> None:
    key = seal(desk_with_key)
    rewrite(SEAL, lambda told: told.update(key=PREFIX + "A" * 43 + "="))(desk_with_key)
    assert asked(desk_with_key, key)[0] == "ok"
    seal(desk_with_key, key=OTHER)
    rewrite(SEAL, lambda told: told.update(key=key))(desk_with_key)
    assert asked(desk_with_key, key) == ("broken", "forged: it is not signed with that key")


FORGERY = b"<p>FORGED"


def forge_html(desk: Desk) -> None:
    desk.write("build/en/briefing.html", FORGERY)


def forge_html_and_manifest(desk: Desk) -> None:
    forge_html(desk)
    rewrite(MADE, lambda told: told["files"].update({"briefing.html": hashlib.sha256(FORGERY).hexdigest()}))(desk)


#: What a forger does to a publication before the desk seals it -> the check that finds it.
BEFORE: dict[str, tuple[Callable[[Desk], object], str]] = {
    "another HTML": (forge_html, "manifest"),
    "another HTML, told by the manifest": (forge_html_and_manifest, "drawn again"),
    "another title": (rewrite(MADE, lambda told: told.update(title="FORGED")), FACTS),
    "another number of pages": (rewrite(MADE, lambda told: told.update(pages=999)), FACTS),
    "other originals": (rewrite(MADE, lambda told: told.update(documents={"pilot": "0" * 64})), FACTS),
    "a file less": (rewrite(MADE, lambda told: told["files"].pop("briefing.html")), "manifest"),
}


@pytest.mark.parametrize(
    "how", [how if "manifest" in how else pytest.param(how, marks=pytest.mark.slow) for how in BEFORE]
)
def test_what_was_forged_before_is_not_sealed(
    desk_with_key: Desk, how: str, capsys: pytest.CaptureFixture[str]
) -> None:
    forge, check = BEFORE[how]
    forge(desk_with_key)
    assert main(["seal", "en", "--project", str(desk_with_key.root)]) == Exit.PROMISE
    assert f"en: {check}  broken" in capsys.readouterr().out
    assert not (desk_with_key.root / SEAL).exists()


def test_what_is_built_anew_is_unsealed(desk_with_key: Desk) -> None:
    key = seal(desk_with_key)
    publish(desk_with_key.root, [FinishedFiles("en", 1, b"%PDF of today", "<html>", {})])
    assert asked(desk_with_key, key) == ("broken", "unsealed: there is no seal.json beside it")
    assert not (desk_with_key.root / "build/en/proof.json").exists()


# Keys


def test_the_key_of_a_desk_is_made_once_and_is_its_own(desk_with_key: Desk) -> None:
    key = desk_key()
    place = Path(user_key.place_of(user_key.DESK))
    assert (desk_key(), len(key), stat.S_IMODE(place.stat().st_mode)) == (key, 32, 0o600)
    assert desk_key(str(place)) == key
    assert key != user_key.ensure()
    place.chmod(0o644)
    with pytest.raises(MachineLacks, match="only its owner can read"):
        desk_key()


def test_a_public_key_is_what_was_printed_or_its_file(desk_with_key: Desk, tmp_path: Path) -> None:
    key = seal(desk_with_key)
    (tmp_path / "desk.pub").write_text(f"{key}\n")
    assert public_key(key) == public_key(str(tmp_path / "desk.pub")) == key
    (tmp_path / "no.pub").write_text("nothing")
    os.mkfifo(tmp_path / "pipe")
    for wrong in (
        "ed25519:",
        "ed25519:AAAA",
        "ed25519:" + "\u0627" * 44,
        str(tmp_path / "no.pub"),
        "nowhere",
        "/dev/zero",
    ):
        with pytest.raises(WrongUsage, match="is no key"):
            public_key(wrong)
    with pytest.raises(WrongUsage, match="is no key"):
        public_key(str(tmp_path / "pipe"))


# The commands


def test_seal_and_verify(desk_with_key: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    project = ["--project", str(desk_with_key.root)]
    assert main(["seal", "en", "--json", *project]) == Exit.DONE
    told = json.loads(capsys.readouterr().out)
    assert told["sealed"] == ["en"]
    assert main(["verify", "en", "--key", told["key"], *project]) == Exit.DONE
    assert f"sealed with {told['key']}" in capsys.readouterr().out
    assert main(["verify", "ar", "--key", told["key"], *project]) == Exit.PROMISE
    assert "unsealed" in capsys.readouterr().out
    proof = json.loads((desk_with_key.root / "build/en/proof.json").read_bytes())
    assert {"sources", "en"} == {row["edition"] for row in proof}
    desk_with_key.write("build/en/briefing.html", "<script>")
    assert main(["verify", "en", "--key", told["key"], *project]) == Exit.PROMISE
    assert "forged: briefing.html changed since it was sealed" in capsys.readouterr().out


def test_nothing_is_sealed_of_which_a_promise_is_broken(
    desk_with_key: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk_with_key.write("build/ar/briefing.pdf", b"%PDF")
    assert main(["seal", "--project", str(desk_with_key.root)]) == Exit.PROMISE
    assert "nothing was sealed" in capsys.readouterr().out
    assert list((desk_with_key.root / "build").glob(f"*/{seals.SEAL}")) == []


def test_what_was_not_built_is_not_sealed(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["seal", "--project", str(desk.root)]) == Exit.PROMISE
    assert "it has not been built" in capsys.readouterr().out
