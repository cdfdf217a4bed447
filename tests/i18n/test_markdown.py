"""Markdown cut into sentences and put together again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.i18n.markdown import list_sentences, split_markdown, translate_markdown

PAGE = """\
# Un titre avec `code`

Une phrase sur
deux lignes.

- un point
  qui continue
- [ ] une case
  1. un rang

> une citation
> sur deux lignes

| Nom | Rôle |
|---|:--:|
| SIREN | une \\| barre |
| `7f` | 12 |

```text
root
 |
```

```python
# une remarque pour toi
x = 1
```

$$
x = y + \\text{un mot}
$$

![un pont de bois](pont.png)

![](attachment:vide.png) $a + b$

---

https://example.org
"""


def test_what_there_is_to_translate():
    expected = [
        "Un titre avec `code`",
        "Une phrase sur deux lignes.",
        "un point qui continue",
        "une case",
        "un rang",
        "une citation sur deux lignes",
        "Nom",
        "Rôle",
        "SIREN",
        "une \\| barre",
        "# une remarque pour toi\nx = 1",
        "un pont de bois",
    ]
    assert expected == list_sentences(PAGE)


def test_marks_stay_and_sentences_change():
    expected = [
        "# <Un titre avec `code`>",
        "<Une phrase sur deux lignes.>",
        "- <un point qui continue>",
        "- [ ] <une case>",
        "  1. <un rang>",
        "> <une citation sur deux lignes>",
        "| <Nom> | <Rôle> |",
        "|---|:--:|",
        "| <SIREN> | <une \\| barre> |",
        "| `7f` | 12 |",
        "```text",
        "root",
        " |",
        "```",
        "```python",
        "<# une remarque pour toi",
        "x = 1>",
        "```",
        "$$",
        "x = y + \\text{un mot}",
        "$$",
        "![<un pont de bois>](pont.png)",
        "![](attachment:vide.png) $a + b$",
        "---",
        "https://example.org",
    ]
    found = translate_markdown(PAGE, lambda text: f"<{text}>").splitlines()
    assert expected == [line for line in found if line]


def test_without_translations_nothing_moves():
    assert PAGE == translate_markdown(PAGE, lambda _text: None)


def test_a_translated_paragraph_is_a_sentence_again():
    once = translate_markdown(PAGE, lambda text: text)
    assert list_sentences(PAGE) == list_sentences(once)


@pytest.mark.parametrize("end", ["  ", "\\"])
def test_a_hard_line_break_stays_in_the_sentence(end):
    source = f"- une ligne{end}\n  une autre"
    assert ["une ligne\nune autre"] == list_sentences(source)
    assert "- a line\\\n  another" == translate_markdown(source, lambda _text: "a line\nanother")


def test_a_bar_in_a_translated_table_cell_is_escaped():
    assert "| a\\|b |" == translate_markdown("| un nom |", lambda text: {"un nom": "a|b"}.get(text)).replace("  ", " ")


def test_a_fence_that_never_ends_is_kept():
    source = "```text\nla fin manque"
    assert ([], source) == (list_sentences(source), translate_markdown(source, lambda _text: "x"))


def test_no_break_spaces_are_part_of_the_sentence():
    assert ["Est-ce fini\u202f?"] == list_sentences("Est-ce  fini\u202f?")


@given(st.text(alphabet="ab é#-*>|`~$!\\[]()1. \n", max_size=80))
def test_any_text_comes_back_as_it_was(source):
    assert source == "\n".join(piece.raw for piece in split_markdown(source))
    assert source == translate_markdown(source, lambda _text: None)
