"""The pictures of a run's posts, with progress."""

from __future__ import annotations

from dataclasses import replace

from repurpose.channels.checking import media_breaches
from repurpose.cli.session import Session
from repurpose.cli.terminal import by_reason, name_of, progress, say
from repurpose.illustrating import Illustrator
from repurpose.model import Pictures
from repurpose.production import Draft, Production
from repurpose.screening import Policy


def illustrate(
    session: Session,
    made: Production,
    policy: Policy,
    include: frozenset[str],
    wish: Pictures | None,
    *,
    verbose: bool,
) -> None:
    """Give the drafts their pictures; what went without one is said.

    Args:
        policy, include: What this run holds back, and what private text it uses.
        wish: --pictures: instead of what the configuration says.
    """
    if wish is not None:
        made.drafts = [
            replace(draft, channel=replace(draft.channel, pictures=wish)) for draft in made.drafts
        ]
    if not made.drafts:
        return
    _ = session.outbox  # says first what keeps it from being written
    with progress("drawing") as update:
        illustrator = Illustrator(
            folder=session.state / "media",
            slides=session.config.slides,
            brand=session.config.brand,
            locale=session.locale,
            policy=policy,
            include=include,
            assets=made.assets,
            progress=update,
        )
        illustrator.draw((draft.find, draft.channel) for draft in made.drafts)
        made.drafts = [
            replace(draft, post=illustrator.illustrated(draft.post, draft.find, draft.channel))
            for draft in made.drafts
        ]
    made.drafts = [draft for draft in made.drafts if _keeps_the_rules(draft)]
    for note in illustrator.notes:
        say(f"note: {note}")
    for draft in made.drafts:
        if _lacks_a_picture(draft):
            name = name_of(draft.channel.name, draft.channel.account)
            say(
                f"note: {name} takes no post without a picture, and {draft.post.id} has none; "
                f"add one: repurpose outbox edit {draft.post.id}{session.flag} --image FILE --alt …"
            )
    for why, ids in by_reason(illustrator.bare) if verbose else ():
        say(f"{', '.join(ids)} {'goes' if len(ids) == 1 else 'go'} without a picture: {why}")


def _keeps_the_rules(draft: Draft) -> bool:
    """Whether the media of a post are such as its channel takes; what is wrong with them is said."""
    media = [medium for part in draft.post.parts for medium in part.media]
    found = media_breaches(media, draft.channel.rules) if media else []
    for line in found:
        say(f"note: {draft.post.id} is not drafted for {draft.channel.label}: {line}")
    return not found


def _lacks_a_picture(draft: Draft) -> bool:
    rules = draft.channel.rules
    return bool(rules.needs_media and rules.images and not draft.post.parts[0].media)
