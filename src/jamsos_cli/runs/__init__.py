"""One file a command: open, think, save; the only place where disk and rules meet.

What several commands share stands in the folders: `rosters`, `bills`, and `office`, on which everything stands.
"""
