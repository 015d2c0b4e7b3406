"""Words that decide whether a capital makes a name."""

from __future__ import annotations

NAMES_THAT_ARE_WORDS = frozenset(
    """
    abbey amber an angel april art august autumn baker ball bank banks barber bay bean bear bell
    best bill bird bishop black bloom bob bond brook brooks brown buck bush butler can care carol
    carter case chance chase chip christian church clay cliff cook coral crane crystal dale dawn
    day dean destiny do dolly don dot drake drew duke earl early earnest ernest faith field fields
    fisher fox frank gale garden gene ginger glass glen good grace grant gray green grey guy hand
    harmony hay he heart heath heather hill holly hook hope house hunt hunter in iris ivy jack jade
    jay jean jewel john joy june king knight lance lane lee light lily little lord long love low
    major mark mason may max melody mercy merit miles mill miller moon more moss myrtle nick noble
    north olive page park parks pat pearl penny pitt poppy porter price prince rain ray read reed
    reward rice rich rivers rob robin rock root rose ruby rush rust rusty sage sandy see shaw short
    sky small smart smith so star stark steel sterling stone strong sue summer sun sunny swan teal
    temple terry to tom trace van victor violet wade wall ward waters way weaver wells west white
    wild will wills winter wise wolf wood woods young
    """.split()  # noqa: SIM905 - a block of words reads better than a list of strings
)
"""Names that are common words too, folded: replaced only where they are written as names."""

HONORIFICS = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "madam"})
"""Words before a name that are no part of it."""

ROLES = frozenset(
    """
    admin all audience automation caller client customer everyone facilitator group guest host
    interviewee interviewer manager moderator narrator operator participant recording researcher
    respondent speaker staff student teacher unknown user
    int inv mod par pat ptp res resp spk subj wit
    """.split()  # noqa: SIM905
)
"""Labels that say what somebody does in a transcript."""

CALENDAR = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december christmas easter english internet ok okay
    """.split()  # noqa: SIM905
)
"""Words that are written with a capital and name nobody."""

OPENERS = frozenset(
    """
    a about after all also although always an and another any anybody anyone anything are as at
    because before both but by can could did do does each either even every everybody everyone
    everything first for from had has have he her here his how however i if in is it its just
    last like maybe me more most much my neither never next no nobody nor not nothing now of
    often oh okay on once one only or other our over people probably right she since so some
    somebody someone something sometimes still such that the their then there these they thing
    things this those though three to today two under until us usually was we well were what
    whatever when where whether which while who whoever whole whom whose why will with without
    would yeah yes yesterday yet you your
    """.split()  # noqa: SIM905
)
"""Words that open sentences before `is`, `was` or `said` without being names."""
