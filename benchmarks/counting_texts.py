"""Random texts for benchmarks/counting.py: what comes up in posts, and what nobody thinks of."""

from __future__ import annotations

from random import Random

_PROSE = [
    "Die",
    "Fabrik",
    "spart",
    "z.B.",
    "1.5",
    "Mio.",
    "Franken",
    "–",
    "«jährlich».",
    "Vraiment",
    "?",
    "Oui,",
    "dit-elle",
    ":",
    "«",
    "c’est",
    "fait",
    "».",
    "Über",
    "3’000",
    "Häuser",
    "in",
    "Zürich",
    "und",
    "Genf",
    "brauchen",
    "weniger",
    "Wärme;",
    "d.h.",
    "bis",
    "zu",
    "40",
    "%",
    "…",
    "È",
    "vero?",
    "Così",
    "sia.",
    "The",
    "talk",
    "is",
    "on",
    "5",
    "May",
    "at",
    "6",
    "p.m.",
    "in",
    "St.",
    "Gallen",
    "(room",
    "3),",
    "isn’t",
    "it?",
    "Mehr:",
    "siehe",
    "Seite",
    "12",
    "ff.,",
    "usw.",
]
_SIGNS = [
    "…",
    "€",
    "•",
    "→",
    "™",
    "©",
    "®",
    "‼",
    "⁉",
    "«",
    "»",
    "“",
    "”",
    "„",
    "‹",
    "›",
    "–",
    "—",
    "’",
    "‰",
    "½",
    "ẞ",
    "ſ",
    "K",
    "Å",
    "Ω",
    "д",
    "日本",
    "本",
    "ا",
    "עברית",
    "भारत",
    "ไทย",
    "한국",
    "㎏",
    "ﬁ",
    "Ａ",
    "＃",
    "＠",
    "。",
    "「」",
]
_EMOJI = [
    "😀",
    "👨\u200d👩\u200d👧\u200d👦",
    "🇨🇭",
    "🇩🇪🇫🇷",
    "🇨",
    "1⃣",
    "1️⃣",
    "#️⃣",
    "*⃣",
    "☺",
    "☺️",
    "❤",
    "❤️",
    "❤️\u200d🔥",
    "👍🏽",
    "🙋🏿\u200d♀️",
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "🏳️\u200d🌈",
    "🏴\u200d☠️",
    "©️",
    "™️",
    "‼️",
    "🫠",
    "🫨",
    "🪉",
    "🫩",
    "👩🏽\u200d🤝\u200d👨🏿",
    "🕵🏻\u200d♂️",
    "⌚",
    "⏏️",
    "〰️",
    "🈁",
    "🧑\u200d🧑\u200d🧒",
    "🐦\u200d⬛",
    "⛹🏾\u200d♂️",
    "🏻",
    "👩\u200d❤️\u200d💋\u200d👨",
    "🚶\u200d➡️",
    "↔️",
    "🅰️",
    "♟️",
]
_HOSTS = [
    "example.com",
    "example.ch",
    "www.firma.de",
    "grüezi.ch",
    "müller.swiss",
    "a.travel",
    "foo.museum",
    "x.co",
    "t.co",
    "firma.zuerich",
    "日本語.jp",
    "пример.рф",
    "example.invalid",
    "example.c",
    "127.0.0.1",
    "localhost",
    "a-b.example.org",
    "sub.domain.co.uk",
    "EXAMPLE.COM",
    "Bahnhof.Der",
    "example.comm",
    "xn--mller-kva.de",
    "-a.ch",
    "a_b.de",
    "example.google",
    "httpbin.org",
    "a.b.c.d.io",
    "한국.한국",
    "example.com中国語",
    "à.fr",
    "_x.org",
    "bsky.social",
]
_PATHS = [
    "/",
    "/a",
    "/ein/langer/weg?mit=allem#und",
    "/wiki/Primer_(film)",
    "/(a(b)c)",
    "/ä/ö",
    "/日本",
    "/x.",
    "/x,",
    "/@user",
    "/@a@b.ch",
    "/a-b_c~d",
    "?q=1",
    "?q=ä&b=(c)",
    ":8080/x",
    "/%C3%A4",
    "/!$&'*+",
    "/a)b",
    "/a;b=c",
    "#top",
    "/….html",
    "/x?y=z.",
    "/[a]",
    "/a|b",
]
_NAMES = [
    "bob",
    "anna.keller",
    "a_b",
    "x-y",
    "Ünal",
    "123",
    "q",
    "the_longest_name_of_them_all",
    "bob.bsky.social",
    "a.",
]
_MARKS = "\u0301\u0308\u0323\u20e3\u200d\u200c\u200b\u200e\u200f\u2066\u202e\ufe0f\ufe0e\u034f\u1160\u0e33\u0903\u094d\u0600"
_SPACES = (
    " ",
    " ",
    " ",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "\u00a0",
    "\u202f",
    "\u2028",
    "\u3000",
    "\r",
    "\x85",
    "\x1c",
    "\ufeff",
    "",
)
_ODD = (
    "\x00\x1f\x7f\xad\u2060\ufffe\uffff\ufffd\ue000\U000f0000\U0010ffff\U000e0001\ud83d\ud800\udfff"
)
# Other cases of i, s and k; halves; what stands around addresses and mentions; and whole ones of both.
_SNAGS = (
    *"ıİſ\u212a\u212bẞßKksiÅå\ud83d\udc69😀𝔘@＠._-:/#$ \n\x1c\ufeffé日\u0600\u0301\u200d\ufe0f'()☺🇨1\u20e3",
    *(
        "https://",
        "HTTPS://",
        "://",
        "www.",
        "x.co",
        "a.ch",
        "é.fr",
        "a.b.co",
        "日本語.jp",
        "xn--a.de",
    ),
    *("t.co/", "t.co/aB", "/a", "/é", "?q=", "@bob", "@bob@x.co", "@\u212a@a.ch", "#tag"),
)
_LIMITS = (280, 300, 500)


class Texts:
    """An endless row of texts; the same seed gives the same row."""

    def __init__(self, seed: int | str) -> None:
        self._random = Random(seed)
        self._kinds = (
            (self._prose, 24), (self._sign, 8), (self._emoji, 14), (self._address, 14),
            (self._mention, 8), (self._tag, 8), (self._anything, 14), (self._mark, 6), (self._odd, 3),
            (self._snags, 4),
        )  # fmt: skip

    def next(self) -> str:
        """One text, of up to some 600 characters; most of them are short."""
        draw = self._random.random
        if draw() < 0.01:
            return self._around_a_limit()
        longest = self._random.choices((5, 12), (7, 3))[0]
        size = 1 + int(longest * draw() ** 2) if draw() < 0.99 else 40
        makers, weights = zip(*self._kinds, strict=True)
        made: list[str] = []
        for maker in self._random.choices(makers, weights, k=size):
            made += [maker(), self._random.choice(_SPACES)]
        return _as_javascript_has_it("".join(made[: -1 if draw() < 0.8 else None]))

    def _around_a_limit(self) -> str:
        limit = self._random.choice(_LIMITS)
        text = ""
        while len(text) < limit:
            text += (
                self._random.choice((self._prose, self._prose, self._emoji, self._address))() + " "
            )
        return _as_javascript_has_it(text[: limit + self._random.randint(-3, 3)])

    def _prose(self) -> str:
        start = self._random.randrange(len(_PROSE))
        return " ".join(_PROSE[start : start + self._random.randint(1, 6)])

    def _sign(self) -> str:
        return self._random.choice(_SIGNS)

    def _emoji(self) -> str:
        return "".join(self._random.choices(_EMOJI, k=self._random.choice((1, 1, 1, 2, 3))))

    def _address(self) -> str:
        scheme = self._random.choice(
            ("", "", "https://", "https://", "http://", "HTTPS://", "ftp://", "//", "(", "@")
        )
        path = self._random.choice(_PATHS) if self._random.random() < 0.6 else ""
        return (
            scheme
            + self._random.choice(_HOSTS)
            + path
            + self._random.choice(("", "", "", ".", ",", ")", "!", "ä", "日"))
        )

    def _mention(self) -> str:
        host = f"@{self._random.choice(_HOSTS)}" if self._random.random() < 0.5 else ""
        return (
            self._random.choice(("@", "@", "@", "＠", "(@", "x@", "/@"))
            + self._random.choice(_NAMES)
            + host
        )

    def _tag(self) -> str:
        word = self._random.choice(
            ("Holzbau", "2026", "#x", "a_b", "Über-uns", "日本", "tag.", "❤️", "AAPL", "x" * 64, "")
        )
        return self._random.choice(("#", "#", "＃", "$", "(#")) + word

    def _anything(self) -> str:
        return "".join(self._code_point() for _ in range(self._random.randint(1, 4)))

    def _code_point(self) -> str:
        """Of any plane; those below U+3000 come up as often as all others."""
        top = (
            0x3000
            if self._random.random() < 0.5
            else self._random.choice((0x10000, 0x20000, 0x110000))
        )
        return chr(self._random.randrange(top))

    def _mark(self) -> str:
        return self._random.choice("aeöxב한") + "".join(
            self._random.choices(_MARKS, k=self._random.randint(1, 3))
        )

    def _snags(self) -> str:
        """A few of them, again and again."""
        few = self._random.choices(_SNAGS, k=self._random.randint(1, 6))
        return "".join(self._random.choices(few, k=self._random.choice((2, 4, 8, 20))))

    def _odd(self) -> str:
        return self._random.choice(_ODD)


def _as_javascript_has_it(text: str) -> str:
    """Two surrogates side by side are one character there."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
