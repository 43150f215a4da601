"""JSON for other programs: the contract's order kept, words readable, always valid UTF-8."""

import json


def json_bytes(value: object) -> bytes:
    """Give a value as JSON with a final newline; keys keep their order. A NaN is a ValueError.

    >>> json_bytes({"name": "Made", "total": 16800}).decode()
    '{\\n  "name": "Made",\\n  "total": 16800\\n}\\n'
    """
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    # Half a surrogate pair has no UTF-8; its escape \\udXXX is JSON all the same.
    return (text + "\n").encode("utf-8", "backslashreplace")
