"""The words that mail programs put round a quoted mail, in the languages they speak, and of signatures."""

import re
from enum import StrEnum


class Field(StrEnum):
    """What a line above a quoted mail tells about it."""

    SENDER = "sender"
    DATE = "date"
    TO = "to"
    SUBJECT = "subject"
    COPY = "copy"
    REPLY_TO = "reply to"
    OTHER = "other"


_LABELS = {
    Field.SENDER: """
        from|de|da|von|van|fra|från|frå|od|od koga|lähettäjä|feladó|felado|šalje|pošiljatelj|saatja|de la
        expeditor|expeditorul|expéditeur|от|от кого|отправитель|від|від кого|kimden|gönderen|από|absender
        afzender|mittente|remitente|remetente|nadawca|odesílatel|odosielateľ|avsändare|avsender|afsender
        oddawca|dari|发件人|寄件者|寄件人|差出人|送信者|送信元|보낸 사람|보낸사람|người gửi|من|מאת
        """,
    Field.DATE: """
        sent|date|message du|datum|dato|data|dată|fecha|dátum|päivämäärä|päiväys|lähetetty|tarih|дата
        gesendet|gesendet am|envoyé|envoyé le|enviado|enviado el|enviada em|enviado em|inviato|inviata
        inviato il|verzonden|sendt|skickat|odesláno|odoslané|poslano|elküldve|küldve|wysłano|wysłane
        trimis|trimis la|saadetud|отправлено|изпратено|надіслано|відправлено|gönderildi|gönderilen
        gönderme tarihi|στάλθηκε|ημερομηνία|kuupäev|发送时间|日期|寄件日期|傳送時間|送信日時|日時|日付
        보낸 날짜|날짜|đã gửi|تاريخ|נשלח
        """,
    Field.TO: """
        to|à|a|an|aan|para|pour|til|till|do|komu|pre|za|prima|kime|кому|до|vastaanottaja|címzett|către
        catre|destinatar|destinatarul|destinataire|destinatario|destinatário|empfänger|adresat|adressaat
        saaja|alıcı|προς|收件人|收件者|宛先|送信先|받는 사람|받는사람|đến|إلى|אל
        """,
    Field.SUBJECT: """
        subject|objet|sujet|betreff|asunto|assunto|oggetto|onderwerp|emne|ämne|aihe|předmět|predmet|tárgy
        temat|subiect|subiectul|тема|относно|konu|θέμα|teema|naslov|zadeva|主题|主旨|主題|件名|제목|chủ đề
        الموضوع|נושא
        """,
    Field.COPY: """
        cc|bcc|kopie|kopie (cc)|kopi|kopia|kopio|kopija|copie|copie à|copia|cópia|másolat|másolatot kap|dw
        udw|копия|копія|kópia|bilgi|koopia|κοιν|抄送|副本|참조
        """,
    Field.REPLY_TO: """
        reply-to|reply to|antwort an|répondre à|responder a|rispondi a|antwoord aan|svar til|svara till
        vastaus|válaszcím|odpowiedź-do|odpověď na|odgovori na|odpovedať-pre|răspuns către|yanıt adresi
        ответ-кому|кому відповісти
        """,
    Field.OTHER: """
        importance|priority|sensitivity|attachments|attachment|organisation|organization|message-id|wichtigkeit
        priorität|anlagen|importance haute|pièces jointes|prioridad|datos adjuntos|adjuntos|allegati
        bijlagen
        """,
}


def _phrases(text: str) -> frozenset[str]:
    return frozenset(
        phrase.strip().casefold() for line in text.split("\n") for phrase in line.split("|") if phrase.strip()
    )


_FIELDS = {label: known for known, text in _LABELS.items() for label in _phrases(text)}

_ORIGINAL = _phrases("""
    original message|original email|original mail|reply message|message d'origine|message original
    message initial|ursprüngliche nachricht|originalnachricht|original-nachricht|original nachricht
    mensaje original|mensagem original|messaggio originale|messaggio di origine|oorspronkelijk bericht
    origineel bericht|oprindelig meddelelse|oprindelig besked|opprinnelig melding|opprinnelig e-post
    ursprungligt meddelande|originalmeddelande|alkuperäinen viesti|oryginalna wiadomość
    wiadomość oryginalna|původní zpráva|původní e-mail|pôvodná správa|eredeti üzenet|izvorna poruka
    izvirno sporočilo|mesaj original|mesajul original|исходное сообщение|исходное письмо
    оригинальное сообщение|вихідне повідомлення|оригінальне повідомлення|özgün ileti|orijinal mesaj
    αρχικό μήνυμα|algne kiri|原始邮件|原始郵件|邮件原件|元のメッセージ|원본 메시지|thư gốc
    """)

_FORWARDED = _phrases("""
    forwarded message|begin forwarded message|begin forwarded email|forwarded email|fwd.msg
    message transféré|message transmis|message réexpédié|début du message transféré
    début du message réexpédié|weitergeleitete nachricht|anfang der weitergeleiteten nachricht
    anfang der weitergeleiteten e-mail|mensaje reenviado|inicio del mensaje reenviado|mensagem encaminhada
    mensagem reencaminhada|início da mensagem encaminhada|início da mensagem reencaminhada
    messaggio inoltrato|inizio messaggio inoltrato|doorgestuurd bericht|begin doorgestuurd bericht
    videresendt meddelelse|videresendt besked|start på videresendt besked|videresendt melding
    begynnelsen på videresendt melding|vidarebefordrat meddelande|vidarebefordrat mejl
    edelleenlähetetty viesti|välitetty viesti|välitetty viesti alkaa|välitetty viesti / fwd.msg
    przekazana wiadomość|treść przekazanej wiadomości|początek przekazywanej wiadomości|přeposlaná zpráva
    začátek přeposílané zprávy|preposlaná správa|začiatok preposlanej správy
    preposlaná správa --- forwarded message|továbbított üzenet|továbbított levél kezdete
    proslijeđena poruka|započni proslijeđenu poruku|mesaj redirecționat|începe mesajul redirecționat
    пересылаемое сообщение|перенаправленное сообщение|пересланное сообщение
    начало переадресованного сообщения|переслане повідомлення|перенаправлене повідомлення
    початок листа, що пересилається|iletilen ileti|iletilmiş mesaj|ileti başlangıcı|i̇leti başlangıcı
    i̇letilen i̇leti|i̇letilmiş mesaj|προωθημένο μήνυμα|edastatud kiri|转发邮件|转发的邮件|轉寄郵件
    転送されたメッセージ|メッセージを転送|전달된 메시지|wiadomość przesłana dalej
    """)

WROTE = _phrases("""
    wrote|a wrote|writes|has written|a écrit|écrivait|schrieb|geschrieben|escribió|ha escrit|ha scritto
    escreveu|schreef|geschreven|skrev|kirjoitti|napisał|napisał(a)|napisała|pisze|napsal|napsal(a)|napsala
    napísal|napísal(a)|napísala|írta|ezt írta|a scris|написал|написал(а)|написала|пишет|написав
    написав(ла)|пише|yazdı|şunu yazdı|έγραψε|kirjutas|je napisao|je napisao/la|je napisala|rašė|menulis
    写道|寫道|写信|書きました|のメール|작성|đã viết
    """)

CLOSINGS = _phrases("""
    regards|kind regards|kindest regards|best regards|warm regards|warmest regards|many regards
    with regards|with kind regards|with best regards|rgds|kr|best wishes|kind wishes|with best wishes
    warm wishes|sincerely|sincerely yours|yours sincerely|your sincerely|yours faithfully|yours truly
    yours respectfully|yours|respectfully|cordially|mit freundlichen grüßen|mit freundlichem gruß|mfg
    viele grüße|beste grüße|liebe grüße|freundliche grüße|cordialement|bien cordialement|bien à vous
    salutations|un saludo|saludos|saludos cordiales|atentamente|saluti|cordiali saluti|distinti saluti
    atenciosamente|met vriendelijke groet|mvg|groet|met vriendelijke groeten|vriendelijke groet|groeten
    med venlig hilsen|venlig hilsen|vennlig hilsen|med vennlig hilsen|hilsen|mvh|med vänlig hälsning
    med vänliga hälsningar|vänliga hälsningar|ystävällisin terveisin|pozdrawiam|z poważaniem|s pozdravem
    s pozdravom|üdvözlettel|udvozlettel|üdv|udv|tisztelettel|cu stimă|с уважением|з повагою|saygılarımla|kh
    """)

THANKS = _phrases("""
    thanks|thank you|many thanks|thanks again|thank you again|thanks in advance|thank you in advance
    thanks very much|thank you very much|thanks so much|thank you so much|with thanks|thanks and regards
    with many thanks|thanks & regards|thanks and kind regards|many thanks and kind regards|cheers|ta
    take care|all the best|best|danke|vielen dank|merci|gracias|grazie|dank je|tak|tack|kiitos
    """)


ANSWERS = _phrases(
    """
    yes|no|nope|yep|yeah|ok|okay|not|never|agree|agreed|agrees|accept|accepted|accepting|acceptable|confirm
    confirmed|correct|correction|escalate|escalated|escalation|withdraw|withdrawn|reject|rejected|decline|declined
    refuse|refused|approve|approved|refund|refunded|cancel|cancelled|stop|please|complaint|received|resolved|done
    noted|paid|understood|wrong|right|ps|pps
    """
)

SPOKEN = ANSWERS | _phrases(
    """
    i|i'm|i've|i'll|i'd|we|we've|we'll|you|you're|your|yours|my|is|are|was|were|am|will|would|can|could|cannot
    can't|don't|won't|didn't|do|did|have|had|also|but|because|why|when|what|how|if|this|that|these|those|it|there
    """
)

# Words that stand alone below a sentence and are not its writer's name.
NOT_NAMES = _phrases("""
    monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august
    september|october|november|december|today|tomorrow|yesterday|morning|afternoon|evening|noon|asap|urgent
    gas|electric|electricity|energy|power|water|meter|supply|supplier|contract|tariff|invoice|bill|bills|account
    address|number|name|phone|mobile|option|both|either|neither|none|all|everything|nothing|first|second|third
    monthly|quarterly|annually|annual|weekly|daily|fixed|variable|standard|total|direct|debit|card|cash|cheque|bank
    very|really|totally|absolutely|completely|utterly|so|too|just|simply|still|again|always|only|more|less|most
    bad|poor|terrible|awful|shocking|appalling|disgusting|disgraceful|rubbish|useless|hopeless|pathetic|ridiculous
    disgusted|disappointed|frustrated|annoyed|angry|upset|furious|fuming|sorry|happy|unhappy|delighted|pleased
    scam|fraud|lies|liars|theft|thieves|shame|shambles|disgrace|nonsense|joke|mess|enough|end|over|finally|period
    good|great|fine|perfect|excellent|brilliant|lovely|super|cool|sure|maybe|perhaps|probably|possibly|definitely
    hi|hello|dear|hey|morning|goodbye|bye|attached|attachment|attachments|see|below|above|note|fyi|regarding|re
    reply|answer|answers|question|questions|comments|summary|conclusion|background|history|next|steps|action|help
    new|old|the|a|an|and|or|but|in|on|at|to|from|for|of|with|by|as|not|section|part|page|figure|table|draft
    merry|christmas|year|weekend|congratulations|thanks|thank|thx|cheers|love|regards|wishes|sincerely|yours
    """)

_ROLES = re.compile(
    r"\b(?:manager|director|president|officer|head|chair(?:man|woman)?|secretary|engineer|consultant|owner|partner"
    r"|administrator|assistant|advis[eo]r|executive|coordinator|accountant|ceo|cfo|coo|cto|ltd|limited|plc|llp|llc"
    r"|inc|corp|gmbh)\b",
    re.IGNORECASE,
)


def field_of(label: str) -> Field | None:
    """The field that a label before a colon names, in whatever language, or None."""
    return _FIELDS.get(label.strip().casefold())


def names_office(text: str) -> bool:
    """Whether the words name an office or a company, as the lines below a name do."""
    return _ROLES.search(text) is not None


def announces_original(phrase: str) -> bool:
    """Whether the phrase stands between rules above a quoted mail."""
    return phrase.casefold() in _ORIGINAL


def announces_forward(phrase: str) -> bool:
    """Whether the phrase says that a forwarded mail begins."""
    return phrase.casefold() in _FORWARDED
