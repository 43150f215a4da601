"""An .xlsx whose cell texts or formats are in parts of other names, with these parts where the library looks for them.

The library reads xl/sharedStrings.xml and xl/styles.xml whatever the workbook's relations say.
"""

import posixpath
import zipfile
from collections.abc import Mapping
from io import BytesIO

from jamsos_cli.model.roster import Trouble
from jamsos_cli.readers.archive import Archive
from jamsos_cli.readers.extent import Refused
from jamsos_cli.readers.marks import ROOT, pointed, relations_of, workbook_part
from jamsos_cli.settings import Limits


def in_usual_places(data: bytes, away: Mapping[str, str], limits: Limits) -> bytes | Trouble:
    """Write the archive anew, its parts `away` (name -> usual name) moved; what stood in a usual place is left out."""
    try:
        archive = Archive(data, limits.expanded_mib)
        kept = {name: archive.content(name, xml=name.endswith((".xml", ".rels"))) for name in archive.parts}
        workbook = workbook_part(kept.get(ROOT, b""))
        relations = relations_of(workbook)
        kept[relations] = pointed(kept[relations], posixpath.dirname(workbook), away)
    except Refused as refused:
        return refused.trouble
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as written:
        for name, content in kept.items():
            if name not in away.values():
                written.writestr(away.get(name, archive.parts[name].orig_filename), content)
    return made.getvalue()
