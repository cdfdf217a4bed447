"""The desk's bundle: made from the sources that are there, without anybody else's code, and held against them."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from pathlib import Path

import msgspec
import pytest

from autograder.build.bundle import build_desk
from autograder.build.desk import FOLDER, NAME, RECORD, is_fresh, list_bundle, read_record, read_sources, write_words
from autograder.content.kit import Kit
from autograder.errors import ContentError
from autograder.i18n.interface import list_desk_sentences

ROOT = Path(__file__).parents[2]


@pytest.fixture
def kit(tmp_path):
    """A copy of what the bundle is made from, and of the bundle."""
    shutil.copytree(
        ROOT / "desk", tmp_path / "desk", ignore=shutil.ignore_patterns("node_modules", "lib"), symlinks=True
    )
    shutil.copytree(ROOT / FOLDER, tmp_path / FOLDER)
    shutil.copytree(ROOT / "locale", tmp_path / "locale")
    return Kit(tmp_path)


@pytest.fixture
def without_node(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))


def test_the_committed_bundle_was_made_from_these_sources():
    assert is_fresh(Kit(ROOT))


def test_a_source_that_changed_is_seen_without_node(kit, without_node):
    assert [] == build_desk(kit, write=False)
    source = kit.root / "desk" / "src" / "page.ts"
    source.write_text(source.read_text("utf-8") + "// changed\n", "utf-8")
    assert [RECORD] == [change.path for change in build_desk(kit, write=False)]


def test_a_bundle_that_somebody_touched_is_seen_without_node(kit, without_node):
    path = next(iter(sorted((kit.root / FOLDER / NAME / "static").glob("remoteEntry*.js"))))
    path.write_bytes(path.read_bytes() + b"\n")
    assert [RECORD] == [change.path for change in build_desk(kit, write=False)]


def test_a_changed_desk_without_node_says_what_to_install(kit, without_node):
    (kit.root / "desk" / "src" / "page.ts").write_text("", "utf-8")
    with pytest.raises(ContentError, match="nodejs"):
        build_desk(kit, write=True)


def test_the_record_names_every_file_with_its_digest():
    kit = Kit(ROOT)
    assert {path: hashlib.sha256(data).hexdigest() for path, data in list_bundle(kit).items()} == read_record(kit).files


def test_the_bundle_is_small_and_names_no_folder_of_who_built_it():
    files = list_bundle(Kit(ROOT))
    assert sum(map(len, files.values())) < 120_000
    assert [] == [path for path, data in files.items() if re.search(rb"/home/|/tmp/|/root/|[A-Z]:\\\\", data)]


def test_the_lock_names_versions_and_hashes_but_no_address():
    lock = json.loads(read_sources(Kit(ROOT))["package-lock.json"])
    packages = {name: about for name, about in lock["packages"].items() if name}
    assert len(packages) > 100
    assert [] == [name for name, about in packages.items() if "resolved" in about]
    assert b"://" not in read_sources(Kit(ROOT))["package-lock.json"]
    assert [] == [name for name, about in packages.items() if not about.get("integrity")]


def test_each_sentence_of_the_desk_is_found_and_its_translation_lies_beside_the_bundle():
    kit = Kit(ROOT)
    sentences = {sentence.text for sentence in list_desk_sentences(kit)}
    calls = sum(len(re.findall(rb"\.tr\(", data)) for name, data in read_sources(kit).items() if name.endswith(".ts"))
    assert calls == len(list(list_desk_sentences(kit)))
    english = msgspec.json.decode(write_words(kit)[f"{FOLDER}/{NAME}/words/en.json"])
    assert sentences == set(english)


def test_a_sentence_that_is_no_literal_is_refused(kit):
    (kit.root / "desk" / "src" / "odd.ts").write_text("words.tr(name);\n", "utf-8")
    with pytest.raises(ContentError, match=r"odd\.ts, ligne 1"):
        list(list_desk_sentences(kit))
