"""Everything a decision may lean on besides the case itself: the policy's figures, the people and the calendar."""

from dataclasses import dataclass
from datetime import date, timedelta

from worker.model.client_phrases import ClientPhrases
from worker.model.entry import Channel
from worker.model.mail import Address
from worker.model.office import Office, People, Person, Settings
from worker.model.party import Party
from worker.model.promises import Policy
from worker.model.reasons import WithheldReason
from worker.model.staff_phrases import StaffPhrases
from worker.model.triage_phrases import Triage
from worker.policy.calendar import Calendar
from worker.policy.case import Case
from worker.policy.reading.dissatisfaction import Judgement, judge
from worker.policy.reading.parties import parties_of, party_at
from worker.policy.reading.phrases import Phrasebook, phrasebook


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The office, its people, its policy, the phrases of triage and the working days of England, as configured."""

    office: Office
    people: People
    policy: Policy
    triage: Triage
    phrases: Phrasebook
    calendar: Calendar
    staff_phrases: StaffPhrases
    client_phrases: ClientPhrases

    @classmethod
    def of(cls, settings: Settings) -> "Rulebook":
        """The rules as the settings give them; the calendar and the phrases are made ready once."""
        phrases = phrasebook(settings.triage.group)
        calendar = Calendar.of(settings.policy)
        return cls(
            settings.office,
            settings.people,
            settings.policy,
            settings.triage,
            phrases,
            calendar,
            settings.staff_phrases,
            settings.client_phrases,
        )

    def judge(self, subject: str, words: str) -> Judgement:
        """Whether these words read like a complaint, and why (3.1.6.2)."""
        return judge(subject, words, self.triage, self.phrases)

    def staff(self, sender: Address | None) -> Person | None:
        """The colleague of that address; whether they really wrote is another question."""
        written = (person for person in self.people.persons if sender and person.email == sender.email)
        return next(written, None)

    def party(self, sender: Address | None) -> Party | None:
        """The authority, supplier or other of that address; whether they really wrote is another question."""
        if sender is None or self.staff(sender) or self.is_own(sender.email):
            return None
        return party_at(sender, parties_of(self.office, self.policy))

    def on_duty(self, key: str, day: date) -> Person:
        """That person, or whoever covers for them on that London date; cover is followed while it is away too."""
        person = self.people.person(key)
        passed = {key}
        while _is_away(person, day) and person.cover and person.cover not in passed:
            passed.add(person.cover)
            person = self.people.person(person.cover)
        return person

    def away_until(self, person: Person, day: date) -> date | None:
        """The last day of the absence in which they are that London day, or None where they are there."""
        return next((last for first, last in person.away if first <= day <= last), None)

    def next_change(self, day: date) -> date | None:
        """The next working day on which somebody goes away or is back, so that what they have is another's."""
        one = timedelta(days=1)
        days = (
            each
            for person in self.people.persons
            for first, last in person.away
            for each in (first, last + one)
        )
        coming = min((each for each in days if each > day), default=None)
        return self.calendar.next_working_day_on_or_after(coming) if coming else None

    def known(self, key: str) -> Person | None:
        """The person of that key while they work here."""
        return next((person for person in self.people.persons if person.key == key), None)

    def owner(self, case: Case, day: date) -> Person:
        """Who has the case on that London date (3.1.7.2, 3.1.7.7): of those whose turn it is, the first who may.

        Never somebody about whom it is, and once escalated never who had it before, not even as cover.
        """
        section = self.people.section(case.section)
        above = self._above(case)
        turn = (case.lead, *above) if case.lead else (case.owner, *section.responsible, *above)
        first = next(key for key in turn if self.known(key))
        if first in case.complaint.complained_about:
            # A colleague beside the one about whom it is would have to judge them; the head does not.
            turn = above
        there = [self.on_duty(key, day) for key in turn if self.known(key)]
        return next((person for person in there if self.may_have(person, case)), there[-1])

    def may_have(self, person: Person, case: Case) -> bool:
        """Whether the case may be theirs: it is not about them, and was not escalated away from them."""
        return person.key not in case.complaint.complained_about and not self.was_taken_from(person.key, case)

    def was_taken_from(self, key: str, case: Case) -> bool:
        """Whether it was escalated away from that person, so that they are neither lead nor head for it (3.1.7.7)."""
        return bool(case.lead) and key in self.handled_before(case) - {case.lead}

    def _above(self, case: Case) -> tuple[str, ...]:
        return (self.people.section(case.section).head, *self.people.senior_management)

    def head_of(self, case: Case, day: date) -> Person:
        """Who stands above the case on that London date: the first of them, or their cover, about whom it is not.

        Nor from whom it was escalated away, while somebody else is there.
        """
        there = [self.on_duty(key, day) for key in self._above(case)]
        free = [person for person in there if person.key not in case.complaint.complained_about]
        first = next(iter(free), there[-1])
        if not self.was_taken_from(first.key, case):
            return first
        others = (each for each in free if not self.was_taken_from(each.key, case))
        return next((each for each in others if self.away_until(each, day) is None), first)

    def is_head(self, key: str, case: Case, day: date) -> bool:
        """Whether that person stands above the case, or covers on that London date for somebody who does (3.1.7.7)."""
        first, above = self.head_of(case, day).key, self.people.senior_management
        if self.was_taken_from(key, case):
            # While nobody else is there, they still say who leads it.
            return key == first
        return key in (first, *above, *(self.on_duty(each, day).key for each in (first, *above)))

    def may_lead(self, case: Case, day: date) -> tuple[Person, ...]:
        """Who stands above and may lead the case once it is escalated, in their order (3.1.7.7).

        Nobody about whom it is or who had it before, nor who would have it for them while they are away.
        """
        barred = {*case.complaint.complained_about, *self.handled_before(case)}
        free = (key for key in self._above(case) if not {key, self.on_duty(key, day).key} & barred)
        return tuple(self.people.person(key) for key in dict.fromkeys(free))

    def handled_before(self, case: Case) -> frozenset[str]:
        """The keys of those from whom an escalated case was taken (3.1.7.7)."""
        return case.away_from or frozenset(self.people.section(case.section).responsible)

    def may_write_to(self, case: Case) -> bool:
        """Whether mail may go to the client: an address is known, it is theirs, and they want mail."""
        client = case.complainant
        is_theirs = self.staff(client) is None and client.email not in self.office.web_form.senders
        return "@" in client.email and is_theirs and not case.complaint.no_email

    def awaits_address(self, case: Case) -> bool:
        """Whether nobody has made sure yet that the address in a passed-on mail is the client's (2.1)."""
        return case.withheld is not None and case.withheld.reason is WithheldReason.PASSED_ON

    def posts_to(self, case: Case) -> bool:
        """Whether letters to the client go by post: they gave no address for mail, or want no mail."""
        client, complaint = case.complainant, case.complaint
        told_by_mail = complaint.channel is Channel.EMAIL and not complaint.no_email
        return not told_by_mail and ("@" not in client.email or complaint.no_email)

    def may_reach(self, case: Case) -> bool:
        """Whether letters can go to the client, by mail or by post."""
        return self.may_write_to(case) or self.posts_to(case)

    def is_own(self, email: str) -> bool:
        """Whether mail from that address comes from this mailbox itself."""
        return email == self.office.address or email in self.office.own_addresses


def _is_away(person: Person, day: date) -> bool:
    return any(first <= day <= last for first, last in person.away)
