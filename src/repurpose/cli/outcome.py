"""What a run did with its drafts: shown, kept, scheduled or published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

import click

from repurpose import extractors, hosting
from repurpose.choosing.find import address
from repurpose.cli import documents, terminal
from repurpose.cli.edge import say_error
from repurpose.cli.session import Session
from repurpose.delivery import Delivery, exit_code, utc_now
from repurpose.errors import Rejected
from repurpose.extractors.border import Border
from repurpose.model import Asset, Post
from repurpose.outbox.entry import Entry, Origin
from repurpose.outbox.journal import sole_publisher
from repurpose.production import Draft, Production

UNSENT = ("draft", "approved")
LOCK_WAIT = 60.0  # seconds to wait for another run that is publishing


@dataclass(slots=True)
class Outcome:
    """The posts of a run as they stand now."""

    made: Production
    posts: list[Post]
    urls: dict[str, str | None] = field(default_factory=dict)
    stale: list[str] = field(default_factory=list)
    deliveries: list[Delivery] = field(default_factory=list)
    is_dry: bool = False

    def document(self) -> dict[str, Any]:
        failures = [d.error for d in self.deliveries if d.error]
        channels = {draft.post.id: draft.channel for draft in self.made.drafts}
        return {
            "assets": [documents.asset_json(asset) for asset in self.made.assets],
            "snippets": [
                documents.snippet_json(find.snippet, find.asset.sha256) for find in self.made.finds
            ],
            "held": [
                documents.snippet_json(find.snippet, find.asset.sha256) for find in self.made.held
            ],
            "posts": [
                documents.post_json(post, channels.get(post.id), self.urls.get(post.id))
                for post in self.posts
            ],
            "left_out": documents.left_out_json(self.made.choices),
            "skipped": documents.skipped_json(self.made.skipped),
            "errors": documents.errors_json([*self.made.errors, *failures]),
        }

    def delivery_code(self) -> int:
        return exit_code(self.deliveries)

    def update(self, entries: Sequence[Entry]) -> None:
        now = {entry.post.id: entry for entry in entries}
        self.posts = [now[post.id].post if post.id in now else post for post in self.posts]
        self.urls.update({id_: entry.url for id_, entry in now.items()})


def dry(made: Production) -> Outcome:
    """Nothing is saved."""
    return Outcome(made, [draft.post for draft in made.drafts], is_dry=True)


def save(session: Session, made: Production) -> Outcome:
    """Keep the drafts in the outbox; posts that are there already stay as they are."""
    outcome = Outcome(made, [])
    if not made.drafts and not session.outbox_file.exists():
        return outcome
    now = utc_now()
    entries = []
    for draft in made.drafts:
        asset = at_whole_path(draft.find.asset)
        entry = session.outbox.save(asset, draft.find.snippet, draft.sources, draft.post, now)
        entries.append(entry)
    for asset in made.assets:
        found = made.found.get(asset.sha256, set())
        stands = _stands(session, asset)
        outcome.stale += session.outbox.mark_stale(address(asset), found, stands)
    outcome.posts = [entry.post for entry in entries]
    outcome.update(entries)
    return outcome


def _stands(session: Session, asset: Asset) -> Callable[[str, str | None], bool]:
    """Tells whether a text stands in what is public of an asset. Nothing is made of the asset
    before the first text is asked about."""
    include = session.config.include
    border = cache(lambda: Border(extractors.public(asset, include)))
    return lambda text, speaker: border().stands(text, speaker)


def schedule(session: Session, outcome: Outcome) -> None:
    """Approve the drafts for the next free slots of their channels."""
    for post in _sound(session, outcome):
        with session.outbox.together():  # nobody else takes the same slot
            due_at = session.next_slot(post, utc_now())
            outcome.update([session.outbox.approve(post.id, utc_now(), due_at)])


def _sound(session: Session, outcome: Outcome) -> Iterator[Post]:
    """The drafts that keep the rules of their channels; of the others it is said why not."""
    for post in list(outcome.posts):
        if post.status != "draft":
            continue
        try:
            session.refuse_breaches(post)
        except Rejected as error:
            channel = session.channel_of(post).label
            outcome.deliveries.append(
                Delivery(id=post.id, channel=channel, status="draft", error=error)
            )
        else:
            yield post


def publish(session: Session, outcome: Outcome) -> None:
    """Approve the drafts and publish them now, with what this run found approved already."""
    for post in _sound(session, outcome):
        outcome.update([session.outbox.approve(post.id, utc_now())])
    posts = sorted(outcome.posts, key=lambda post: bool(post.waits_for))  # these link to the others
    waiting = [post.id for post in posts if post.status in ("approved", "unknown")]
    if not waiting:
        return
    session.refuse_pause()
    with sole_publisher(session.state, LOCK_WAIT):
        courier = session.courier()
        for number, id_ in enumerate(waiting):
            with terminal.progress("publishing") as update:
                update(id_, number, len(waiting))
                session.uploading = update
                outcome.deliveries.append(courier.deliver(id_))
    outcome.update([session.outbox.find(id_) for id_ in waiting])


def show(session: Session, outcome: Outcome, *, verbose: bool, quiet: bool) -> None:
    """The posts on standard output; the rest on standard error."""
    drafts = {draft.post.id: draft for draft in outcome.made.drafts}
    for post in outcome.posts:
        if quiet:
            click.echo(f"{post.id}  {post.channel}  {post.status}")
            continue
        draft = drafts[post.id]
        line = _line(session, post, outcome.urls.get(post.id))
        terminal.show_post(post, draft.channel, [origin_of(draft)], line)
    _say_left_out(outcome.made, verbose=verbose)
    if not quiet:
        terminal.say_skipped(outcome.made.skipped, verbose=verbose)
        terminal.say_faults(outcome.made.assets, verbose=verbose)
    for error in [*outcome.made.errors, *(d.error for d in outcome.deliveries if d.error)]:
        say_error(error)
    _say_summary(session, outcome)


def _line(session: Session, post: Post, url: str | None) -> str:
    if post.status == "published":
        return url or ""
    if post.due_at is None:
        return ""
    from repurpose.schedule import dates

    return dates.echo(post.due_at, session.config.timezone)


def _say_summary(session: Session, outcome: Outcome) -> None:
    counts = Counter((post.status, post.channel, post.account) for post in outcome.posts)
    words = [
        f"{count} {'drafts' if status == 'draft' and count > 1 else status} for {terminal.name_of(channel, account)}"
        for (status, channel, account), count in counts.items()
    ]
    if words:
        terminal.say(", ".join(words) + (" (sandbox)" if session.use_sandbox else ""))
    terminal.say_costs(session.costs(post for post in outcome.posts if post.status in UNSENT))
    if outcome.stale:
        count = len(outcome.stale)
        drafts = "1 older draft is" if count == 1 else f"{count} older drafts are"
        terminal.say(f"{drafts} stale: the words are no longer in the file")
    statuses = {post.status for post in outcome.posts}
    if "draft" in statuses and not outcome.is_dry:
        first = next(post for post in outcome.posts if post.status == "draft")
        terminal.next_step(
            f"repurpose outbox approve {first.id}{session.flag}", "(or several ids, or --all)"
        )
    elif waiting := [post for post in outcome.posts if hosting.awaited(post.parts)]:
        hosts = ", ".join(dict.fromkeys(id_ for post in waiting for id_ in post.waits_for))
        one = len(waiting) == 1
        terminal.say(
            f"{len(waiting)} post{'' if one else 's'} wait{'s' if one else ''} for the address of {hosts}"
        )
        if "handed-over" in statuses:
            terminal.next_step(f"repurpose handover{session.flag}", "(put it up, say where it is)")
    elif "handed-over" in statuses:
        terminal.next_step(f"repurpose handover{session.flag}", "(step by step)")
    elif "approved" in statuses:
        terminal.next_step(f"repurpose publish --due{session.flag}", "(from cron: see examples/)")
    if session.use_sandbox and outcome.deliveries:
        page = session.write_sandbox_page()
        terminal.say(f"The feed: {page}")
        terminal.next_step("repurpose sandbox", "shows it live")


def _say_left_out(made: Production, *, verbose: bool) -> None:
    for choice in made.choices if made.finds else ():
        channel = choice.channel
        if not choice.picks:
            terminal.say(
                f"{terminal.name_of(channel.name, channel.account)}: {choice.nothing_here()}"
            )
        for each in choice.left_out if verbose else ():
            if each.reason != "rank":
                terminal.say(f"left out for {channel.label}: {each.find.snippet.id}: {each.why}")


def origin_of(draft: Draft) -> Origin:
    snippet, asset = draft.find.snippet, draft.find.asset
    return Origin(
        snippet=snippet.id,
        kind=snippet.kind,
        text=snippet.text,
        speaker=snippet.speaker,
        locator=snippet.locator,
        path=asset.url or str(asset.path),
        title=asset.title,
        sources=draft.sources,
    )


def at_whole_path(asset: Asset) -> Asset:
    """So that the file is known again from any folder."""
    return replace(asset, path=asset.path.resolve())
