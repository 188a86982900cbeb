"""The JSON documents that scripts rely on. `schema` is 1."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

from repurpose.config.faults import ConfigFaults
from repurpose.errors import RepurposeError
from repurpose.model import Asset, Channel, Event, Media, Part, Post, Recording, Segment, Snippet

if TYPE_CHECKING:
    from repurpose.choosing.choice import Choice
    from repurpose.collecting import Skip
    from repurpose.production import Production

SCHEMA = 1


def show(document: dict[str, Any]) -> None:
    """Print one document on standard output, and nothing else."""
    click.echo(json.dumps({"schema": SCHEMA, **document}, ensure_ascii=False, indent=2))


def asset_json(asset: Asset) -> dict[str, Any]:
    return {
        "path": asset.url or str(asset.path),
        "kind": asset.kind,
        "title": asset.title,
        "language": asset.language,
        "sha256": asset.sha256,
        "author": asset.author,
        "date": asset.date,
        "url": asset.url,
        "segments": len(asset.segments),
        "sections": [{"name": s.name, "first": s.first} for s in asset.sections],
        "recordings": [_recording_json(recording) for recording in asset.recordings],
        "faults": list(asset.faults),
    }


def _recording_json(recording: Recording) -> dict[str, Any]:
    place = recording.locator.as_json()
    return {"name": recording.name, "kind": recording.kind, "locator": place}


def segment_json(segment: Segment) -> dict[str, Any]:
    """`words`, start and end of each in seconds, is there where the file has them."""
    words = {"words": [list(times) for times in segment.word_times]} if segment.word_times else {}
    return {
        "text": segment.text,
        "role": segment.role,
        "speaker": segment.speaker,
        "locator": segment.locator.as_json(),
        "hidden": segment.hidden,
        "links": list(segment.links),
        **words,
    }


def snippet_json(snippet: Snippet, asset: str) -> dict[str, Any]:
    return {
        "id": snippet.id,
        "kind": snippet.kind,
        "text": snippet.text,
        "speaker": snippet.speaker,
        "locator": snippet.locator.as_json(),
        "score": round(snippet.score, 4),
        "language": snippet.language,
        "asset": asset,
        "why": list(snippet.why),
        "theme": snippet.theme,
        "question": snippet.question,
        "also": [{"asset": s.asset, **s.locator.as_json()} for s in snippet.also],
        "holds": [
            {"reason": h.reason, "words": h.words, "explanation": h.explanation}
            for h in snippet.holds
        ],
    }


def left_out_json(choices: Iterable[Choice]) -> dict[str, list[dict[str, str]]]:
    """By channel, what is not offered there though it ranks high enough, or is not at all."""
    return {
        choice.channel.label: [
            {"snippet": each.find.snippet.id, "why": each.why}
            for each in choice.left_out
            if each.reason != "rank"
        ]
        for choice in choices
    }


def explained_json(made: Production) -> list[dict[str, Any]]:
    """Channel after channel, what is chosen there, then the next that are not."""
    from repurpose.choosing.explanation import explained

    return [
        {
            "channel": each.channel.label,
            "snippet": each.find.snippet.id,
            "chosen": each.chosen,
            "why": list(each.why),
        }
        for choice in made.choices
        for each in explained(choice, made.repeats)
    ]


def event_json(event: Event) -> dict[str, Any]:
    """`slides`: when which slide of `deck` was shown, in the seconds of `recording`."""
    return {
        "assets": list(event.assets),
        "why": list(event.why),
        "slides": [
            {
                "slide": showing.slide,
                "start": round(showing.start, 3),
                "end": round(showing.end, 3),
                "deck": showing.deck,
                "recording": showing.recording,
            }
            for showing in event.slides
        ],
    }


def post_json(post: Post, channel: Channel | None, url: str | None = None) -> dict[str, Any]:
    """A post; `length` and `limit` are null where its channel is not configured any more."""
    return {
        "id": post.id,
        "channel": post.channel,
        "account": post.account,
        "status": post.status,
        "due_at": post.due_at.isoformat() if post.due_at else None,
        "snippets": list(post.snippets),
        "waits_for": list(post.waits_for),
        "url": url,
        "cost": _cost(post),
        "parts": [_part_json(part, channel) for part in post.parts],
    }


def _cost(post: Post) -> dict[str, Any] | None:
    """What the platform bills for it; None where it bills nothing."""
    from repurpose.channels import price_of

    price = price_of(post.channel)
    if price is None:
        return None
    return {"amount": float(sum(map(price.of, post.parts))), "currency": price.currency}


def errors_json(errors: Iterable[RepurposeError]) -> list[dict[str, str]]:
    """One entry a failure; a faulty configuration has one a fault."""
    return [entry for error in errors for entry in _error_json(error)]


def _error_json(error: RepurposeError) -> list[dict[str, str]]:
    if isinstance(error, ConfigFaults):
        return [
            {"where": f"{error.file}:{fault.line}", "what": str(fault), "hint": ""}
            for fault in error.faults
        ]
    return [{"where": error.where, "what": error.message, "hint": error.hint}]


def skipped_json(skipped: Iterable[Skip]) -> list[dict[str, str]]:
    """What was passed over; no failures."""
    return [{"where": skip.where, "why": skip.why} for skip in skipped]


def error_document(error: RepurposeError, lists: Sequence[str]) -> dict[str, Any]:
    """The document of a command that failed as a whole: its lists are empty."""
    return {**{name: [] for name in lists}, "errors": errors_json([error])}


def _part_json(part: Part, channel: Channel | None) -> dict[str, Any]:
    from repurpose.text.counting import measure

    return {
        "text": part.text,
        "length": measure(part.text, channel.rules) if channel else None,
        "limit": channel.rules.of(part).limit if channel else None,
        "link": part.link,
        "media": [_media_json(medium) for medium in part.media],
        "title": part.title,
        "tags": list(part.tags),
        "comment": part.comment,
    }


def _media_json(medium: Media) -> dict[str, str]:
    return {"path": str(medium.path), "kind": medium.kind, "alt": medium.alt}
