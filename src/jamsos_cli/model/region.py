"""Places of the Kemendagri list. BPS codes differ and are never used."""

from typing import NamedTuple

from jamsos_cli.model.wording import Text

UNKNOWN_VILLAGE = Text("(desa tidak diketahui)", "(village not known)")
"""How people of no known village are counted."""


class Village(NamedTuple):
    """A desa or kelurahan."""

    code: str
    """13 characters, "51.04.01.2001"."""
    name: str
    district: str
    """name of its kecamatan."""

    @property
    def is_kelurahan(self) -> bool:
        """A kelurahan (fourth part 1xxx) has no Dana Desa; a desa is 2xxx."""
        return self.code[9] == "1"

    @property
    def title(self) -> str:
        """Its name on papers: Desa Batubulan, Kelurahan Gianyar."""
        return f"{'Kelurahan' if self.is_kelurahan else 'Desa'} {self.name}"


class Regency(NamedTuple):
    """A kabupaten or kota with all its villages, in order of code."""

    code: str
    """5 characters, "51.04"."""
    name: str
    """with its kind: "Kabupaten Gianyar", "Kota Denpasar"."""
    villages: tuple[Village, ...]
