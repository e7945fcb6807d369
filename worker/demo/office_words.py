"""What clients and colleagues write in the story of an office; nobody in it, and none of their firms, exists.

Colleagues write as they would to each other, a paragraph on a line as Outlook has it; clients' programs break lines.
"""

LOOKING_INTO_IT = "Morning, I'll look into it."

PROPOSE_TO_ANITA = """\
propose Fri 27 March

You are right. The renewal was sent to the supplier without the signed agreement \
that we must have. I am sorry that this happened.

The supplier cancels the renewal, and you are back on your old rate of 24.8p from \
the day it changed. We pay the £86.20 that you were charged too much in February.
"""

LOOKS_GOOD = "Looks good, please send."

ANITA_ACCEPTS = """\
Thank you, that is fair. I am happy with what you propose, please go ahead.

Anita
"""

ANITA_HAS_ACCEPTED = "She has accepted it."

ANITA_DONE = "close accepted"

ON_IT = "Leave it with me, I'm on it."

PROPOSE_TO_GARETH = """\
propose Fri 20 March

The old account was left open because our closing notice reached the supplier \
late. We have sent it again, and the account is closed as of 31 December.

The old supplier pays back the £571.08 that you paid for February.
"""

SEND_IT = "Yes, send it."

GARETH_REFUSES = """\
I do not accept this. That is one month, and we were charged twice for two. What
about the £612.40 for January? I have rung you three times. I want a manager to
look at this.

Gareth Lloyd
"""

ANSWER_TO_GARETH = """\
answer

I have gone through the account myself. You were charged twice for January and for \
February, £1,183.48 in all, and you should not have had to ring us three times. I \
am sorry for that.

The old supplier has confirmed that the whole £1,183.48 is on its way to your bank \
and reaches you by Friday 13 March. We now check every closing notice after a week.
"""

GARETH_IS_CONTENT = """\
The money is here, both months. Thank you for sorting this out. As far as I am
concerned that is settled.

Gareth
"""

GARETH_DONE = "close upheld"

MRS_DOYLE_RANG = """\
Mrs Doyle from Seaview Guest House rang at 10 about her gas bill, 01253 555 0142. \
She was charged £148 twice in January and wants the money back.
"""

MRS_DOYLE_IN_FULL = """\
Email: maureen.doyle@seaview-guesthouse.example
What they told us: You were charged £148 twice for gas in January.
What they want: The £148 paid back.
"""

DOYLE_CORRECTS = """\
Nearly. It was £184, not £148, and it was the electricity and not the gas. They took
it on 5 and on 19 January. Otherwise it is right, I would like the money back.

Maureen Doyle
"""

THANKS = "Thanks"

ANSWER_TO_DOYLE = """\
answer

The second payment of £184 was taken in error when your payment date was changed. \
It went back to your account today, and I am sorry that you had to ring about it.
"""

GO_AHEAD = "Approved, go ahead."

DOYLE_IS_CONTENT = """\
The £184 arrived this morning, thank you for being so quick.

Maureen Doyle
"""

DOYLE_DONE = "close upheld"

READINGS_ONLY = "Not a complaint, he only wants the readings."

TAKE_IT_OVER = "0004 give {head}"

TAKEN_OVER = "I'll investigate this one myself."

UPDATE_TO_SIOBHAN = """\
update Fri 10 April

You should have heard from us by 26 March, and I am sorry that you did not. I have \
taken this over today. The supplier has the quote and your invoice, and I have asked \
for a corrected invoice. You hear from me by Friday 10 April.
"""
