"""Splink on prepared records, in an environment of its own: `python splink_peer.py records.csv pairs.csv`.

Run by `resemblance.py --splink`. The records are those jamsos compares, made comparable by it: words of the names
without titles and short forms, phones without prefixes, the NIK in its three parts. Splink learns its weights from the
records themselves (u by sampling, m by expectation maximisation over two blockings), as its documentation proposes.
"""

import sys
import time

begin = time.perf_counter()

import duckdb  # noqa: E402
import splink.comparison_library as cl  # noqa: E402
from splink import DuckDBAPI, Linker, SettingsCreator, block_on  # noqa: E402

BLOCKS = (
    ("born", "first"), ("born", "last"), ("nik_day", "first"), ("nik_day", "last"), ("born", "village"),
    ("born", "mother"), ("nik_region", "nik_serial", "last"), ("nik_region", "nik_day"), ("nik_day", "nik_serial"),
    ("name", "village"), ("mother", "name"), ("phone",), ("card",),
)  # fmt: skip


def main(records: str, pairs: str) -> None:
    """Write every pair that may be one person, with its probability; say how long imports and work took."""
    started = time.perf_counter()
    connection = duckdb.connect()
    connection.execute("set threads = 2")
    connection.execute(f"create table people as select * from read_csv('{records}', all_varchar = true, nullstr = '')")
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="key",
        comparisons=[
            cl.JaroWinklerAtThresholds("name", [0.94, 0.88, 0.8]).configure(term_frequency_adjustments=True),
            cl.DamerauLevenshteinAtThresholds("born", [1, 2]).configure(term_frequency_adjustments=True),
            cl.DamerauLevenshteinAtThresholds("nik_day", [1, 2]),
            cl.DamerauLevenshteinAtThresholds("nik_region", [1]).configure(term_frequency_adjustments=True),
            cl.DamerauLevenshteinAtThresholds("nik_serial", [1]).configure(term_frequency_adjustments=True),
            cl.ExactMatch("sex"),
            cl.ExactMatch("village").configure(term_frequency_adjustments=True),
            cl.JaroWinklerAtThresholds("mother", [0.94, 0.88]).configure(term_frequency_adjustments=True),
            cl.DamerauLevenshteinAtThresholds("phone", [1]),
            cl.DamerauLevenshteinAtThresholds("card", [1]),
        ],
        blocking_rules_to_generate_predictions=[block_on(*rule) for rule in BLOCKS],
    )
    api = DuckDBAPI(connection=connection)
    linker = Linker(api.register("people"), settings, log_level="ERROR")
    linker.training.estimate_probability_two_random_records_match(
        [block_on("born", "name"), block_on("name", "nik_region", "nik_serial"), block_on("phone", "last")], recall=0.8
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    for rule in (block_on("born", "sex"), block_on("name", "sex"), block_on("nik_region", "nik_serial", "last")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    found = linker.inference.predict(threshold_match_probability=0.01)
    connection.execute(
        f"copy (select key_l, key_r, match_probability from {found.physical_name}) to '{pairs}' (header false)"
    )
    print(f"{started - begin:.2f} {time.perf_counter() - started:.2f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
