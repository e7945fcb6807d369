"""What the made-up mail of the benchmark says; every name in it is invented."""

FIRST_NAMES = (
    "Anita",
    "Brian",
    "Chidi",
    "Dilys",
    "Eleri",
    "Farah",
    "Gareth",
    "Hannah",
    "Imran",
    "Joan",
    "Kieran",
)
LAST_NAMES = (
    "Patel",
    "Okafor",
    "Hughes",
    "Novak",
    "Murray",
    "Singh",
    "Whitaker",
    "Ellis",
    "Doyle",
    "Fernandes",
)

COMPLAINTS = (
    "I wish to make a formal complaint. You renewed our contract at 31.2p without our agreement.",
    "We are very unhappy with the way you have handled our account and we want this put right.",
    "This is a complaint. Nobody has called us back although we were promised a call three times.",
    "I want to complain about your agent, who told us a price that our supplier now does not honour.",
    "This is completely unacceptable: we have been charged twice and we were misled about the fee.",
)

ENQUIRIES = (
    "Could you please tell us when our electricity contract ends and what the notice period is?",
    "Please send us a quotation for the gas supply of our second site from October.",
    "We have moved to a new address. What do you need from us for the change of tenancy?",
    "Thank you for your call this morning. May I have the figures that we spoke about?",
)

SENTENCES = (
    "Our account covers two sites and the meters are read on the first of each month.",
    "The present supplier has served us from the start, through an agent in Blackpool.",
    "The unit rate on the statement is 27.4 pence and the standing charge 61 pence a day.",
    "My colleague in the accounts department can send the latest statement if that helps.",
    "As far as we can see the consumption is much the same as before we changed the boilers.",
    "The kitchen was closed for the whole of January because of the building work next door.",
    "Please use the number below between nine and five, or write to this address.",
    "The directors meet on the second Tuesday of the month and would like to see the figures then.",
    "Both meters are of the half-hourly kind and are read from afar.",
    "We sent the signed papers by post on the fourteenth and kept copies of every page.",
    "The premises are let to us until 2031 and the landlord has a meter of his own.",
    "On the telephone we spoke for about ten minutes and I took notes.",
    "The letter of authority bears the name of the holding and the date of the signature.",
    "There is a second supply in the yard, which feeds the cold store and the lights.",
    "Last winter the bill came to £4,318.60, which we paid by direct debit.",
    "I have copied the reference from the top of the page so that you can find it.",
    "If it is easier we can meet at our offices, where there is parking behind the building.",
    "The forecast for next year is a little lower because one of the ovens has gone.",
    "Kind words were said about the young man who explained the difference between the tariffs.",
    "The auditors visit us each autumn and like to see everything on paper.",
)

NEWS = "Thank you for reading our newsletter. Please see below which prices have changed this month."

HEADERS = """\
Return-Path: <{email}>
Received: from mx.optimised.net (10.20.4.11) by store-07.optimised.net (10.20.4.27) with Microsoft SMTP
 Server (version=TLS1_2, cipher=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384) id 15.1.2507.{number}; Mon, 2 Mar 2026
 09:30:04 +0000
Received: from mail-eur05-{number}.outbound.{domain} (192.0.2.41) by mx.optimised.net (10.20.4.11) with ESMTPS
 (version=TLS1_3, cipher=TLS_AES_256_GCM_SHA384) id 15.20.8511.{number}; Mon, 2 Mar 2026 09:30:03 +0000
Received: from desk-{number}.{domain} (2001:db8::{number}) by relay.{domain} with ESMTPSA id h9-{number};
 Mon, 02 Mar 2026 01:30:02 -0800 (PST)
Authentication-Results: mx.optimised.net; spf=pass (sender IP is 192.0.2.41) smtp.mailfrom={domain};
 dkim=pass (signature was verified) header.d={domain}; dmarc=pass action=none header.from={domain}
DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d={domain}; s=selector1;
 h=From:Date:Subject:Message-ID:Content-Type:MIME-Version:X-MS-Exchange-SenderADCheck; bh=
 {signature}; b=
 {signature}
X-MS-Exchange-Antispam-MessageData-ChunkCount: 1
X-MS-Exchange-Antispam-MessageData-0:
 {trace}
X-Spam-Status: No, score=-0.2
From: {name} <{email}>
To: hello@optimised.net
Subject: {subject}
Date: Mon, 2 Mar 2026 09:30:00 +0000
Message-ID: <bench-{number}@{domain}>
Accept-Language: en-GB, en-US
Content-Language: en-GB
MIME-Version: 1.0
"""

ROW = """\
<p class="MsoNormal" style="margin:0cm;line-height:115%"><span lang="EN-GB" style="font-size:11.0pt;\
font-family:&quot;Calibri&quot;,sans-serif;color:#1F3864">{text}<o:p></o:p></span></p>
<p class="MsoNormal"><span lang="EN-GB" style="font-size:11.0pt"><o:p>&nbsp;</o:p></span></p>"""

PAGE = """\
<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<style><!--
@font-face {{font-family:"Cambria Math"; panose-1:2 4 5 3 5 4 6 3 2 4;}}
@font-face {{font-family:Calibri; panose-1:2 15 5 2 2 2 4 3 2 4;}}
p.MsoNormal, li.MsoNormal, div.MsoNormal {{margin:0cm; font-size:11.0pt; font-family:"Calibri",sans-serif;}}
a:link, span.MsoHyperlink {{mso-style-priority:99; color:#0563C1; text-decoration:underline;}}
span.EmailStyle17 {{mso-style-type:personal-compose; font-family:"Calibri",sans-serif; color:windowtext;}}
.MsoChpDefault {{mso-style-type:export-only; font-family:"Calibri",sans-serif;}}
@page WordSection1 {{size:612.0pt 792.0pt; margin:72.0pt 72.0pt 72.0pt 72.0pt;}}
--></style>
</head>
<body lang="EN-GB" link="#0563C1" vlink="#954F72" style="word-wrap:break-word">
<div class="WordSection1">
{rows}
</div>
</body>
</html>"""

BOUNCE = """\
--{boundary}
Content-Type: text/plain; charset=us-ascii

This is the mail system. I am sorry to have to inform you that your message could not be delivered
to one or more recipients. It is attached below.

--{boundary}
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.{domain}
Arrival-Date: Mon, 2 Mar 2026 09:29:00 +0000

Final-Recipient: rfc822; {email}
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 User unknown

--{boundary}
Content-Type: text/rfc822-headers

From: Optimised <hello@optimised.net>
To: {email}
Subject: Your contract
Message-ID: <some-letter@elsewhere.example>

--{boundary}--
"""
