"""Working bodies: their seats and posts, filings of successions, meetings and what they decided."""
