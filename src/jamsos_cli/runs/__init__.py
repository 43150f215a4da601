"""One file a command: open, think, save; the only place where disk and rules meet."""
