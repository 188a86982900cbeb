"""The places of a channel: never more than there are, fairly shared, nothing twice, nothing weak."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repurpose.choosing.choice import Choice, Chooser, Wishes
from repurpose.choosing.find import FLOOR, Find, rank
from repurpose.choosing.history import Memory
from repurpose.choosing.mix import LEEWAY
from repurpose.model import Earlier, Hold, Locator, Part, Status, post_id
from tests.choosing.finds import LINKEDIN, X, deck, find

ASSET = deck("Vortrag", "de", ["Ein Dach."])
TALK = deck("Podium", "de", [])
NOW = datetime(2026, 11, 3, 8, tzinfo=UTC)
WORDS = [
    "Holz",
    "Dach",
    "Kran",
    "Miete",
    "Beton",
    "Wald",
    "Brand",
    "Lärm",
    "Boden",
    "Stadt",
    "Garten",
    "Treppe",
    "Fenster",
    "Keller",
]
KINDS = ("quote", "statement", "statistic")
SPEAKERS = (None, "Regula Hasler", "Beat Oertli", "Milena Jankovic")
STATUSES: tuple[Status, ...] = (
    "draft", "approved", "publishing", "published", "failed", "unknown", "discarded",
)  # fmt: skip


def _parts(find: Find) -> tuple[Part, ...]:
    return (Part(text=find.snippet.text),)


@st.composite
def finds(draw: st.DrawFn) -> list[Find]:
    """Up to 30, best first; each with words of its own."""
    made = []
    for number in range(draw(st.integers(0, 30))):
        words = draw(st.lists(st.sampled_from(WORDS), min_size=2, max_size=5))
        made.append(
            find(
                ASSET,
                f"{' '.join(words)} im Satz {number} mit der Zahl {number * 7 + 11}.",
                Locator(slide=draw(st.integers(1, 6))),
                kind=draw(st.sampled_from(KINDS)),
                speaker=draw(st.sampled_from(SPEAKERS)),
                score=draw(st.integers(0, 20)) / 20,
            )
        )
    return sorted(made, key=rank)


limits = st.integers(1, 12)
FEW = settings(max_examples=25)


def _choose(finds: list[Find], limit: int, **more: object) -> Choice:
    return Chooser(finds=finds, limit=limit, **more).choose(X, _parts)  # type: ignore[arg-type]


def _ids(choice: Choice) -> list[str]:
    return [pick.find.snippet.id for pick in choice.picks]


@FEW
@given(finds(), limits)
def test_as_many_as_there_are_places_and_each_find_once(finds: list[Find], limit: int) -> None:
    choice = _choose(finds, limit)
    good = [find for find in finds if find.snippet.score >= FLOOR]
    assert len(choice.picks) == min(limit, len(good))
    everything = _ids(choice) + [each.find.snippet.id for each in choice.left_out]
    assert sorted(everything) == sorted(find.snippet.id for find in finds)
    assert all(each.why for each in choice.left_out)
    scores = [pick.find.snippet.score for pick in choice.picks]
    assert scores == sorted(scores, reverse=True)
    assert all(score >= FLOOR for score in scores)


@FEW
@given(finds(), limits)
def test_a_share_is_exceeded_only_where_the_rest_is_much_weaker(
    finds: list[Find], limit: int
) -> None:
    choice = _choose(finds, limit)
    panel = len({f.snippet.speaker for f in finds} - {None}) >= 3
    most: dict[str, float] = {"kind": 0.6 * limit + 0.99, "slide": 2}
    if panel:
        most["speaker"] = 0.4 * limit + 0.99
    taken = {
        "kind": Counter(pick.find.snippet.kind for pick in choice.picks),
        "slide": Counter(pick.find.snippet.locator.slide for pick in choice.picks),
        "speaker": Counter(p.find.snippet.speaker for p in choice.picks if p.find.snippet.speaker),
    }
    over = [
        (what, key) for what in most for key, count in taken[what].items() if count > most[what]
    ]
    if not over:
        return
    weakest = min(pick.find.snippet.score for pick in choice.picks)

    def marks(find: Find) -> set[tuple[str, object]]:
        snippet = find.snippet
        return {
            ("kind", snippet.kind),
            ("slide", snippet.locator.slide),
            ("speaker", snippet.speaker),
        }

    def has_room(find: Find) -> bool:
        return all(
            taken[what][key] < int(most[what]) for what, key in marks(find) if what in most and key
        )  # type: ignore[index]

    for each in choice.left_out:
        if has_room(each.find) and each.find.snippet.score >= FLOOR:
            assert each.find.snippet.score - 0.15 <= weakest + LEEWAY


@FEW
@given(finds(), limits, st.randoms(use_true_random=False))
def test_the_same_whatever_the_order_it_comes_in(
    finds: list[Find], limit: int, random: random.Random
) -> None:
    distinct = {find.snippet.score: find for find in finds}  # no two are equal
    ordered = sorted(distinct.values(), key=rank)
    shuffled = ordered[:]
    random.shuffle(shuffled)
    first = _choose(ordered, limit)
    assert _choose(ordered, limit) == first
    assert _ids(_choose(sorted(shuffled, key=rank), limit)) == _ids(first)


@FEW
@given(finds(), limits, st.data())
def test_what_is_decided_is_not_offered_again_and_drafts_are(
    finds: list[Find], limit: int, data: st.DataObject
) -> None:
    status = {
        find.snippet.id: data.draw(st.sampled_from((None, *STATUSES)), label="status")
        for find in finds
    }
    earlier = [_earlier(find, status[find.snippet.id]) for find in finds if status[find.snippet.id]]
    choice = _choose(finds, limit, memory=Memory(earlier=earlier))
    offered = _ids(choice)
    assert {status[id_] for id_ in offered} <= {None, "draft"}
    drafts = [id_ for id_, state in status.items() if state == "draft"]
    assert len([id_ for id_ in offered if status[id_] == "draft"]) == min(limit, len(drafts))
    elsewhere = Chooser(finds=finds, limit=limit, memory=Memory(earlier=earlier))
    assert elsewhere.choose(LINKEDIN, _parts).picks == _elsewhere(finds, limit)
    repeated = _ids(_choose(finds, limit, memory=Memory(earlier=earlier, repeats=True)))
    standing = [id_ for id_, state in status.items() if state not in (None, "discarded")]
    assert len([id_ for id_ in repeated if id_ in standing]) == min(limit, len(standing))


def _elsewhere(finds: list[Find], limit: int) -> tuple[object, ...]:
    return Chooser(finds=finds, limit=limit).choose(LINKEDIN, _parts).picks


@FEW
@given(finds(), limits)
def test_a_second_run_offers_what_the_first_one_kept(finds: list[Find], limit: int) -> None:
    first = _choose(finds, limit)
    kept = [_earlier(pick.find, "draft") for pick in first.picks]
    assert _choose(finds, limit, memory=Memory(earlier=kept)).picks == first.picks


def _earlier(find: Find, status: Status | None, text: str = "", path: str = "alt.pptx") -> Earlier:
    assert status is not None
    snippet = find.snippet
    return Earlier(
        post=post_id("twitter", "default", snippet.id), channel="twitter", account="default",
        snippet=snippet.id if not text else "another", text=text or snippet.text, path=path,
        status=status, decided_at=NOW,
    )  # fmt: skip


def _finds(*texts: str, **more: object) -> list[Find]:
    return [
        find(ASSET, text, Locator(slide=number), score=0.9 - number / 100, **more)
        for number, text in enumerate(texts, start=1)
    ]


SOUP = "Ein Topf Suppe kostet in der Kantine weniger als ein belegtes Brot am Bahnhof."
SNOW = "Schnee auf dem Dach isoliert besser, als die meisten Leute denken."


def test_the_same_in_other_words_was_posted_from_another_file() -> None:
    said = SOUP.replace("in der Kantine", "in einer Kantine")
    offered = _choose(
        _finds(SOUP, SNOW), 2, memory=Memory(earlier=[_earlier(_finds(SOUP)[0], "published", said)])
    )
    assert [pick.find.snippet.text for pick in offered.picks] == [SNOW]
    [left] = offered.left_out
    assert (left.reason, left.why) == ("before", "posted on twitter on 3.11.2026")


def test_a_draft_of_a_file_that_was_reworded_does_not_stand_in_the_way() -> None:
    said = SOUP.replace("in der Kantine", "in einer Kantine")
    memory = Memory(earlier=[_earlier(_finds(SOUP)[0], "draft", said, "/firma/a.pptx")])
    again = Chooser(finds=_finds(SOUP), limit=2, memory=memory, paths={"/firma/a.pptx"})
    assert len(again.choose(X, _parts).picks) == 1
    other = Chooser(finds=_finds(SOUP), limit=2, memory=memory, paths={"/firma/b.pptx"})
    choice = other.choose(X, _parts)
    assert choice.picks == ()
    assert choice.all_before
    assert choice.nothing_here() == "nothing here: 1 statement was offered before"


def test_once_more_makes_a_post_of_its_own_each_time() -> None:
    [soup] = _finds(SOUP)
    history: list[Earlier] = []
    ids = []
    for _ in range(3):
        [pick] = _choose([soup], 1, memory=Memory(earlier=history, again=True)).picks
        ids.append(pick.post)
        history.append(Earlier(
            post=pick.post, channel="twitter", account="default", snippet=soup.snippet.id,
            text=SOUP, path="a", status="published", decided_at=NOW,
        ))  # fmt: skip
    assert len(set(ids)) == 3
    assert ids[0] == post_id("twitter", "default", soup.snippet.id)
    assert _choose([soup], 1, memory=Memory(earlier=history)).picks == ()
    unsettled = [Earlier(
        post=ids[0], channel="twitter", account="default", snippet=soup.snippet.id, text=SOUP,
        path="a", status="unknown", decided_at=NOW,
    )]  # fmt: skip
    assert _choose([soup], 1, memory=Memory(earlier=unsettled, again=True)).picks == ()


def test_what_stands_keeps_its_place_even_where_it_cannot_be_shown_any_more() -> None:
    soup, snow = _finds(SOUP, SNOW)

    def render(find: Find) -> tuple[Part, ...] | str:
        return "its template is gone" if find is soup else _parts(find)

    memory = Memory(earlier=[_earlier(soup, "published")], repeats=True)
    choice = Chooser(finds=[soup, snow], limit=1, memory=memory).choose(X, render)
    assert choice.picks == ()
    memory = Memory(earlier=[_earlier(soup, "published")])
    choice = Chooser(finds=[soup, snow], limit=1, memory=memory).choose(X, render)
    assert [pick.find for pick in choice.picks] == [snow]


def test_the_users_own_numbers_hold_even_where_places_stay_empty() -> None:
    quotes = [
        find(
            TALK,
            f"{word} hält länger als gedacht, {n} Jahre.",
            Locator(start=float(n)),
            kind="quote",
        )
        for n, word in enumerate(WORDS)
    ]
    choice = _choose(quotes, 5, wishes=Wishes(mix={"quote": 2}))
    assert len(choice.picks) == 2
    assert {each.why for each in choice.left_out} == {"mix: at most 2 of the kind quote"}
    none = _choose(quotes, 5, wishes=Wishes(mix={"quote": 0}))
    assert none.nothing_here() == "nothing here: 14 are of a kind not wanted"
    assert len(_choose(quotes, 5, wishes=Wishes(mix={"quote": 5})).picks) == 5


def test_a_panel_is_not_one_person() -> None:
    said = [
        find(TALK, f"{word} kostet mehr als {n + 20} Franken.", Locator(start=float(n)),
             speaker=SPEAKERS[1 + (n >= 8) + (n >= 11)], kind="quote", score=0.9 - n / 100)
        for n, word in enumerate(WORDS)
    ]  # fmt: skip
    choice = _choose(said, 5, wishes=Wishes(mix={"quote": 9}))
    speakers = Counter(pick.find.snippet.speaker for pick in choice.picks)
    assert max(speakers.values()) == 2
    assert len(speakers) == 3
    assert "the third of Regula Hasler" in {each.why for each in choice.left_out}
    alone = [each for each in said if each.snippet.speaker == "Regula Hasler"]
    assert len(_choose(alone, 5, wishes=Wishes(mix={"quote": 9})).picks) == 5


def test_what_is_about_the_same_waits() -> None:
    texts = (
        "Die Wärmepumpe im Mehrfamilienhaus braucht einen Pufferspeicher von 500 Litern.",
        "Ein Pufferspeicher im Mehrfamilienhaus macht die Wärmepumpe leiser.",
        "Unsere Lernenden führen im dritten Jahr eine Baustelle allein.",
        "Kies auf dem Flachdach speichert Regenwasser für trockene Wochen.",
    )
    choice = _choose(_finds(*texts), 3, wishes=Wishes(mix={"statement": 9}))
    assert [pick.find.snippet.text for pick in choice.picks] == [texts[0], texts[2], texts[3]]
    [left] = choice.left_out
    assert left.why == f"much about the same as [{choice.picks[0].find.snippet.id}]"


def test_threads_wait_until_nothing_shorter_is_left_but_lists_are_threads() -> None:
    def threaded(find: Find) -> tuple[Part, ...]:
        half = len(find.snippet.text) // 2
        return (Part(text=find.snippet.text[:half]), Part(text=find.snippet.text[half:]))

    def render(find: Find) -> tuple[Part, ...] | str:
        if find.snippet.text == SNOW:
            return "is longer than the channel takes"
        return threaded(find) if find.snippet.text == SOUP else _parts(find)

    two = _finds(SOUP, SNOW, "Der Kran steht zwei Tage im Hof, dann ist er weg.")
    one = Chooser(finds=two, limit=1).choose(X, render)
    assert one.picks[0].find is two[2]
    both = Chooser(finds=two, limit=2).choose(X, render)
    assert [pick.find for pick in both.picks] == [two[0], two[2]]
    assert [(e.reason, e.why) for e in both.left_out] == [
        ("unfit", "is longer than the channel takes")
    ]
    lists = _finds(SOUP, kind="list") + two[2:]
    assert Chooser(finds=lists, limit=1).choose(X, render).picks[0].find is lists[0]


def test_what_is_held_back_or_weak_is_no_post() -> None:
    held = find(
        ASSET, SOUP, Locator(slide=1), score=0.9,
        holds=(Hold(reason="price", words="kostet", explanation="a price"),),
    )  # fmt: skip
    weak = find(ASSET, SNOW, Locator(slide=2), score=0.1)
    choice = _choose([held, weak], 5)
    assert choice.nothing_here() == "nothing here: 1 is held back, 1 is too weak"
    assert not choice.all_before
    assert [each.why for each in choice.left_out] == ["held back: price", "too weak: 0.10"]


def test_two_channels_do_not_say_the_same_words() -> None:
    chooser = Chooser(finds=_finds(SOUP, SNOW), limit=1)
    first, second = chooser.choose(X, _parts), chooser.choose(LINKEDIN, _parts)
    assert first.picks[0].find is not second.picks[0].find


def test_rather_the_words_of_another_channel_than_none() -> None:
    chooser = Chooser(finds=_finds(SOUP), limit=2)
    first, second = chooser.choose(X, _parts), chooser.choose(LINKEDIN, _parts)
    assert [len(first.picks), len(second.picks)] == [1, 1]
    assert second.left_out == ()


def test_but_no_platform_gets_the_same_words_twice() -> None:
    chooser = Chooser(finds=_finds(SOUP), limit=2)
    others = (X, LINKEDIN, replace(LINKEDIN, account="acme"))
    assert [len(chooser.choose(each, _parts).picks) for each in others] == [1, 1, 0]
    chooser = Chooser(finds=_finds(SOUP, SNOW), limit=2)
    alike = [chooser.choose(each, lambda _: (Part(text="Suppe"),)).picks for each in (X, LINKEDIN)]
    assert [len(picks) for picks in alike] == [1, 1]


@pytest.mark.parametrize(("status", "why"), [
    ("published", "posted on X on 3.11.2026"),
    ("discarded", "discarded for X on 3.11.2026"),
    ("approved", "is approved for X already: "),
    ("failed", "is failed for X already: "),
])  # fmt: skip
def test_why_it_is_not_offered_again(status: Status, why: str) -> None:
    [soup] = _finds(SOUP)
    memory = Memory(earlier=[_earlier(soup, status)])
    choice = Chooser(finds=[soup], limit=1, memory=memory, name=lambda c: "X").choose(X, _parts)
    assert choice.left_out[0].why.startswith(why)
