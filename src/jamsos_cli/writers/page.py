"""Papers and reports as HTML pages from Jinja2 templates; an office may override any template in its workspace."""

import traceback
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from jamsos_cli.errors import SettingsError
from jamsos_cli.model.money import dotted, rupiah, terbilang
from jamsos_cli.model.month import day_title
from jamsos_cli.model.nik import mask, mask_numbers
from jamsos_cli.model.wording import Text
from jamsos_cli.shipped import folder

if TYPE_CHECKING:
    from jinja2 import Environment

Form = Literal["html", "typ"]
"""What a paper becomes: a page, or the source of a PDF."""
BALI = "51"
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def render(template: str, overrides: Path | None, **values: object) -> str:
    """Fill a template as a page; errors as `fill`."""
    return fill(template, overrides, "html", values)


def fill(template: str, overrides: Path | None, form: Form, values: Mapping[str, object]) -> str:
    """Fill a template; the one in `overrides` (the workspace's `templates/`) wins over the shipped one.

    A paper (invoice.j2) is one text for every form: what stands between its braces is plain text, and it extends
    `frame`, which is paper.html.j2 or paper.typ.j2. Everything is escaped, and a value nobody gave is a mistake. A
    mistake in an office's own template is a SettingsError naming the template and line; one in a shipped template is a
    bug and goes up as it is.
    """
    import jinja2

    shipped = folder("templates")
    try:
        return _environment(overrides, shipped, form).get_template(template).render(values)
    except jinja2.TemplateSyntaxError as error:
        if error.filename is None or Path(error.filename).is_relative_to(shipped):
            raise
        raise _mistake(Path(error.filename), error.lineno, error.message or "sintaks") from error
    except Exception as error:
        where = _own_line(error, overrides)
        if where is None:
            raise
        # Only these messages are sure to hold names of the template and no value of a worker.
        telling = isinstance(error, jinja2.UndefinedError | jinja2.TemplateNotFound)
        raise _mistake(*where, mask_numbers(str(error)) if telling else type(error).__name__) from error


@lru_cache(maxsize=8)
def _environment(overrides: Path | None, shipped: Path, form: Form) -> "Environment":
    from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined

    from jamsos_cli.writers import plain_text

    places = [FileSystemLoader(path, encoding="utf-8-sig") for path in (overrides, shipped) if path is not None]
    made = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        loader=ChoiceLoader(places),
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do", plain_text.EXTENSIONS[form]],
        finalize=plain_text.FINALIZERS[form],
    )
    made.globals["frame"] = f"paper.{form}.j2"
    made.filters.update(FILTERS | plain_text.FILTERS[form])
    return made


def addressee(payer: str, payer_name: str = "") -> str:
    """Give the title that stands before a payer's name: by village code, "" for a person or the regency.

    The head of a kelurahan is Lurah everywhere; of a desa Perbekel in Bali, Kepala Desa elsewhere.

    >>> addressee("51.04.01.2001", "Batubulan"), addressee("62.10.01.2001", "Desa Teluk Nyatu")
    ('Perbekel Batubulan', 'Kepala Desa Teluk Nyatu')
    >>> addressee("51.04.03.1001", "Gianyar"), addressee("regency", "Pemerintah Kabupaten Gianyar")
    ('Lurah Gianyar', 'Pemerintah Kabupaten Gianyar')
    """
    if len(payer) != 13 or payer.count(".") != 3:
        return payer_name
    name = payer_name.removeprefix("Desa ").removeprefix("Kelurahan ")
    if payer[9] == "1":
        return f"Lurah {name}".rstrip()
    return f"{'Perbekel' if payer[:2] == BALI else 'Kepala Desa'} {name}".rstrip()


def day_written(day: date | str) -> str:
    """Write a day, or one as frames hold it (yyyy-mm-dd), as papers do; "" stays empty.

    >>> day_written("2026-11-20")
    '20 November 2026'
    """
    if isinstance(day, str):
        return day_title(date.fromisoformat(day)) if day else ""
    return day_title(day)


def in_words(count: int) -> str:
    """Write a number in words, as minutes write their day.

    >>> in_words(2026)
    'dua ribu dua puluh enam'
    """
    return terbilang(count).removesuffix(" rupiah")


def weekday(day: date) -> str:
    """Name the day of the week.

    >>> weekday(date(2026, 11, 20))
    'Jumat'
    """
    return WEEKDAYS[day.weekday()]


def column(rows: Iterable[Mapping[str, Any]], *names: str) -> list[Any]:
    """Give one value of every row, or several as tuples; Jinja2's own `map` takes ten times as long for thousands.

    >>> column(({"jkk": 10000, "jkm": 6800}, {"jkk": 5000, "jkm": 3400}), "jkk")
    [10000, 5000]
    """
    return list(map(itemgetter(*names), rows))


FILTERS: dict[str, Callable[..., Any]] = {
    "rupiah": rupiah,
    "terbilang": terbilang,
    "day": day_written,
    "mask": mask,
    "mask_numbers": mask_numbers,
    "whole": dotted,
    "addressee": addressee,
    "words": in_words,
    "weekday": weekday,
    "column": column,
}
"""What templates may call besides Jinja2's own."""


def _own_line(error: BaseException, overrides: Path | None) -> tuple[Path, int] | None:
    """Find the innermost line of an office's own template in a traceback, or the file that is no UTF-8."""
    if overrides is None:
        return None
    if isinstance(error, UnicodeDecodeError):
        return overrides, 0
    frames = [f for f in traceback.extract_tb(error.__traceback__) if Path(f.filename).is_relative_to(overrides)]
    return (Path(frames[-1].filename), frames[-1].lineno or 0) if frames else None


def _mistake(template: Path, line: int, what: str) -> SettingsError:
    if not line:
        return SettingsError(
            Text(
                f"{template}: sebuah templat di folder ini bukan UTF-8. Simpan ulang sebagai UTF-8.",
                f"{template}: a template in this folder is not UTF-8. Save it as UTF-8.",
            )
        )
    return SettingsError(
        Text(
            f"Templat {template}, baris {line}: {what}. Perbaiki templat itu, atau hapus agar templat bawaan dipakai.",
            f"Template {template}, line {line}: {what}. Mend it, or remove it to use the shipped one.",
        )
    )
