"""Tests of the policy: dates, clocks and their explanation."""
