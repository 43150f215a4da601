"""One file a command: open, think, save."""
