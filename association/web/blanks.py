"""Leaves the line breaks and indents of templates out of what is sent, when a template is compiled.

A line break, with the blanks around it, is dropped beside a tag or a Jinja statement, and is one
blank between two words or values and between two attributes. A blank without a line break stays.
Before an element of a line that follows another tag a blank is sent, so that words stand apart also
where no stylesheet keeps them apart.
"""

import re
from collections.abc import Iterable, Iterator

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

BREAK = r"\s*\n\s*"
TEXT = re.compile(rf"(?P<blank>{BREAK})|<(?P<name>/?[a-z][a-z0-9]*|!)", re.IGNORECASE)
TAG = re.compile(rf"(?P<blank>{BREAK})|(?P<quote>[\"'])|(?P<end>/?>)")
INLINE = {"a", "b", "button", "label", "small", "span"}  # what a stylesheet moves apart
ALWAYS = {"button", "label", "small"}  # also behind a value
AS_WRITTEN = {"pre", "script", "style", "textarea"}  # elements whose blanks are shown or run
DATA = "data"


class Blanks(Extension):
    """The extension of the Jinja environment."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Take the blanks out of the texts between Jinja's tokens; lines keep their numbers."""
        reader = _Reader()
        tokens = list(_joined(stream))
        kinds = ["", *(token.type for token in tokens), ""]
        for token, before, after in zip(tokens, kinds, kinds[2:], strict=False):
            if token.type == DATA:
                beside = before == "variable_end", after == "variable_begin"
                sent = reader.read(token.value, *beside)
                reader.last = sent[-1:]
                if sent:  # else each rendering would give out an empty text
                    yield Token(token.lineno, DATA, sent)
            else:
                yield token


def _joined(stream: Iterable[Token]) -> Iterator[Token]:
    """Join texts that only a comment kept apart."""
    text: Token | None = None
    for token in stream:
        if token.type == DATA:
            text = token if text is None else Token(text.lineno, DATA, text.value + token.value)
            continue
        if text is not None:
            yield text
            text = None
        yield token
    if text is not None:
        yield text


class _Reader:
    """Goes through the texts of one template, and remembers between them where it is: in a tag, in
    an attribute's value, in an element that is sent as written, or in plain text."""

    def __init__(self) -> None:
        self.tag = self.quote = self.written = ""
        self.opened = False  # the last tag of this text opened an element
        self.last = ""  # the last sign of the text before

    def read(self, text: str, after_value: bool, before_value: bool) -> str:
        """Give a text without its blanks, knowing whether a value stands on either side."""
        sent, at, self.opened = "", 0, self.opened and bool(self.tag)
        while at < len(text):
            if self.quote or self.written:
                end = text.lower().find(self.quote or f"</{self.written}", at)
                if end < 0:
                    return sent + text[at:]
                end += len(self.quote)
                sent, at = sent + text[at:end], end
                self.quote = self.written = ""
                continue
            hit = (TAG if self.tag else TEXT).search(text, at)
            if hit is None:
                return sent + text[at:]
            sent += text[at : hit.start()]
            if hit["blank"]:
                before, after = sent[-1:], text[hit.end() : hit.end() + 1]
                sent += self._blank(before, after, after_value, before_value)
            else:
                sent += self._apart(hit, sent[-1:], after_value) + hit[0]
                self._enter(hit)
            at = hit.end()
        return sent

    def _blank(self, before: str, after: str, after_value: bool, before_value: bool) -> str:
        if self.tag:
            return "" if after == ">" else " "
        left = before != ">" if before else after_value
        right = after != "<" if after else before_value
        return " " if left and right else ""

    def _apart(self, hit: re.Match[str], before: str, after_value: bool) -> str:
        """Give the blank before an element of a line, unless it is the first of what holds it."""
        if self.tag or (hit["name"] or "").lower() not in INLINE:
            return ""
        if before == ">":
            return "" if self.opened else " "
        if before:
            return " " if hit["name"] == "small" and before not in " (" else ""
        joined = after_value and hit["name"] not in ALWAYS
        return "" if joined or self.last in {" ", "("} else " "

    def _enter(self, hit: re.Match[str]) -> None:
        """Remember what a tag, a quote or a tag's end begins."""
        found = hit.groupdict()
        if found.get("name"):
            self.tag = hit["name"].lower()
            self.opened = not self.tag.startswith("/")
        elif found.get("quote"):
            self.quote = hit["quote"]
        else:
            self.written = self.tag if self.tag in AS_WRITTEN else ""
            self.tag = ""
