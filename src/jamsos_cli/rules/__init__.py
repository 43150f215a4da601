"""One question a file, its findings on top."""
