"""How each platform lets a program act for a person: OAuth 2.0 by code, or secrets to paste.

Sources, as of November 2026: docs.x.com (oauth-2-0/authorization-code), learn.microsoft.com/linkedin
(authorization-code-flow), docs.joinmastodon.org (oauth), developers.facebook.com (manual login flow,
long-lived tokens), developers.google.com/youtube (installed applications), developers.facebook.com/docs/threads
(get-access-tokens).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal
from urllib.parse import urlsplit

PORT = 8765  # of the address that platforms send the browser back to; it is registered with them


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A token for another token.

    Attributes:
        address: Whom to ask.
        grant: What is asked for: the parameter `grant_type`.
        offers: The parameter that the old token is in.
        method: Meta documents GET, with the token in the query, and takes the form for Facebook too.
    """

    address: str
    grant: str
    offers: str = "access_token"
    method: Literal["GET", "POST"] = "GET"


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """A long token that is made new with itself: once it is a day old, and before it ends.

    Sources, as of November 2026: developers.facebook.com/docs/threads/get-started/long-lived-tokens,
    …/docs/instagram-platform/reference/refresh_access_token.

    Attributes:
        unless: A key of the channel which says that the login is another platform's.
        lives: How long a token is good that was made just now.
        young: How long it is too young for it.
        every: How often it is done: the old one is good for long after it.
    """

    exchange: Exchange
    unless: str = ""
    lives: timedelta = timedelta(days=60)
    young: timedelta = timedelta(hours=25)
    every: timedelta = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeFlow:
    """OAuth 2.0 by authorisation code (RFC 6749, 4.1; RFC 8252 for programs on one's own machine).

    Attributes:
        authorize, tokens: The addresses; `register` where the app itself is registered by program.
        scopes: What it asks for; `joint` stands between them.
        pkce: Whether a code challenge goes along (RFC 7636).
        confidential: Whether the app has a client secret.
        basic: The app proves itself by HTTP Basic, not in the form.
        host: How this machine is called in the address that one is sent back to; "" where the platform
            sends nobody back to a machine of one's own.
        more: Further parameters of the authorisation.
        lives: How long a token lives where the answer does not say.
        before: What must be done before, a line each: the platform's hurdles.
        exchange: What turns a short token into a long one.
        pages: Where it says which pages the person may post to: the login becomes that of one of them.
    """

    authorize: str
    tokens: str
    scopes: tuple[str, ...]
    joint: str = " "
    pkce: bool = False
    confidential: Literal["needed", "optional", "none"] = "needed"
    basic: bool = False
    host: str = "localhost"
    more: Mapping[str, str] = field(default_factory=dict)
    lives: timedelta | None = None
    register: str | None = None
    exchange: Exchange | None = None
    pages: str | None = None
    before: tuple[str, ...] = ()

    def redirect(self, port: int = PORT) -> str:
        """The address on this machine to register with the platform, and to be sent back to."""
        return f"http://{self.host}:{port}/"


FLOWS: dict[str, CodeFlow] = {
    "twitter": CodeFlow(
        authorize="https://x.com/i/oauth2/authorize",
        tokens="https://api.x.com/2/oauth2/token",
        scopes=("tweet.read", "tweet.write", "users.read", "media.write", "offline.access"),
        pkce=True,
        confidential="optional",
        basic=True,
        host="127.0.0.1",
        before=(
            "1. console.x.com: make an app, and buy a few credits: X bills each post.",
            "2. User authentication settings: type Native App, permissions Read and write.",
            "3. Callback address: http://127.0.0.1:8765/",
            "4. Copy the OAuth 2.0 client ID.",
        ),
    ),
    "linkedin": CodeFlow(
        authorize="https://www.linkedin.com/oauth/v2/authorization",
        tokens="https://www.linkedin.com/oauth/v2/accessToken",
        scopes=("openid", "profile", "w_member_social"),
        lives=timedelta(days=60),
        before=(
            "1. linkedin.com/developers: make an app; it belongs to a LinkedIn page that you run.",
            "2. Products: Share on LinkedIn, and Sign In with LinkedIn using OpenID Connect.",
            "3. Auth: add the redirect address http://localhost:8765/",
            "4. To post as your organisation you need a second app, with the Community Management",
            "   API, for LinkedIn allows that product no other beside it; it is granted after a",
            "   review, to registered firms. Then: repurpose login linkedin:firm --scopes",
            "   w_organization_social,r_organization_social and set author: urn:li:organization:…",
        ),
    ),
    "facebook": CodeFlow(
        authorize="https://www.facebook.com/v25.0/dialog/oauth",
        tokens="https://graph.facebook.com/v25.0/oauth/access_token",
        scopes=(
            "pages_show_list",
            "pages_read_engagement",
            "pages_manage_posts",
            "pages_manage_engagement",  # the first comment
        ),
        joint=",",
        lives=timedelta(days=60),
        exchange=Exchange(
            address="https://graph.facebook.com/v25.0/oauth/access_token",
            grant="fb_exchange_token",
            offers="fb_exchange_token",
            method="POST",
        ),
        pages="https://graph.facebook.com/v25.0/me/accounts",
        before=(
            "1. developers.facebook.com: make an app of type Business with Facebook Login.",
            "2. You must run the page, and have a role on the app.",
            "3. Settings, Basic: copy app ID and app secret.",
            "4. Log in while the app is in development: only then Facebook sends a browser back to this",
            "   machine. (An app that is live: --redirect https://… of your own, as it stands under",
            "   Facebook Login, Settings.)",
            "5. Then switch it to Live: until then nobody but you sees the posts. The login stays good.",
        ),
    ),
    "youtube": CodeFlow(
        authorize="https://accounts.google.com/o/oauth2/v2/auth",
        tokens="https://oauth2.googleapis.com/token",
        scopes=(
            "https://www.googleapis.com/auth/youtube.upload",
            "https://www.googleapis.com/auth/youtube.force-ssl",
        ),
        pkce=True,
        host="127.0.0.1",
        more={"access_type": "offline", "prompt": "consent"},
        before=(
            "1. console.cloud.google.com: make a project, switch on YouTube Data API v3.",
            "2. OAuth consent screen: external; publish it. In test mode a login ends after 7 days.",
            "3. Credentials: OAuth client ID of type Desktop app.",
            "4. Until Google has audited the project, its uploads stay private.",
        ),
    ),
    "threads": CodeFlow(
        authorize="https://threads.net/oauth/authorize",
        tokens="https://graph.threads.net/oauth/access_token",
        scopes=(
            "threads_basic",
            "threads_content_publish",
            "threads_manage_replies",  # threads of several parts
            "threads_read_replies",
            "threads_delete",
        ),
        joint=",",
        host="",
        lives=timedelta(days=60),
        exchange=Exchange(
            address="https://graph.threads.net/access_token", grant="th_exchange_token"
        ),
        before=(
            "1. developers.facebook.com: make an app with the use case Threads API; add the permissions",
            "   threads_content_publish, and for threads and takedown threads_manage_replies,",
            "   threads_read_replies, threads_delete.",
            "2. Roles: add your account as a Threads tester; accept it in Threads: Settings, Account,",
            "   Website permissions.",
            "3. The app's settings for Threads: Generate token, beside your account. Paste it here.",
        ),
    ),
    "mastodon": CodeFlow(
        authorize="https://mastodon.social/oauth/authorize",
        tokens="https://mastodon.social/oauth/token",
        scopes=("read:accounts", "read:statuses", "write:statuses", "write:media"),
        register="https://mastodon.social/api/v1/apps",
        confidential="none",
        host="127.0.0.1",
        before=("The app registers itself on your server.",),
    ),
}

# Where there is no flow, or none that is shorter: what must be done before something is pasted.
TO_PASTE: dict[str, tuple[str, ...]] = {
    "instagram": (
        "1. Instagram's app: make the account a professional one (Account type and tools).",
        "2. developers.facebook.com: make an app of type Business, and add Instagram.",
        "3. API setup with Instagram login: Generate token, beside the account. Paste it here.",
    ),
    "bluesky": (
        "1. bsky.app, Settings, Privacy and security, App passwords: add one. Paste it here.",
    ),
}

RENEWALS: dict[str, Renewal] = {
    "instagram": Renewal(
        exchange=Exchange(
            address="https://graph.instagram.com/refresh_access_token", grant="ig_refresh_token"
        ),
        unless="user_id",
    ),
    "threads": Renewal(
        exchange=Exchange(
            address="https://graph.threads.net/refresh_access_token", grant="th_refresh_token"
        )
    ),
}


def at(address: str, base: str | None) -> str:
    """A flow's address on another server, where `api_url` names one."""
    return address if not base else base.rstrip("/") + urlsplit(address).path
