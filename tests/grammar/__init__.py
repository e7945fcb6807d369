"""What colleagues write to the worker: commands, slips and prose, and the mails that they stand in.

The files here are data, written as different people in an energy consultancy would write and without a look at the
grammar. Each begins with comment lines (`#`) that say who writes, what day it is and what the columns mean. Fields are
parted by one tab and never trimmed: a space that cannot be broken or an empty half of `a | b` matters. `\\n` in a line
begins a new line.

- `commands.tsv`: lines that a person means as a command, exactly or in plain words, and what should come of them.
- `slips.tsv`: commands gone wrong, and the first suggestion or the question that should come back.
- `prose.tsv`: what people write to each other; it may be kept as a note, but changes nothing.
- `more_plain.tsv`, `more_prose.tsv`: the same kinds again, written after the table of phrases.
- `fresh_plain.tsv`, `fresh_prose.tsv`: and again in four rounds, with what was understood before each widening.
- `wraps/*.txt`: replies as mail programs write them, listed in `wraps/wraps.tsv`; `{{words}}` is where the new words
  stand.
- `invented/*.eml`: whole mails, with `invented.tsv` beside them: what each one must bring about.

Every line of the first three can be put into every wrap of the same mail of ours, and must come to the same thing.
"""
