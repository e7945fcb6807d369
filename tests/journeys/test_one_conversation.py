"""One complaint is one conversation in the client's mail program, and the colleague's; a formal letter stands apart."""

from collections.abc import Iterable

from tests.journeys.by_mail import arrive, complain, write
from tests.journeys.correspondence import PATEL, SARAH, answer, letters_to, tap
from tests.rig import Rig
from worker.model.mail import Message

TOPIC = "Re: Your complaint: Renewal of our contract [OPT-2026-0001]"


def one_thread(letters: Iterable[Message]) -> bool:
    """Whether every letter names its thread, and all of them the same beginning of it."""
    roots = {each.references[0] if each.references else each.message_id for each in letters}
    return len(roots) == 1


def test_what_the_client_reads_is_one_conversation(office: Rig) -> None:
    """Acknowledged, told twice how it stands, and closed: each goes on under the subject of the first."""
    complain(office)
    write(office, "update Fri 13 March", "We have asked the supplier for the recording.")
    arrive(office, tap(office, SARAH, "send"))
    hers = answer(letters_to(office, PATEL)[-1], "Thank you for the news about the recording.")
    arrive(office, hers)
    write(office, "update Fri 20 March", "It has come.")
    arrive(office, tap(office, SARAH, "send"))
    first, *others = letters_to(office, PATEL)
    assert f"Re: {first.subject}" == TOPIC
    assert [each.subject for each in others] == [TOPIC, TOPIC]
    assert one_thread((first, *others))
    assert others[0].in_reply_to == (first.message_id,)
    assert f"Message-ID: {others[1].in_reply_to[0]}".encode() in hers
    assert others[0].message_id in others[1].references


def test_a_proposal_has_its_own_subject_in_the_same_thread(office: Rig) -> None:
    """The formal letter is found by its name; what follows it is not lost from the thread."""
    complain(office)
    write(office, "propose Fri 27 March", "We offer you the old price.")
    arrive(office, tap(office, SARAH, "send"))
    acknowledged, proposal = letters_to(office, PATEL)
    assert proposal.subject == "What we propose to do about your complaint [OPT-2026-0001]"
    assert acknowledged.message_id in proposal.references
    write(office, "delay Tue 31 March", "The supplier is late.")
    arrive(office, tap(office, SARAH, "send"))
    late = letters_to(office, PATEL)[-1]
    assert late.subject == TOPIC
    assert proposal.message_id in late.references


def test_what_the_client_wrote_stands_in_one_thread_for_her_colleague(office: Rig) -> None:
    """Sarah reads three mails of Mrs Patel's under one heading of her mail program."""
    complain(office)
    for text in ("The meter is at number 14.", "And the bill is of May.", "I have a recording, too."):
        arrive(office, answer(letters_to(office, PATEL)[0], text))
    told = [each for each in letters_to(office, SARAH) if "wrote" in each.subject]
    assert len({each.subject for each in told}) == 1
    assert len(told) == 3
    assert one_thread(told)
