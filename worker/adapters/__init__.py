"""The outside world: one file or package for each outside thing, no rules, none of them importing another."""
