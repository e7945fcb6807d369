"""What the people of the demo write; none of them, and none of their firms, exists."""

RENEWAL = """\
Good morning,

I have just had a letter from our electricity supplier. It says that you renewed
our contract for Harbour Bakery, 14 Quay Street, for three years at 31.2p a unit.
I never agreed to this. In January I told your colleague on the telephone that I
wanted to see two quotes first, and I have never seen one.

I want the renewal cancelled and our old rate back until I have decided. I am
very unhappy about how this was done.

Regards,
Anita Patel
Owner, Harbour Bakery
"""

OUT_OF_OFFICE = """\
Thank you for your email. I am out of the office until Wednesday and will
not read mail until then. If it is about an order, please ring the shop.

Anita Patel
Harbour Bakery
"""

NEWSLETTER = """\
Grid & Gas Weekly: the market in five minutes

Day-ahead power closed the week 3% lower on stronger wind.
Also in this issue: ten tips for your half-hourly data, and our spring webinar.

You receive this newsletter because you subscribed. Unsubscribe at any time.
"""

BILLED_TWICE = """\
<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<style>p.MsoNormal {margin:0cm; font-size:11.0pt; font-family:"Calibri",sans-serif}</style></head>
<body lang="EN-GB">
<p class="MsoNormal">Hello,</p><p class="MsoNormal">&nbsp;</p>
<p class="MsoNormal">When you moved our gas to the new supplier in December you told us that the
old account would be closed. It was not. <b>We have been billed twice</b> for January and for
February, once by each of them:</p><p class="MsoNormal">&nbsp;</p>
<table border="1" cellpadding="4" style="border-collapse:collapse; font-family:Calibri; font-size:11pt">
<tr><th>Month</th><th>Old supplier</th><th>New supplier</th></tr>
<tr><td>January</td><td>&pound;612.40</td><td>&pound;598.15</td></tr>
<tr><td>February</td><td>&pound;571.08</td><td>&pound;560.92</td></tr></table>
<p class="MsoNormal">&nbsp;</p>
<p class="MsoNormal">I have rung three times and nobody has called me back. Please get the old
account closed and our money back.</p><p class="MsoNormal">&nbsp;</p>
<p class="MsoNormal">Gareth Lloyd<br>Lloyd &amp; Sons Joinery Ltd</p>
</body></html>
"""

ENQUIRY = """\
Hi there,

Our electricity contract at the nursery ends on 30 June. Could you please send me
a quote for the next twelve months? We use about 42,000 units a year. Just tell me
what you need from us.

Many thanks,
Priya Raman
Little Oaks Nursery
"""

WRONG_RATE = """\
Dear Sir or Madam,

Re: account 48812, The Old Mill Café

You quoted us 24.9p a unit and a standing charge of 55p a day. The first invoice,
attached, charges 29.4p and £1.10. That is £1,284.60 instead of £1,071.15: we have
been overcharged by £213.45 for one month – and nobody can tell me why.

Please have the invoice corrected and the £213.45 refunded.

Yours faithfully,
Siobhán O’Neill
"""

READINGS = """\
Good evening,

The half-hourly meter at Unit 7 was to be read by the supplier when we moved in.
As far as I can see on the portal the readings have not been updated. Would you
have a look when you get a moment?

Cheers,
Tom Brearley
Brearley Packaging
"""

REPLY = """\
Thank you for the quick answer. You asked which site it concerns: it is only the
shop at 14 Quay Street, account 77120. The flat above has its own meter.

The call with your colleague was on Thursday 15 January, about 10 in the morning.

Anita
"""

HEATING = """\
To whom it may concern,

this is a formal complaint. You promised us in writing that the capacity charge
for the pool building would go down from 1 February. It has gone up. Our treasurer
wants to know who is responsible for this before the meeting on 20 March.

D. Whitfield
Lakeside Leisure Trust
"""

MAILBOX_FULL = """\
This is the mail system at mail.lakeside-leisure.example.

Your message could not be delivered to one of its recipients:

<d.whitfield@lakeside-leisure.example>: 552 5.2.2 The mailbox is full
"""

PHONED = """\
Spoke to Mr Whitfield. He will clear out his mailbox tonight and was glad that
somebody rang.
"""
