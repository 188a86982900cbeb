"""The plan as a text: what nobody edited changes nothing; a new date is the one that is written."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import example, given, settings
from hypothesis import strategies as st

from repurpose.calendar import text_file
from repurpose.calendar.changes import Comparer
from repurpose.calendar.planned import Planned, date_text
from repurpose.model import Part, Post, Status, post_id
from repurpose.outbox.entry import Entry, PartState

NOW = datetime(2026, 10, 1, 12, tzinfo=UTC)
ZONES = [ZoneInfo(name) for name in ("Europe/Zurich", "America/New_York", "Australia/Lord_Howe")]
# past and to come, with seconds, and often within the hours that clocks repeat or leave out
dues = st.builds(
    lambda start, seconds: start + timedelta(seconds=seconds),
    st.sampled_from(
        [NOW, datetime(2026, 10, 25, tzinfo=UTC), datetime(2026, 11, 1, 5, tzinfo=UTC)]
    ),
    st.floats(-90_000, 90_000),
)
texts = st.text(st.characters(codec="utf-8"), min_size=1) | st.sampled_from(
    [
        "a | b | c",
        "# kein Kommentar",
        "Größe\r\nund Höhe",
        "\ufeff-",
        "Zeile\x85zwei\u2028drei\x0bvier",
    ]
)


def planned(text: str, status: Status, due: datetime | None, number: int) -> Planned:
    post = Post(
        id=post_id("twitter", "default", str(number)), channel="twitter", account="default",
        parts=(Part(text=text),), status=status, due_at=due if status == "approved" else None,
    )  # fmt: skip
    return Planned(
        Entry(
            post=post, states=(PartState(),), key=None, not_before=None, attempts=0, edited=False,
            stale=False, error=None, hint=None, updated_at=NOW, origins=(),
        )
    )  # fmt: skip


plans = st.lists(
    st.tuples(texts, st.sampled_from(["approved", "draft"]), st.none() | dues), max_size=6
).map(lambda rows: [planned(*row, number) for number, row in enumerate(rows)])


def comparer(plan: list[Planned], zone: ZoneInfo) -> Comparer:
    return Comparer(
        posts={each.id: each for each in plan}, zone=zone, now=NOW,
        refuse_breaches=lambda post: None, file="plan.txt",
    )  # fmt: skip


@given(plan=plans, zone=st.sampled_from(ZONES), end=st.sampled_from(["\n", "\r\n", "\r"]))
@settings(max_examples=25)
def test_a_plan_that_nobody_edited_changes_nothing(
    plan: list[Planned], zone: ZoneInfo, end: str
) -> None:
    text = text_file.written(plan, zone, NOW, "plan.txt").replace("\n", end)
    for content in (text.encode(), text.encode("utf-8-sig"), text.encode("utf-16")):
        lines = list(text_file.read(text_file.decoded(content)))
        assert len(lines) == len(plan)
        found = comparer(plan, zone).compare(lines)
        assert (found.changes, found.refusals, found.notes) == ([], [], [])


@given(
    due=st.none() | dues,
    new=dues,
    zone=st.sampled_from(ZONES),
    status=st.sampled_from(["approved", "draft"]),
)
@example(due=None, new=datetime(2026, 10, 25, 1, 30, tzinfo=UTC), zone=ZONES[0], status="draft")
@settings(max_examples=40)
def test_a_date_in_our_own_form_is_the_instant_it_was_made_of(
    due: datetime | None, new: datetime, zone: ZoneInfo, status: Status
) -> None:
    post = planned("Holz wächst nach.", status, due, 1)
    wanted = new.replace(second=0, microsecond=0)
    text = date_text(planned("", "approved", wanted, 2), zone)
    word = "approve" if status == "draft" else "approved"
    old = text_file.written([post], zone, NOW, "plan.txt").splitlines()[-1]
    date, channel, key, _, words = old.split(" | ", 4)
    found = comparer([post], zone).compare(
        text_file.read(" | ".join([text, channel, key, word, words]))
    )
    if wanted <= NOW:
        is_same = " ".join(date.split()) == text
        assert is_same or "is past" in found.refusals[0].why
    elif (
        due is not None and status == "approved" and due.replace(second=0, microsecond=0) == wanted
    ):
        assert not found.changes
    else:
        [change] = found.changes
        assert change.due_at == wanted
