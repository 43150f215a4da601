"""`jamsos explain`: what a finding means, why it matters, how to mend it."""

from jamsos_cli import rules
from jamsos_cli.errors import UsageError
from jamsos_cli.model.finding import Kind
from jamsos_cli.model.wording import Text
from jamsos_cli.steps import price

KINDS: dict[str, Kind] = dict(
    sorted({**rules.KINDS, **{v.code: v for v in vars(price).values() if isinstance(v, Kind)}}.items())
)
"""Every kind of finding jamsos can give, by code."""


def explain(code: str) -> Kind:
    """Give the kind with a code or slug; a UsageError lists the codes there are."""
    for kind in KINDS.values():
        if code.upper() == kind.code or code.lower() == kind.slug:
            return kind
    known = ", ".join(KINDS)
    raise UsageError(Text(f"Kode {code!r} tidak ada. Yang ada: {known}.", f"No code {code!r}. There are: {known}."))
