"""What the worker does: each job gathers, asks the policy and records; no rules stand here."""
