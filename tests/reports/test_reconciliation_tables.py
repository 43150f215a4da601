import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jamsos_cli.model.month import Month
from jamsos_cli.model.statement import STATES
from jamsos_cli.reports.reconciliation import lines_table, open_matches, reconciliation_json, shown_rows, states_table

MONTH = Month(2026, 11)
ROWS = (
    ("matched", 1, 16_800, 16_800),
    ("short", 2, 16_800, 8_400),
    ("billed_not_recorded", 3, 16_800, 0),
    ("recorded_not_billed", None, 0, 16_800),
)


def test_the_contract_object_names_every_state(matches):
    made = reconciliation_json(matches(*ROWS), MONTH)
    zero = {"people": 0, "billed": 0, "recorded": 0}
    assert made == {
        "version": 1,
        "month": "2026-11",
        "billed": 50_400,
        "recorded": 42_000,
        "states": dict.fromkeys(STATES, zero)
        | {
            "matched": {"people": 1, "billed": 16_800, "recorded": 16_800},
            "short": {"people": 1, "billed": 16_800, "recorded": 8_400},
            "billed_not_recorded": {"people": 1, "billed": 16_800, "recorded": 0},
            "recorded_not_billed": {"people": 1, "billed": 0, "recorded": 16_800},
        },
        "open": 3,
    }
    assert list(made["states"]) == list(STATES)
    json.dumps(made)


def test_nothing_billed_and_nothing_recorded_is_nothing_open(matches):
    made = reconciliation_json(matches(), MONTH)
    assert (made["billed"], made["recorded"], made["open"]) == (0, 0, 0)
    assert list(made["states"]) == list(STATES)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(rows=st.lists(st.tuples(st.sampled_from(list(STATES)), st.integers(1, 4), st.integers(0, 9), st.integers(0, 9))))
def test_states_partition_the_matches(rows, matches):
    made = reconciliation_json(matches(*rows), MONTH)
    states = made["states"].values()
    assert sum(state["people"] for state in states) == len({(row[0], row[1]) for row in rows})
    assert sum(state["billed"] for state in states) == made["billed"] == sum(row[2] for row in rows)
    assert sum(state["recorded"] for state in states) == made["recorded"] == sum(row[3] for row in rows)


def test_the_states_table_shows_states_that_occur_with_their_difference(matches):
    table = states_table(matches(*ROWS), MONTH)
    assert table.rows[1] == ("tercatat kurang", 1, 16_800, 8_400, -8_400)
    assert len(table.rows) == 4
    assert table.totals == ("JUMLAH", 4, 50_400, 42_000, -8_400)


def test_open_lines_leave_out_the_matched_and_say_where_to_look(matches):
    table = lines_table(matches(*ROWS), MONTH)
    assert [row[0] for row in table.rows] == [1, 2, 3]
    assert [row[1] for row in table.rows] == ["tercatat kurang", "ditagih, tidak tercatat", "tercatat, tidak ditagih"]
    assert [row[9] for row in table.rows] == ["bpjs.xlsx, Data, baris 7", "", "bpjs.xlsx, Data, baris 7"]
    assert len(lines_table(matches(*ROWS), MONTH, only_open=False).rows) == 4


def test_niks_are_masked_also_in_remarks(matches):
    frame = matches(*ROWS)
    assert "5104031203" not in str(lines_table(frame, MONTH))
    assert "5104031203" not in str(shown_rows(open_matches(frame)))
    json.dumps([{k: v for k, v in row.items() if k != "row"} for row in shown_rows(frame)])


def test_english_tables_say_places_remarks_and_totals_in_english(matches):
    frame = matches(*ROWS).assign(remark="NIK tidak dapat dibandingkan; tercatat untuk 2026-10")
    lines, states = lines_table(frame, MONTH, "en"), states_table(frame, MONTH, "en")
    assert {row[-2] for row in lines.rows} == {"bpjs.xlsx, Data, row 7", ""}
    assert {row[-1] for row in lines.rows} == {"the NIK cannot be compared; recorded for 2026-10"}
    assert states.totals[0] == "TOTAL"
