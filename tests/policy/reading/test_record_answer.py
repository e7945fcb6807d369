"""What a client says of the record that they were asked to check."""

import pytest

from worker.policy.reading.record_answer import RecordAnswer, record_answer

CONFIRMED = r"""Yes
yes.
Yes, that is right
Yes that is right now, thank you\n\nSent from my iPhone
Yes, this is right.
That's correct, thanks
Confirmed
I confirm
I confirm this is correct.
All correct, thank you
That is all correct
Looks good to me
Spot on
Perfect, thanks
You have got it right
Yes, you've written it down correctly
Hi Tom, yes that's right. Thanks, Emeka
Correct.
I agree
I'm happy with that""".splitlines()

CORRECTED = """Nearly right. It was £184 not £148, and it was in December. The rest is fine.
Not quite, it was 240 pounds
Nearly: it was to be moved by 15 January, not 1 February.
No, it was Tuesday.
That is not right. I phoned on Monday.
The amount is wrong, it is £90.
Almost right, but the date should be 3 January.
It should say two bills.
Please change the date to 4 March.
One small correction: my name is Okafur.
I said the meter was never read.
You left out that I wrote in February as well.
You misheard me, the account is for the shop.
Yes but the meter number is incorrect
That isn't what I said""".splitlines()

NEITHER = """When will I hear from you?
Is that right?
I want to speak to a manager.
I am still waiting for a refund.
Thank you
Thanks Tom
I am away until Monday.
Please call me.
Yes, but no
Yes. But Tom
Yes, and when do I get my money?
Yes please, escalate it
You have not answered my letter of January
My new number is 01253 555 0100
Here is the bill.
I do not want to go on with this
ok, but I would also like compensation for the time""".splitlines()


@pytest.mark.parametrize("words", [each.replace("\\n", "\n") for each in CONFIRMED])
def test_a_plain_yes_confirms(words: str) -> None:
    """With a courtesy around it or none."""
    assert record_answer("Re: Please check", words) is RecordAnswer.CONFIRMED


@pytest.mark.parametrize("words", CORRECTED)
def test_what_says_otherwise_corrects(words: str) -> None:
    """In the client's own way."""
    assert record_answer("Re: Please check", words) is RecordAnswer.CORRECTED


@pytest.mark.parametrize("words", NEITHER)
def test_anything_else_is_neither(words: str) -> None:
    """A question, a wish or a courtesy says nothing of the record."""
    assert record_answer("Re: Please check", words) is None


def test_the_button_confirms() -> None:
    """It writes a subject and no words."""
    assert record_answer("[OPT-2026-0001] confirm", "") is RecordAnswer.CONFIRMED
    assert record_answer("Re: Please check [OPT-2026-0001]", "") is None
