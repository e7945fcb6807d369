"""The complaints policy as pure code: no clock, file, mail, database or logging; `now` is an argument."""
