"""repurpose calendar: the plan shown, edited as a text, exported; and what keeps posts from a time."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml

from repurpose.model import Receipt
from repurpose.outbox.journal import Journal
from repurpose.outbox.store import Outbox
from repurpose.sandbox import Sandbox
from tests.cli.conftest import Run
from tests.outbox.samples import put

ZURICH = ZoneInfo("Europe/Zurich")
NOW = datetime.now(UTC)
# a Tuesday and a Friday that are surely to come, far from any change of the clocks
TUESDAY = (
    NOW.astimezone(ZURICH) + timedelta(days=21 - NOW.astimezone(ZURICH).weekday() + 1)
).date()
FRIDAY = TUESDAY + timedelta(days=3)
Plan = Callable[..., str]


@pytest.fixture
def settings(folder: Path) -> Callable[..., None]:
    def write(channels: object = None, **schedule: object) -> None:
        content = {"timezone": "Europe/Zurich", "schedule": schedule or None, "channels": channels}
        (folder / "repurpose.yaml").write_text(yaml.safe_dump(content), "utf-8")

    write()
    return write


@pytest.fixture
def outbox(folder: Path, settings: Callable[..., None]) -> Iterator[Outbox]:
    found = Outbox(folder / ".repurpose")
    yield found
    found.close()


@pytest.fixture
def ids(run: Run, outbox: Outbox) -> dict[str, str]:
    """Three posts approved for two days, one for no date, two drafts."""
    found = {}
    for name, text, channel in (
        ("tuesday", "Holz wächst nach.", "twitter"),
        ("friday", "Häuser | größer als früher.", "twitter"),
        ("linked", "Der Boden ist knapp.", "linkedin"),
        ("next", "Ein Dach 🏠 trägt.", "twitter"),
        ("draft", "=Sieben Schichten; alle «dünn», keine\nist dick.", "linkedin"),
        ("other", "Noch ein Entwurf.", "twitter"),
    ):
        found[name] = put(outbox, text, channel).post.id
    for name, day in (("tuesday", TUESDAY), ("friday", FRIDAY), ("linked", FRIDAY)):
        assert run("outbox", "approve", found[name], "--at", f"{day} 09:00").code == 0
    assert run("outbox", "approve", found["next"]).code == 0
    return found


def states(run: Run) -> dict[str, tuple[str, str | None]]:
    """Status and date of every post."""
    posts = run("outbox", "list", "--json").json["posts"]
    return {post["id"]: (post["status"], post["due_at"]) for post in posts}


def at(day: object, clock: str) -> str:
    return (
        datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZURICH).astimezone(UTC).isoformat()
    )


def edited(file: Path, id_: str, *changes: tuple[str, str]) -> None:
    """Change words in the line of a post, as an editor would."""
    text = file.read_text("utf-8")
    [line] = [each for each in text.splitlines() if id_ in each]
    new = line
    for old, wanted in changes:
        assert old in new, new
        new = new.replace(old, wanted, 1)
    file.write_text(text.replace(line, new), "utf-8", newline="")


def test_the_plan_is_shown_by_week(run: Run, ids: dict[str, str]) -> None:
    shown = run("calendar")
    assert shown.code == 0
    week = f"Week {TUESDAY.isocalendar().week}: "
    assert week in shown.out
    assert "Europe/Zurich" in shown.out
    assert re.search(
        rf"Fri +{FRIDAY.day} \w+  09:00 CES?T  LinkedIn  approved +{ids['linked']}", shown.out
    )
    assert shown.out.index(ids["tuesday"]) < shown.out.index(ids["friday"])
    assert shown.out.index("Without a date") < shown.out.index(ids["next"])
    assert ids["draft"] not in shown.out
    assert "2 drafts without a date" in shown.err
    document = run("calendar", "--json").json
    assert document["zone"] == "Europe/Zurich"
    by_id = {post["id"]: post for post in document["posts"]}
    assert by_id[ids["friday"]]["weekday"] == "Fri"
    assert by_id[ids["friday"]]["when"].startswith(f"{FRIDAY}T09:00:00+0")
    assert by_id[ids["next"]]["when"] is None


def test_an_empty_plan_says_what_to_do(
    run: Run, settings: Callable[..., None], folder: Path
) -> None:
    shown = run("calendar")
    assert (shown.code, shown.out) == (0, "")
    assert "nothing is planned" in shown.err
    assert not (folder / ".repurpose" / "outbox.db").exists()


@pytest.mark.parametrize("form", ["as pulled", "windows", "utf-16", "ansi"])
def test_a_plan_that_nobody_edited_changes_nothing(
    run: Run, ids: dict[str, str], folder: Path, form: str
) -> None:
    before = states(run)
    assert run("calendar", "pull", "Plan März.txt").code == 0
    file = folder / "Plan März.txt"
    text = file.read_text("utf-8")
    windows = text.replace("\n", "\r\n")
    content = {
        "as pulled": text.encode(),
        "windows": windows.encode("utf-8-sig"),
        "utf-16": windows.encode("utf-16"),
        "ansi": windows.encode("cp1252", errors="replace"),
    }
    file.write_bytes(content[form])
    for word in ("diff", "apply"):
        result = run("calendar", word, file)
        assert (result.code, result.out) == (0, ""), result.err
        assert "nothing to change" in result.err
    assert states(run) == before


def test_what_was_edited_is_applied(run: Run, ids: dict[str, str], folder: Path) -> None:
    run("calendar", "pull")
    file = folder / "plan.txt"
    edited(file, ids["tuesday"], (f"Tue {TUESDAY} 09:00", f"Tue {FRIDAY} 17:30"))  # weekday left
    edited(file, ids["friday"], ("| approved", "| discard"))
    edited(file, ids["linked"], ("| approved", "| unschedule"))
    edited(file, ids["next"], ("next run ", f"{TUESDAY:%d.%m.%Y} 8 Uhr "))
    edited(file, ids["draft"], ("- ", f"{TUESDAY} 12:00"), ("| draft", "| approve"))
    file.write_text("\ufeff" + file.read_text("utf-8").replace("\n", "\r\n"), "utf-8", newline="")
    before = states(run)
    shown = run("calendar", "diff", "plan.txt")
    assert shown.code == 0, shown.err
    assert len(shown.out.splitlines()) == 5
    assert "Tue " in shown.out
    assert " → Fri " in shown.out
    assert states(run) == before
    applied = run("calendar", "apply", "plan.txt", "--json")
    assert applied.code == 0, applied.err
    assert {change["change"] for change in applied.json["changes"]} == {
        "move", "discard", "unschedule", "approve",
    }  # fmt: skip
    assert applied.json["applied"] is True
    after = {
        ids["tuesday"]: ("approved", at(FRIDAY, "17:30")),
        ids["friday"]: ("discarded", None),
        ids["linked"]: ("draft", None),
        ids["next"]: ("approved", at(TUESDAY, "08:00")),
        ids["draft"]: ("approved", at(TUESDAY, "12:00")),
        ids["other"]: ("draft", None),
    }
    assert states(run) == after
    again = run("calendar", "apply", "plan.txt")
    assert (again.code, again.out) == (0, ""), again.err
    assert states(run) == after


REFUSED = [
    ("friday", [("09:00", "25:00")], "'25:00' is not a time of day"),
    ("friday", [(f"{FRIDAY}", "2020-01-03")], "is past"),
    ("friday", [("Fri ", "Mon ")], "is a Fri, not a Mon"),
    ("friday", [(f"Fri {FRIDAY} 09:00", "-")], "has no date any more"),
    ("friday", [("| approved", "| aproved")], "'aproved' is unclear"),
    ("friday", [("twitter", "linkedin")], "is a post for twitter"),
    ("friday", [(" | approved", " approved")], "this line is unclear"),
    ("friday", [(f"Fri {FRIDAY}", f"Tue {TUESDAY}")], "would both go out on Tue"),
    ("draft", [("| draft", "| approve")], "approved, but for no date"),
    ("draft", [("- ", f"{FRIDAY} 10:00 ")], "a draft does not go out"),
    ("draft", [("- ", f"{FRIDAY} 10:00 "), ("| draft", "| approved")], "a draft does not go out"),
]


def test_unclear_lines_are_refused_and_nothing_is_changed(
    run: Run, ids: dict[str, str], folder: Path
) -> None:
    run("calendar", "pull", "plan.txt")
    file = folder / "plan.txt"
    pulled, before = file.read_text("utf-8"), states(run)
    for name, changes, says in REFUSED:
        file.write_text(pulled, "utf-8")
        edited(file, ids["linked"], ("09:00", "11:00"))  # which would be all right
        edited(file, ids[name], *changes)
        number = next(
            n for n, x in enumerate(file.read_text("utf-8").splitlines(), 1) if ids[name] in x
        )
        result = run("calendar", "apply", "plan.txt")
        assert result.code == 2, says
        assert f"plan.txt:{number}: " in result.err, says
        assert says in result.err
        assert "1 line is refused; nothing was changed" in result.err
        assert result.out == ""
        assert states(run) == before, says
    doubled = f"{pulled}\n{next(x for x in pulled.splitlines() if ids['friday'] in x)}\n"
    file.write_text(doubled, "utf-8")
    assert "already" in run("calendar", "diff", "plan.txt").err
    file.write_text(pulled.replace(ids["friday"], "0123456789ab"), "utf-8")
    result = run("calendar", "diff", "plan.txt", "--json")
    assert result.code == 2
    assert result.json["errors"][0]["what"] == "no post has the id 0123456789ab"
    file.write_text("Einkaufsliste\nMilch\n", "utf-8")
    assert "is no plan" in run("calendar", "apply", "plan.txt").err
    assert "repurpose calendar pull" in run("calendar", "apply", "gone.txt").err


def test_posts_that_changed_since_the_pull(run: Run, ids: dict[str, str], folder: Path) -> None:
    run("calendar", "pull", "plan.txt")
    file = folder / "plan.txt"
    pulled = file.read_text("utf-8")
    run("outbox", "edit", ids["other"], "--text", "Ein ganz anderer Entwurf.")
    result = run("calendar", "apply", "plan.txt")  # what the line shows is no longer the post
    assert result.code == 2
    assert f"{ids['other']} changed since the plan was pulled: its text" in result.err
    run("outbox", "edit", ids["other"], "--text", "Noch ein Entwurf.")
    run("outbox", "reschedule", ids["friday"], f"{FRIDAY} 15:00")
    before = states(run)
    untouched = run("calendar", "apply", "plan.txt")  # the line asks for nothing
    assert untouched.code == 0
    assert (
        f"note: plan.txt:{1 + pulled[: pulled.index(ids['friday'])].count(chr(10))}"
        in untouched.err
    )
    edited(file, ids["friday"], ("09:00", "10:00"))
    refused = run("calendar", "apply", "plan.txt")
    assert refused.code == 2
    assert (
        f"changed since the plan was pulled: it is approved for Fri {FRIDAY} 15:00" in refused.err
    )
    assert "repurpose calendar pull plan.txt" in refused.err
    run("outbox", "done", ids["friday"], "https://x.com/i/status/1")
    assert "is published by now; its line was edited" in run("calendar", "diff", "plan.txt").err
    assert states(run).items() >= {(k, v) for k, v in before.items() if k != ids["friday"]}


def test_pull_never_overwrites_what_a_person_wrote(
    run: Run, ids: dict[str, str], folder: Path
) -> None:
    file = folder / "plan.txt"
    assert run("calendar", "pull", "plan.txt").code == 0
    assert run("calendar", "pull", "plan.txt").code == 0
    edited(file, ids["friday"], ("09:00", "10:00"))
    refused = run("calendar", "pull", "plan.txt")
    assert refused.code == 2
    assert "holds changes that are not applied" in refused.err
    assert "10:00" in file.read_text("utf-8")
    assert run("calendar", "apply", "plan.txt").code == 0
    assert run("calendar", "pull", "plan.txt").code == 0
    (folder / "notes.txt").write_text("Milch", "utf-8")
    assert "is no plan" in run("calendar", "pull", "notes.txt").err
    assert run("calendar", "pull", "--force", "notes.txt").code == 0
    shown = run("calendar", "pull", "-").out
    assert shown.count("\n") == (folder / "notes.txt").read_text("utf-8").count("\n")


def test_a_doubled_hour_survives(run: Run, outbox: Outbox, folder: Path) -> None:
    """02:30 comes twice when the clocks go back; each stays the one that it is."""
    year = NOW.year + 1
    last = max(d for d in range(25, 32) if datetime(year, 10, d, tzinfo=UTC).weekday() == 6)
    ids = [put(outbox, text).post.id for text in ("Erstens.", "Zweitens.")]
    for id_, name in zip(ids, ("CEST", "CET"), strict=True):
        assert run("outbox", "approve", id_, "--at", f"{last}.10.{year} 02:30 {name}").code == 0
    before = states(run)
    run("calendar", "pull", "plan.txt")
    file = folder / "plan.txt"
    assert "02:30 CEST |" in file.read_text("utf-8")
    for id_ in ids:
        edited(file, id_, ("02:30", "02:40"))
    assert run("calendar", "apply", "plan.txt").code == 0
    moved = {k: datetime.fromisoformat(str(v[1])) for k, v in states(run).items()}
    assert {
        k: v - datetime.fromisoformat(str(before[k][1])) for k, v in moved.items()
    } == dict.fromkeys(ids, timedelta(minutes=10))


def test_icalendar(run: Run, ids: dict[str, str], outbox: Outbox, folder: Path) -> None:
    """RFC 5545: lines of at most 75 octets, CRLF, escaped texts, UIDs that stay."""
    long = "Größe, Höhe; und \\ ein Weg.\r\nZweite Zeile " + "🏠ä" * 60
    extra = put(outbox, long, "linkedin", account="acme").post.id
    run("outbox", "approve", extra, "--at", f"{FRIDAY} 16:00")
    first = run("calendar", "export", "--ics", "plan.ics")
    assert first.code == 0
    assert "without a date" in first.err
    content = (folder / "plan.ics").read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    unfolded = content.decode().replace("\r\n ", "").split("\r\n")
    events = " ".join(unfolded).split("BEGIN:VEVENT")[1:]
    assert len(events) == 4
    [event] = [each for each in events if f"UID:{extra}@repurpose " in each]
    start = datetime.fromisoformat(at(FRIDAY, "16:00"))
    assert f"DTSTART:{start:%Y%m%dT%H%M%SZ} " in event
    assert "DESCRIPTION:Größe\\, Höhe\\; und \\\\ ein Weg.\\nZweite Zeile " + "🏠ä" * 60 in event
    assert "SUMMARY:LinkedIn (acme): Größe\\, " in event
    run("outbox", "reschedule", extra, f"{FRIDAY} 17:00")
    run("calendar", "export", "plan.ics")
    uids = [
        set(re.findall(rb"UID:(.+?)\r", each))
        for each in (content, (folder / "plan.ics").read_bytes())
    ]
    assert uids[0] == uids[1]


@pytest.mark.parametrize(("language", "sign"), [("de", ";"), ("en", ",")])
def test_csv(run: Run, ids: dict[str, str], folder: Path, language: str, sign: str) -> None:
    with (folder / "repurpose.yaml").open("a", encoding="utf-8") as file:
        file.write(f"language: {language}\n")
    assert run("calendar", "export", "--csv", "plan.csv").code == 0
    content = (folder / "plan.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfdate" + sign.encode())
    rows = list(
        csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=sign)
    )
    by_id = {row["id"]: row for row in rows}
    assert by_id[ids["friday"]]["date"] == str(FRIDAY)
    assert by_id[ids["friday"]]["time"] == "09:00"
    assert by_id[ids["friday"]]["text"] == "Häuser | größer als früher."
    assert by_id[ids["draft"]]["text"] == "'=Sieben Schichten; alle «dünn», keine\nist dick."
    assert run("calendar", "export").code == 2


# ── what keeps posts from a time ──


def test_slots_keep_the_limits_and_a_named_date_says_what_speaks_against_it(
    run: Run, outbox: Outbox, settings: Callable[..., None]
) -> None:
    settings(slots=["daily 09:00", "daily 19:00"], quiet=["20:00-07:00", "Wochenende"],
             spacing={"account": "5h", "all": "30m"}, at_most=1, holidays="CH-ZH")  # fmt: skip
    texts = ("Eins.", "Zwei.", "Drei.")
    for channel in ("twitter", "linkedin"):
        found = [put(outbox, text, channel).post.id for text in texts]
        result = run("outbox", "approve", *found, "--schedule", "--json")
        local = [
            datetime.fromisoformat(p["due_at"]).astimezone(ZURICH) for p in result.json["posts"]
        ]
        clock = "09:00" if channel == "twitter" else "09:30"
        assert {f"{when:%H:%M}" for when in local} == {clock}
        assert len({when.date() for when in local}) == 3
        assert all(when.weekday() < 5 for when in local)
    named = run("outbox", "reschedule", found[0], f"{FRIDAY}", "23:00")
    assert named.code == 0
    assert "is in quiet hours (20:00-07:00); you named it: it holds" in named.err
    assert f"{FRIDAY.day} " in named.out
    christmas = f"25.12.{FRIDAY.year + 1} 10:00"
    assert (
        "on a public holiday (CH-ZH: Christmas Day)"
        in run("outbox", "reschedule", found[0], christmas).err
    )
    assert "quiet hours" not in run("outbox", "reschedule", found[0]).err
    assert "in quiet hours" not in run("calendar").out


def test_a_channel_may_have_limits_of_its_own(
    run: Run, outbox: Outbox, settings: Callable[..., None]
) -> None:
    settings(
        {"mastodon": {"slots": ["daily 12:00", "daily 18:00"], "quiet": [], "spacing": "1h"},
         "linkedin": {"at_most": 1, "quiet": ["Mon-Thu", "weekend"]}, "twitter": {}},
        slots=["daily 09:00", "daily 15:00"], quiet="weekend", spacing="8h", at_most=2,
    )  # fmt: skip

    def planned(channel: str) -> list[datetime]:
        found = [put(outbox, f"Satz {n}.", channel).post.id for n in range(10)]
        posts = run("outbox", "approve", *found, "--schedule", "--json").json["posts"]
        return [datetime.fromisoformat(p["due_at"]).astimezone(ZURICH) for p in posts]

    found = {channel: planned(channel) for channel in ("twitter", "linkedin", "mastodon")}
    clocks = {channel: {f"{each:%H:%M}" for each in times} for channel, times in found.items()}
    assert clocks["twitter"] in (
        {"09:00"},
        {"09:00", "15:00"},
    )  # today's may be 15:00; 8 hours apart
    assert all(each.weekday() < 5 for each in found["twitter"])
    assert {each.weekday() for each in found["linkedin"]} == {4}
    assert len({each.date() for each in found["linkedin"]}) == 10
    assert clocks["mastodon"] == {"12:00", "18:00"}
    assert {each.weekday() for each in found["mastodon"]} >= {5, 6} - {NOW.weekday()}
    id_ = put(outbox, "Am Wochenende.", "linkedin").post.id
    named = run("outbox", "approve", id_, "--at", f"{TUESDAY} 09:00")
    assert "is in quiet hours (Mon-Thu); you named it: it holds" in named.err
    assert "in quiet hours (Mon-Thu)" in run("calendar").out
    settings({"linkedin": {"quiet": "Tue", "slots": ["Tue 10:00"]}})
    refused = run("calendar")
    assert (refused.code, "'Tue 10:00' is in quiet hours (Tue)" in refused.err) == (2, True)


def test_without_a_date_a_post_waits_for_the_first_time_that_is_free(
    run: Run, outbox: Outbox, settings: Callable[..., None]
) -> None:
    today = NOW.astimezone(ZURICH)
    tomorrow = f"{today + timedelta(days=1):%a}"
    settings(quiet=[f"{today:%a}", f"{tomorrow} 00:00-06:00"], spacing="2h")
    ids = [put(outbox, text).post.id for text in ("Eins.", "Zwei.")]
    result = run("outbox", "approve", *ids, "--json")
    assert result.code == 0
    clocks = [
        f"{datetime.fromisoformat(post['due_at']).astimezone(ZURICH):%a %H:%M}"
        for post in result.json["posts"]
    ]
    assert clocks == [f"{tomorrow} 06:00", f"{tomorrow} 08:00"]
    third = put(outbox, "Drei.").post.id
    note = f"note: {third} does not go out at once: it is in quiet hours ({today:%a})"
    assert note in run("outbox", "approve", third).err


def test_a_missed_slot_moves_to_one_that_is_free(
    run: Run, outbox: Outbox, settings: Callable[..., None]
) -> None:
    settings(slots=["daily 08:00", "daily 10:00"], quiet=["Mon-Thu", "weekend"], spacing="4h")
    late, planned = (put(outbox, text).post.id for text in ("Eins.", "Zwei."))
    day = datetime.now(ZURICH) + timedelta(days=1)
    while day.weekday() != 4:
        day += timedelta(days=1)
    run("outbox", "approve", planned, "--at", f"{day:%Y-%m-%d} 10:00")
    outbox.approve(late, NOW, NOW - timedelta(hours=3))
    result = run("publish", "--due", "--json")
    [moved] = result.json["deliveries"]
    when = datetime.fromisoformat(moved["due_at"]).astimezone(ZURICH)
    assert (moved["id"], moved["status"]) == (late, "approved")
    assert when.weekday() == 4
    assert abs(when - day.replace(hour=10, minute=0, second=0, microsecond=0)) >= timedelta(hours=4)


def test_a_run_sends_at_most_so_many_and_nothing_in_quiet_hours(
    run: Run, configured: Sandbox, folder: Path
) -> None:
    outbox = Outbox(folder / ".repurpose")
    ids = [put(outbox, f"Satz {number}.").post.id for number in range(5)]
    assert run("outbox", "approve", *ids).code == 0
    file = folder / "repurpose.yaml"
    plain = file.read_text("utf-8")
    schedule = yaml.safe_dump({"schedule": {"at_most": {"run": 2}}})
    file.write_text(plain + schedule, "utf-8")
    first = run("publish", "--due")
    assert first.code == 0, first.err
    assert len(configured.posts("twitter")) == 2
    assert "3 more due: the next run goes on" in first.err
    file.write_text(plain + yaml.safe_dump({"schedule": {"at_most": {"day": 3}}}), "utf-8")
    second = run("publish", "--due", "--json")
    assert len(configured.posts("twitter")) == 3
    moved = [each for each in second.json["deliveries"] if each["due_at"]]
    assert [each["status"] for each in moved] == ["approved", "approved"]
    days = {datetime.fromisoformat(each["due_at"]).astimezone(ZURICH).date() for each in moved}
    assert days == {datetime.now(ZURICH).date() + timedelta(days=1)}
    outbox.close()


def test_what_went_out_counts_for_spacing(
    run: Run, outbox: Outbox, settings: Callable[..., None]
) -> None:
    settings(spacing="3h")
    live, waiting = (put(outbox, text).post.id for text in ("Eins.", "Zwei."))
    run("outbox", "approve", live)
    journal = Journal(outbox)
    sent = datetime.now(UTC) - timedelta(hours=1)
    journal.claim(live, sent)
    journal.published(live, 0, Receipt(remote_id="1", url=None, published_at=sent))
    journal.close(live, datetime.now(UTC), "published")
    [post] = run("outbox", "approve", waiting, "--json").json["posts"]
    assert datetime.fromisoformat(post["due_at"]) == sent + timedelta(hours=3)


@pytest.mark.parametrize(
    ("schedule", "says"),
    [
        ({"quiet": "nights"}, "'nights' is not a time of the week"),
        ({"holidays": "CH-Zürihc"}, "did you mean Zürich?"),
        ({"holidays": "Schweiz"}, "is not a country's code"),
        ({"spacing": "often"}, "'often' is not a length of time"),
        ({"spacing": {"al": "1h"}}, "did you mean 'all'?"),
        ({"at_most": 0}, "0 is too small"),
        ({"slots": ["Sat 10:00"], "quiet": "weekend"}, "'Sat 10:00' is in quiet hours (weekend)"),
    ],
)
def test_faults_in_the_configuration(
    run: Run, settings: Callable[..., None], schedule: dict[str, object], says: str
) -> None:
    settings(**schedule)
    result = run("calendar")
    assert result.code == 2
    assert "repurpose.yaml:" in result.err
    assert says in result.err


def test_windows_names_of_time_zones(run: Run, folder: Path) -> None:
    (folder / "repurpose.yaml").write_text("timezone: W. Europe Standard Time\n", "utf-8")
    assert run("calendar", "--json").json["zone"] == "Europe/Berlin"
    (folder / "repurpose.yaml").write_text("timezone: W. Europa Standard Time\n", "utf-8")
    assert "is not a time zone" in run("calendar").err
