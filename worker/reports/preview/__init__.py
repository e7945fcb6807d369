"""Letters shown before anybody gets one: with sample facts or those of a complaint, and what the checks find."""
