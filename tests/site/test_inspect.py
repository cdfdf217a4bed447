"""A site that would break its promises is seen, whatever the way."""

from __future__ import annotations

import pytest

from autograder.site.inspect import inspect_site


def list_faults(folder, **files):
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return [(fault.page, fault.target, fault.outside) for fault in inspect_site(folder)]


@pytest.mark.parametrize(
    "text",
    [
        '<script src="https://cdn.test/a.js"></script>',
        '<script src="//cdn.test/a.js"></script>',
        '<link rel="stylesheet" href="https://cdn.test/a.css">',
        '<link rel="preload" as="font" href="https://cdn.test/a.woff2">',
        '<img src="https://cdn.test/a.png">',
        '<img srcset="https://cdn.test/a.png 2x">',
        '<iframe src="https://cdn.test/"></iframe>',
        '<form action="https://cdn.test/"></form>',
        "<style>@import 'https://cdn.test/a.css';</style>",
        '<p style="background:url(https://cdn.test/a.png)">x</p>',
        '<script>fetch("https://cdn.test/a.json")</script>',
        '<script>import("https://cdn.test/a.mjs")</script>',
        '<script>x.open("GET", "https://cdn.test/a")</script>',
        '<script>tag.src = "https://cdn.test/a.js"</script>',
    ],
)
def test_what_is_loaded_from_elsewhere_is_seen(tmp_path, text):
    [(page, target, outside)] = list_faults(tmp_path, index_html=text)
    assert ("index.html", True) == (page, outside)
    assert "//cdn.test/" in target


def test_styles_and_scripts_in_files_of_their_own_are_read(tmp_path):
    faults = list_faults(
        tmp_path, static__a_css="@font-face{src:url('https://cdn.test/f')}", b_js='import "https://cdn.test/m.js"'
    )
    assert {("static/a.css", "https://cdn.test/f", True), ("b.js", "https://cdn.test/m.js", True)} == set(faults)


@pytest.mark.parametrize("text", ['<a href="https://source.test/">source</a>', '<img src="data:image/png;base64,AA">'])
def test_a_link_to_a_source_and_what_is_in_the_page_are_fine(tmp_path, text):
    assert [] == list_faults(tmp_path, index_html=text)


@pytest.mark.parametrize(
    ("link", "fine"),
    [
        ("a/b.html", True),
        ("a/b.html#là", True),
        ("a/b.html#l%C3%A0", True),
        ("a/", True),
        ("#ici", True),
        ("a/b.html#nulle-part", False),
        ("c.html", False),
        ("#nulle-part", False),
        ("../hors.html", False),
    ],
)
def test_a_link_must_lead_somewhere(tmp_path, link, fine):
    faults = list_faults(
        tmp_path / "site",
        index_html=f'<a href="{link}">x</a><h1 id="ici">x</h1>',
        a__b_html='<h1 id="là">x</h1>',
        a__index_html="",
    )
    assert ([] if fine else [("index.html", link, False)]) == faults


def test_a_missing_picture_is_seen(tmp_path):
    assert [("index.html", "a.png", False)] == list_faults(tmp_path, index_html='<img src="a.png">')
