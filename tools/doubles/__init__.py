"""Made-up people of whom some stand twice under another NIK, and who is who."""
