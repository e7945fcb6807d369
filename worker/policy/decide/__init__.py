"""What follows from a happening: one file for each, all pure: (case, what happened, now, policy) -> Decision."""
