"""What lives between runs: the registry."""
