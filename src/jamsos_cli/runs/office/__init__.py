"""What every command stands on: the workspace, the cores of the PC, the trail of files with whole NIKs."""
