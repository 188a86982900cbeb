"""The query parameters of X's reading endpoints, checked. Fields and expansions are known under
today's names and under the older ones that X's clients still send."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import NoReturn

from repurpose.sandbox.calling import Call
from repurpose.sandbox.web import refuse
from repurpose.sandbox.x import answers

Choice = frozenset[str]
FREE: Choice = frozenset()  # not a list of words


def _words(text: str) -> Choice:
    return frozenset(text.split())


POST_FIELDS = _words(
    """article article_title attachments card_uri community_id context_annotations conversation_id
    created_at display_text_range edit_controls entities geo id lang matched_media_notes
    media_metadata non_public_metrics note_post note_request_suggestions organic_metrics
    paid_partnership possibly_sensitive promoted_metrics public_metrics reply_settings scopes
    source suggested_source_links suggested_source_links_with_counts text withheld"""
)
OLDER_POST_FIELDS = POST_FIELDS - {"note_post"} | _words(
    "author_id edit_history_tweet_ids in_reply_to_user_id note_tweet referenced_tweets"
)
EXPANSIONS = _words(
    """article.cover_media article.media_entities attachments.media_keys
    attachments.media_source_tweet attachments.poll_ids author_id edit_history_post_ids
    edit_history_tweet_ids entities.mentions.username geo.place_id in_reply_to_user_id
    referenced_posts referenced_tweets.id referenced_tweets.id.author_id username"""
)
USER_FIELDS = _words(
    """confirmed_email connection_status created_at description entities id is_identity_verified
    location name parody profile_banner_url profile_image_url protected public_metrics
    receives_your_dm subscribes_to_you subscription subscription_type url username verified
    verified_followers_count verified_type withheld"""
)
MEDIA_FIELDS = _words(
    """alt_text duration_ms height media_key non_public_metrics organic_metrics preview_image_url
    promoted_metrics public_metrics type url variants width"""
)
_OF_POSTS: Mapping[str, Choice] = {"post.fields": POST_FIELDS, "tweet.fields": OLDER_POST_FIELDS}
USER: Mapping[str, Choice] = {
    **_OF_POSTS,
    "user.fields": USER_FIELDS,
    "expansions": _words("affiliation most_recent_post_id pinned_post_id pinned_tweet_id"),
}
POST: Mapping[str, Choice] = {
    **_OF_POSTS,
    "expansions": EXPANSIONS,
    "user.fields": USER_FIELDS,
    "media.fields": MEDIA_FIELDS,
    "poll.fields": _words("duration_minutes end_datetime id options voting_status"),
    "place.fields": _words(
        "contained_within country country_code full_name geo id name place_type"
    ),
}
POSTS: Mapping[str, Choice] = {**POST, "ids": FREE}
TIMELINE: Mapping[str, Choice] = {
    **POST,
    "exclude": _words("replies retweets"),
    "max_results": FREE,
    "pagination_token": FREE,
    "start_time": FREE,
    "end_time": FREE,
    "since_id": FREE,
    "until_id": FREE,
}
UPLOAD_STATUS: Mapping[str, Choice] = {"media_id": FREE, "command": _words("STATUS")}
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", re.ASCII)


def check(call: Call, known: Mapping[str, Choice]) -> None:
    """Refuses parameters that are not known, and words that are not among a list's own."""
    for name, value in call.request.parameters.items():
        if name not in known:
            _refuse(name, value, f"The query parameter [{name}] is not one of [{','.join(known)}]")
        words = value.split(",") if known[name] else []
        for word in words:
            if word not in known[name] or words.count(word) > 1:
                _refuse(name, value, f"The `{name}` query parameter value [{word}] is not allowed")


def listed(call: Call, name: str) -> tuple[str, ...]:
    """A list's words; none where the parameter is missing."""
    value = call.request.parameters.get(name)
    return () if value is None else tuple(value.split(","))


def number(call: Call, name: str, least: int, most: int, default: int) -> int:
    value = call.request.parameters.get(name, str(default))
    if not re.fullmatch(r"[0-9]{1,9}", value) or not least <= int(value) <= most:
        _refuse(name, value, f"The `{name}` value [{value}] is not between {least} and {most}")
    return int(value)


def post_id(call: Call, name: str) -> int | None:
    value = call.request.parameters.get(name)
    if value is None:
        return None
    if not re.fullmatch(r"[0-9]{1,19}", value):
        _refuse(name, value, f"The `{name}` query parameter value [{value}] is not valid")
    return int(value)


def moment(call: Call, name: str) -> datetime | None:
    value = call.request.parameters.get(name)
    if value is None:
        return None
    try:
        if _MOMENT.fullmatch(value):
            return datetime.fromisoformat(value)
    except ValueError:  # February 30th
        pass
    _refuse(name, value, f"Invalid '{name}':'{value}'. It must be a valid RFC 3339 time.")


def page(call: Call) -> int | None:
    """The id that the next page ends before."""
    token = call.request.parameters.get("pagination_token")
    if token is None:
        return None
    if not re.fullmatch(r"before[0-9]{1,19}", token):
        _refuse("pagination_token", token, "The pagination token is invalid.")
    return int(token.removeprefix("before"))


def next_page(last: str) -> str:
    return f"before{last}"


def _refuse(name: str, value: str, message: str) -> NoReturn:
    refuse(answers.invalid(message, **{name: [value]}))
