"""Frozen nouns shared by every floor; this package imports nothing of ours and holds no rules."""
