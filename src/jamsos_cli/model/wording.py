"""Words for people, in plain Indonesian with English beside."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

Lang = Literal["id", "en"]


class Text(NamedTuple):
    """One sentence in both languages; `{name}` marks a place for a value."""

    id: str
    en: str

    def say(self, lang: Lang, /, **values: object) -> str:
        """Give the sentence in one language with its values filled in.

        >>> Text("{n} baris", "{n} rows").say("id", n=3)
        '3 baris'
        """
        sentence = self.id if lang == "id" else self.en
        return sentence.format_map(values) if values else sentence

    def fill(self, **values: object) -> "Text":
        """Give the same sentence with its values filled in, in both languages; a value may be a Text itself."""
        said: dict[Lang, dict[str, object]] = {"id": {}, "en": {}}
        for lang, spoken in said.items():
            spoken.update((name, one.say(lang) if isinstance(one, Text) else one) for name, one in values.items())
        return Text(self.id.format_map(said["id"]), self.en.format_map(said["en"]))

    def bare(self) -> "Text":
        """Give the sentence without a case at hand, an ellipsis in every place for a value.

        >>> Text("{n} baris", "{n} rows").bare().id
        '… baris'
        """
        return Text(self.id.format_map(_Ellipses()), self.en.format_map(_Ellipses()))


def same(text: str) -> Text:
    """Give what reads the same in both languages: a name, an amount."""
    return Text(text, text)


def joined(texts: Iterable[Text], between: str = ", ") -> Text:
    """Join words or sentences in both languages.

    >>> joined([Text("nama", "name"), Text("desa", "village")]).en
    'name, village'
    """
    said = list(texts)
    return Text(between.join(one.id for one in said), between.join(one.en for one in said))


class _Ellipses(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def printable(text: str, limit: int = 80) -> str:
    """Make text from outside safe to show: no control, format or surrogate characters, one line, not too long.

    >>> printable("[/b] BUDI\\x1b[31m\\n")
    '[/b] BUDI[31m'
    """
    if len(text) <= limit and text.isprintable() and "  " not in text and text == text.strip():
        return text
    clean = "".join(c for c in " ".join(text.split()) if c.isprintable())
    return clean if len(clean) <= limit else clean[: limit - 1] + "…"
