"""Made-up people, rosters and statements: what the sample month and the full-size cases are built from."""
