"""What the log says about a tie, as pure functions of (log, today)."""
