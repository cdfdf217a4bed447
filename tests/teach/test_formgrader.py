"""Formgrader's pages on their way to the browser."""

from __future__ import annotations

import json
import re

import pytest
from tornado.httputil import HTTPHeaders, HTTPServerRequest, RequestStartLine

from autograder.classes.browser.pages import MARK
from autograder.language import use_language
from autograder.teach.formgrader import make_transform, write_script

PAGE = b"<!doctype html>\n<head></head><p>x"


def send(lang, path="/formgrader/gradebook", kind="text/html; charset=UTF-8", page=PAGE):
    with use_language(lang):
        line, host = RequestStartLine("GET", path, "HTTP/1.1"), HTTPHeaders({"Host": "127.0.0.1"})
        transform = make_transform("/formgrader", "/own")(HTTPServerRequest(start_line=line, headers=host))
        headers = HTTPHeaders({"Content-Type": kind, "Content-Length": str(len(page))})
        _, headers, sent = transform.transform_first_chunk(200, headers, page, True)
    assert str(len(sent)) == headers["Content-Length"]
    return sent.decode()


def test_a_page_gets_its_words_and_its_language():
    sent = send("fr_CA")
    assert f'<html lang="fr-CA"><head><script nonce="{MARK}" src="/own/formgrader.js"></script>' in sent


def test_in_english_a_page_stays_as_it_is():
    assert PAGE.decode() == send("en")


@pytest.mark.parametrize(
    "other", [{"path": "/formgraders"}, {"path": "/lab"}, {"kind": "application/json"}, {"page": b"{}"}]
)
def test_nothing_else_is_touched(other):
    assert other.get("page", PAGE).decode() == send("fr", **other)


def test_the_words_of_a_sentence_have_the_same_names_on_both_sides():
    with use_language("fr"):
        first = write_script().decode().splitlines()[0]
    table = json.loads(first.removeprefix("const PASSERELLE = ").removesuffix(";"))
    names = re.compile(r"\{\w\}")
    assert [] == [pair for pair in table["sentences"] if set(names.findall(pair[0])) != set(names.findall(pair[1]))]
    assert [] == [english for english, said in table["words"].items() if english == said]
