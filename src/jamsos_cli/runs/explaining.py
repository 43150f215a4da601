"""`jamsos explain`: what a finding means, why it matters, how to mend it."""

from jamsos_cli import rules
from jamsos_cli.errors import UsageError
from jamsos_cli.model.finding import Kind
from jamsos_cli.model.wording import Text
from jamsos_cli.steps import pledge_kinds, price

KINDS: dict[str, Kind] = dict(
    sorted({**rules.KINDS, **{v.code: v for v in vars(price).values() if isinstance(v, Kind)}}.items())
)
"""Every kind of finding of rosters, by code; those of sponsors' forms are apart."""


def explain(code: str) -> Kind:
    """Give the kind with a code or slug; a UsageError lists the codes there are."""
    every = KINDS | pledge_kinds.KINDS
    for kind in every.values():
        if code.upper() == kind.code or code.lower() == kind.slug:
            return kind
    known = ", ".join(every)
    raise UsageError(Text(f"Kode {code!r} tidak ada. Yang ada: {known}.", f"No code {code!r}. There are: {known}."))
