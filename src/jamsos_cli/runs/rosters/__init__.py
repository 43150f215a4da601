"""Parts of the commands about rosters: read and judge, take in, hold back, give back."""
