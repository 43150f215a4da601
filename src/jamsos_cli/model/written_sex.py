"""Sex as people write it."""

from jamsos_cli.model.roster import CellValue, shown

_SEXES = {
    "L": "L", "LK": "L", "LAKI": "L", "LAKILAKI": "L", "LAKI2": "L", "PRIA": "L", "LELAKI": "L", "LLAKILAKI": "L",
    "LAKILAKIL": "L", "COWOK": "L", "M": "L", "MALE": "L", "MAN": "L",
    "F": "P", "FEMALE": "P", "WOMAN": "P", "PEREMPUANP": "P", "CEWEK": "P",
    "P": "P", "PR": "P", "PEREMPUAN": "P", "W": "P", "WANITA": "P", "PPEREMPUAN": "P", "PRP": "P",
}  # fmt: skip


def read_sex(value: CellValue) -> str | None:
    """Read a sex cell as L or P; None for a blank or an unknown word (P06 is a warning, never a refusal)."""
    return _SEXES.get("".join(c for c in shown(value).upper() if c.isalnum()))
