"""What the log says, for people: words of an entry, rows of the workbook, the log as it is mailed."""
