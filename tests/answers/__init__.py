"""What clients answer: data files, and a test that reads every row of them."""
