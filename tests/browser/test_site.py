"""The static site in a real browser: found and read in light and dark, in each language, nothing asked of elsewhere."""

from __future__ import annotations

import pytest

from autograder.content.kit import Kit
from autograder.site import build_site

from .conftest import ROOT, list_violations
from .sitepages import serve

RUN = "lessons/fr/11-mots-de-passe.ipynb"
PAGES = (
    "index.html",
    "fr/index.html",
    "fr/guides/animer-une-classe.html",
    "fr/lecons/index.html",
    "fr/lecons/11-mots-de-passe.html",
    "fr/reference/glossaire.html",
    "fr/search.html",
    "en/index.html",
    "en/reference/commands.html",
    "en/lessons/11-mots-de-passe.html",
    "en/project/licenses.html",
    "en/search.html",
)


@pytest.fixture(scope="module")
def site(browser, tmp_path_factory):
    """The whole site, one lesson run, which shows a picture and a slider: the time of a test goes elsewhere."""
    return build_site(Kit(ROOT), tmp_path_factory.mktemp("site") / "out", run=[RUN]).out


@pytest.fixture(scope="module")
def address(site):
    with serve(site) as found:
        yield found


@pytest.fixture
def watched(page, address):
    """A page whose every request is looked at: what fails, what leaves the site, what its scripts complain of."""
    faults = []

    def look(response):
        if response.status >= 400 and not response.url.endswith("/favicon.ico"):
            faults.append(f"{response.status} {response.url}")

    def leave(request):
        if not request.url.startswith((address, "data:", "blob:")):
            faults.append(f"leaves: {request.url}")

    def fail(request):
        if request.failure != "net::ERR_ABORTED":  # The page was left while it still loaded.
            faults.append(f"failed: {request.url}")

    page.on("response", look)
    page.on("request", leave)
    page.on("requestfailed", fail)
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    return page, faults


def visit(page, where, theme="light"):
    page.emulate_media(color_scheme=theme)
    page.goto(where, wait_until="networkidle")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_violation_and_asks_nothing_of_elsewhere(watched, address, name, theme):
    page, faults = watched
    visit(page, address + name, theme)
    assert [] == list_violations(page)
    assert [] == faults


def test_a_lesson_shows_its_pictures_with_their_words(page, address):
    visit(page, f"{address}fr/lecons/11-mots-de-passe.html")
    pictures = page.locator(".cell_output img")
    assert pictures.count() >= 2
    assert all(pictures.evaluate_all("images => images.map(image => image.naturalWidth > 0 && image.alt.length > 20)"))
    assert page.get_by_text("Ici, JupyterLab montre un réglage").is_visible()


def test_every_page_loads_without_a_failed_request(watched, address, site):
    page, faults = watched
    for path in sorted(site.rglob("*.html")):
        page.goto(address + path.relative_to(site).as_posix())
    assert [] == faults


def test_a_request_that_fails_or_leaves_would_be_seen(watched, address, site):
    page, faults = watched
    (site / "bad.html").write_text('<img src="rien.png"><script src="http://exemple.test/x.js"></script>', "utf-8")
    try:
        page.goto(f"{address}bad.html")
    finally:
        (site / "bad.html").unlink()
    assert {"leaves", "404", "failed"} <= {fault.split(":")[0].split(" ")[0] for fault in faults}


@pytest.mark.parametrize(
    ("language", "word", "where"),
    [
        ("fr", "empreintes", "lecons/21-empreintes-merkle.html"),
        ("fr", "épicerie", "lecons/11-mots-de-passe.html"),
        ("en", "passwords", "lessons/11-mots-de-passe.html"),
        ("en", "Formgrader", "how-to/teach-in-a-browser.html"),
    ],
)
def test_a_word_of_a_page_is_found(watched, address, language, word, where):
    page, faults = watched
    visit(page, f"{address}{language}/index.html")
    page.keyboard.press("Control+k")
    page.locator("#pst-search-dialog input").fill(word)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=*")
    page.locator(f'#search-results a[href*="{where}"]').first.wait_for()
    page.wait_for_load_state("networkidle")
    assert [] == list_violations(page)
    assert [] == faults


def test_twin_pages_lead_to_each_other(page, address):
    visit(page, f"{address}fr/guides/animer-une-classe.html")
    page.locator("header").get_by_role("link", name="English").click()
    page.wait_for_url("**/en/how-to/run-a-class.html")
    page.locator("header").get_by_role("link", name="Français").click()
    page.wait_for_url("**/fr/guides/animer-une-classe.html")


def test_a_page_without_a_twin_leads_to_the_home(page, address):
    visit(page, f"{address}en/explanation/security.html")
    page.locator("header").get_by_role("link", name="Français").click()
    page.wait_for_url("**/fr/index.html")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_a_narrow_window(page, address, name):
    page.set_viewport_size({"width": 320, "height": 640})
    visit(page, address + name)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_french_pages_keep_no_english_of_the_theme(page, address):
    for name in ("fr/index.html", "fr/lecons/11-mots-de-passe.html", "fr/search.html"):
        visit(page, address + name)
        said = page.evaluate(
            """() => [...document.querySelectorAll('[aria-label],[title],[placeholder]')]
            .flatMap(node => ['aria-label', 'title', 'placeholder'].map(name => node.getAttribute(name) || ''))
            .concat([...document.querySelectorAll('header, footer, nav, dialog, h1, .prev-next-footer')]
            .map(node => node.textContent)).join('\\n')"""
        )
        words = ("Search", "Skip to", "Light", "Dark", "System Settings", "On this page", "Home", "next", "Link to")
        assert [] == [word for word in words if word in said]
