"""Pure functions over typed values and frames."""
