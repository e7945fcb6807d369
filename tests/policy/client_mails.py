"""Mails as clients of an energy broker write them; invented, no real person or case."""

PLAIN_COMPLAINTS = (
    (
        "Formal complaint. Dear Sirs, please treat this letter as a formal complaint about the way our "
        "renewal was handled."
    ),
    (
        "Invoice 10233. We were told our unit rate would be 24p. The bill that came this morning is at "
        "31p. Nobody from your office has rung back despite four calls. This is simply not good enough."
    ),
    (
        "Contract. I never agreed to a three year contract. Your salesman spoke to my 19 year old shop "
        "assistant and now we are tied in. I want this cancelled."
    ),
    "I am very disappointed with the service we have had from Optimised this year.",
    (
        "Re: renewal. You have ignored my last three emails. I am chasing yet again for the termination "
        "letter you promised in March."
    ),
    (
        "Overcharged. Looking at the statement we have been overcharged by £4,312 since October. Please "
        "refund this immediately."
    ),
    (
        "Meter at Unit 7. The engineer did not turn up again. That is the second missed appointment and "
        "we closed the kitchen both days for nothing."
    ),
    (
        "Commission. It has come to light that you added 3p per kWh commission to our rate without "
        "telling us. This was never disclosed."
    ),
    (
        "Your service. Absolutely shocking. I have been passed from pillar to post for six weeks and "
        "nobody seems to know what they are doing."
    ),
    (
        "VAT. You put us on 20% VAT although I sent the VAT5 form twice. The supplier says they never "
        "received it from you. It has cost us hundreds of pounds."
    ),
    (
        "supply. our electricity was cancelled without any notice and we were put on out of contract "
        "rates. i am furious. who is going to pay for this?"
    ),
    (
        "Letter of authority. You signed a contract with the new supplier on our behalf without my "
        "authority. The LOA only allowed you to get quotes."
    ),
    (
        "Account 883. I would like to know why my direct debit has doubled with no warning and why your "
        "account manager has left without anyone telling us."
    ),
    (
        "Unhappy customer. Not happy. Three months and still no final bill from the old supplier, you "
        "said two weeks."
    ),
    (
        "Please escalate this to your manager. I have asked for the half hourly data since January and "
        "get nothing but excuses."
    ),
    (
        "Ombudsman. If I do not have a satisfactory answer by Friday I will refer the matter to the "
        "Energy Ombudsman and take legal advice."
    ),
    (
        "Switch. We asked you to switch us before the end date. You missed the window and we have now "
        "rolled over on to a variable rate. We hold you responsible for the extra cost."
    ),
    (
        "mis sold. I believe we have been mis-sold this contract. The saving you quoted bears no "
        "relation to what we pay."
    ),
    (
        "Bill dispute. The last bill is wrong. It is based on an estimated read although I submitted "
        "photographs of the meter. I am not paying it until it is corrected."
    ),
    ("Re: Re: Query. With respect, this does not answer my question at all. I have wasted hours on this."),
    (
        "call today. The young man who called today was extremely rude to my receptionist and refused to "
        "take no for an answer."
    ),
    "Stop calling. Your people ring ten times a day. We have told you to stop. This is harassment.",
    (
        "Change of tenancy. I told you in May that we moved out. You did nothing with it and now a debt "
        "collector is at my door for £2,900 that is not ours."
    ),
    (
        "Solar report. The survey you did was useless. Half the figures are for another building and we "
        "paid £600 for it."
    ),
    "I am fed up with waiting. Sort it out please.",
    (
        "ESOS. We missed the ESOS deadline because your consultant did not file the notification in time "
        "and we are now facing a penalty. I expect you to put this right."
    ),
    (
        "Water audit. Your audit promised savings of 30%. One year on there is nothing. I feel "
        "completely let down."
    ),
    (
        "Contract end date. You gave us the wrong contract end date and because of that we could not "
        "give notice. Please explain how this happened and what you propose to do about it."
    ),
    "Billing. I've been billed twice for March, and this is the third time I have written about it.",
    ("payment taken. You have taken £1,150 from our account that we did not authorise. Return it today."),
    "Broker fee. Why are we paying a broker fee nobody mentioned? I feel misled.",
    ("Poor communication. Communication has been poor from start to finish. Emails go unanswered for weeks."),
    "hello. I was promised a call back on Monday. It is now Thursday and I have heard nothing.",
    (
        "Review. I shall be leaving a review on Trustpilot so others avoid you. Worst broker we have "
        "dealt with."
    ),
    "Your ref OPT/221. I write to express my dissatisfaction with the handling of our tender.",
    (
        "Renewal price. The price you got us is far higher than the market. A colleague two doors down "
        "pays half. I think you only looked at the supplier who pays you most."
    ),
    "Concern. I have serious concerns about how our account has been managed since Sarah left.",
    "No reply. Third email. No reply to the first two. Is anybody there?",
    (
        "objection. Our old supplier objected to the transfer because you put in the wrong company name. "
        "We lost the price as a result and want compensation."
    ),
    ("Refund. Where is our refund? You said it would be with us in ten working days and that was in August."),
    (
        "Account manager. Please can we have a different account manager. The current one never returns "
        "calls, and gets our sites mixed up every time."
    ),
    (
        "AMR charge. We keep being charged for a meter that was removed two years ago. We have told you "
        "and told you."
    ),
    (
        "I want to speak to a director. I want to speak to a director about the mess your company has "
        "made of our accounts."
    ),
    "data. You sent our usage data and contract to another company by mistake. I am appalled.",
)

QUIET_COMPLAINTS = (
    (
        "Hi Dave, I thought we had this sorted last month. The supplier has just rung to say they never "
        "got the paperwork. What exactly are we paying you for?"
    ),
    (
        "I am sorry to have to write in this vein but the way your colleague spoke to Mrs Hughes was "
        "quite unnecessary and she is very shaken."
    ),
    (
        "Can someone with some authority please phone me. I have had five different people on this and "
        "none of them read the notes."
    ),
    (
        "We were assured there would be no disruption. The power was off for nine hours and we threw "
        "away £2,000 of stock."
    ),
    "It is now eleven weeks since we gave you the readings. The account is still showing estimates.",
    "Your invoice is not what was agreed. Mr Patel shook hands on £450, not £950.",
    (
        "To whom it may concern. I have been a customer since 2016 and have always recommended you. "
        "After what happened on Tuesday I won't be doing so any longer."
    ),
    "Why does it take you lot six weeks to answer a simple question??",
    (
        "I asked for the contract to be cancelled on 3 May. On 9 June money was again taken. I expect it "
        "back in my account by the end of the week."
    ),
    (
        "The LED lights your contractor fitted have started failing already, eleven out of forty. He "
        "doesn't pick up the phone."
    ),
    "Nothing in the report is accurate. The floor area is out by half. Did anybody actually visit?",
    (
        "I feel we were rushed into signing. We were told the price would go at five o'clock that day "
        "and now learn it was available for weeks."
    ),
    "You people must think we are stupid.",
    "This is beyond a joke now. Kindly pull your finger out.",
    (
        "Once more the bill has come to the old address. How difficult can it be to alter one line in a "
        "computer?"
    ),
    (
        "I have to say I was taken aback by the tone of the email I received from your accounts team "
        "this morning."
    ),
    (
        "The kitchen fitter has been standing idle for two days because the supply you arranged isn't "
        "live. That's £380 a day."
    ),
    "Your website says you compare the whole market. It turns out you work with six suppliers.",
    "We signed with you because we were promised a named contact. In eight months we have had none.",
    "Is this how you treat all your customers or just the small ones?",
    (
        "I would be grateful for your comments on the attached correspondence, from which you will see "
        "that the deadline was overlooked by your firm."
    ),
    "We did everything you asked and still ended up on the default tariff.",
    (
        "Regarding the outstanding matter of our gas credit of £2,044: this was first raised in "
        "February. It is now November."
    ),
    "What a carry on. I've had three letters this week and all of them say something different.",
    "I asked a straightforward question a fortnight ago. Silence.",
    "I note from Companies House that the person who signed our contract never worked here.",
    "Your meter operator turned up unannounced during morning service and switched off the church.",
    "Do I really have to go through all of this again with yet another person?",
    "You have charged us for a site visit that was cancelled by your own surveyor.",
    "Our treasurer has pointed out that the discount in your proposal never materialised.",
    "Please explain to me how a firm can take on a client and then forget they exist.",
    (
        "I would like this looked at properly. The last person gave me a reference number and that was "
        "the end of it."
    ),
    (
        "Morning. The new tariff started on the 1st and it's 4p dearer than the sheet you gave me. "
        "What's going on?"
    ),
    "My wife had to sit in the cold on Christmas Eve because of your mix-up.",
    "We do not consider that the service provided represents value and wish to withdraw.",
    "I told the girl on the phone no and a week later a contract arrives.",
    "Why am I only hearing about this now?",
    "There have been nine emails about a single invoice. Nine.",
    "The data in the SECR report was copied from another company. Their name is still on page 14.",
    "Sir, I write with reference to the unfortunate events of last Thursday at our depot.",
    (
        "Wrong meter. The serial number on the bill is not the one on our meter. We appear to have been "
        "paying for next door."
    ),
    "Verbal contract. Your man told me it was just a quote. Now I find it was a contract.",
    (
        "Change of tenancy. We left the premises in March and told you then. Bills are still arriving "
        "in our name and now a debt collector has been."
    ),
    "Facts. Quoted: 18.2p. Contract: 18.2p. Billed: 24.6p. Difference to date: £3,118.",
    "Difference. The standing charge on the contract is 45p. On the bill it is 92p.",
    "Understated. I hesitate to write, but I do feel we might have been treated rather better than this.",
    "Perhaps. Perhaps I have misunderstood, but I was under the impression that the rate was fixed.",
    "Slightly. It would have been nice to have been told about the price rise.",
    "Is this. Is it normal to hang up on customers?",
    "Explain. Could you explain why our bill has doubled when our usage has gone down?",
    "Council tax. You've sent a summons although I have paid every instalment. Receipts attached.",
    "Age. He kept going on until I agreed, I just wanted to get off the phone.",
    "Sent from my iPhone. Any chance of a straight answer this time?",
    (
        "Gym membership. Good afternoon. Thanks for your email. The membership ended in July, so I "
        "wondered what the £32 on 1 September was for?"
    ),
    "Theatre tickets. We paid for stalls and were put in the upper circle behind a pillar.",
    "Dentist. The filling you did on Monday fell out on Tuesday. What do you suggest?",
    "Planning. Notice went up on the 9th, comments closed on the 8th. How does that work?",
    "Supplier change. Hi, can you tell me why there are two suppliers billing for the one shop?",
    (
        "polish client. Good day. I ask cancel contract in May. You say ok. Now come letter with 900 "
        "pound to pay. Why?"
    ),
    "Sarcastic. Congratulations, you have managed to bill us for a building that was demolished in 2019.",
    "Fwd: payment reminder. Can you look at the below please. We cleared this in August.",
    "Software licence. We bought ten licences and can only use seven. Could you have a look?",
    "Water bill. How can a flat with one person use 300 cubic metres in a quarter?",
    "Energy2. Can you confirm in which document we accepted a 36 month term?",
    "Energy4. Hi there, do you know when we'll see the saving you talked about? It's month ten.",
    "Energy7. Your email says all done. Ours says pending. Which is it?",
)

ENQUIRIES = (
    (
        "Quote please. Hi, could you let me have a quote for gas and electricity at our new unit in "
        "Leeds? Contract ends 31 March."
    ),
    "Renewal. Morning, our contract is up in June. When should we start looking at prices?",
    "Meter reading. Please find attached the meter readings for November. Kind regards, Jo",
    "LOA. Attached is the signed letter of authority. Let me know if you need anything else.",
    (
        "Thank you. Just a quick note to say thank you for all your help with the switch. Very pleased "
        "with the result."
    ),
    "No complaints. Everything is working well, no complaints from us. Thank you!",
    "Invoice copy. Could you send me a copy of last month's invoice please? I can't find it.",
    (
        "Change of address. Please note that from 1 December our head office will be at 14 King Street, "
        "Manchester."
    ),
    "Meeting. Are you free on Tuesday at 10 to go through the report?",
    "Question on bill. Could someone explain what the CCL line on the bill means?",
    (
        "Solar. We are thinking about solar panels for the warehouse roof. Is that something you can "
        "advise on?"
    ),
    (
        "New site. We are taking on a new site in Bath from January, please add it to the contract. MPAN "
        "below."
    ),
    ("Bank details. Our bank details have changed. New details are in the attached letter on headed paper."),
    "Re: report. Thanks, that's really helpful. I'll share it with the board.",
    "Career. I would like to apply for the energy analyst position. My CV is attached.",
    (
        "SEO services. Hello, we help companies like yours get to the top of Google. Would you be "
        "interested in a free audit of your website?"
    ),
    "EV chargers. How long does it take to install EV charge points in a staff car park?",
    ("Rates. What are current unit rates for a 12 month fixed electricity contract at about 60,000 kWh?"),
    "Newsletter. Please take me off the newsletter list. Thanks.",
    "Visit. The engineer can come any time on Wednesday. Parking is at the back.",
    (
        "This is not a complaint. This is not a complaint, I only want to understand how the capacity "
        "charge is worked out."
    ),
    "Smart meter. Do we have to have a smart meter? The supplier has written to us offering one.",
    "VAT form. Which form do I need to fill in for the reduced rate of VAT?",
    "Feedback. Great service from Amy as always. Can't complain about anything!",
    (
        "Following the board meeting we would like to proceed with the two year fixed. Can you send the "
        "contract through for signature?"
    ),
    (
        "Could you remind me how the half hourly settlement change affects us? I remember you explained "
        "it in the webinar but I did not take notes."
    ),
    (
        "We are closing the Derby office at the end of the year. What do we need to do about the energy "
        "contracts there?"
    ),
    "I have a new email address, please update your records.",
    "Please could you confirm you have received the letter of authority I sent last week?",
    "The landlord wants a copy of the EPC. Do you hold it?",
    ("Our bill has the CCL at the reduced rate this month. Is that because of the exemption certificate?"),
    ("Are you able to recommend an installer for a voltage optimiser? Happy to take two or three quotes."),
    "Many thanks for the quick answer, that clears it up.",
    "New premises. We are moving to a new unit in May and would like to arrange a supply.",
    "Letter of authority. Please find attached the signed letter of authority.",
    "Contract end date. When does our contract end?",
    "Bill question. What does capacity charge on my bill mean?",
    "Limits. What is the daily limit on cash withdrawals?",
    "Tenancy. I am taking over the lease of the pub on 1 June. What do you need from me?",
    "Webinar. I would like to attend the webinar. Is there a charge?",
    "Refund policy. What is your refund policy?",
    "Statement. Please could I have a statement of account to the end of September?",
    "Reading. Here are the readings for all four sites.",
    "Tariff. Which tariff would suit a bakery that works at night?",
    "Delivery. Could you deliver on Friday instead of Thursday?",
    "Landlord. Our landlord pays the electricity. Do we still need a letter of authority?",
    "Thanks. Thanks for sorting that out so quickly.",
    "New manager. I am the new facilities manager and will be your contact from now on.",
)
