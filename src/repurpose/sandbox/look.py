"""How the feed page looks: narrow first, light and dark."""

from __future__ import annotations

STYLE = """
:root { color-scheme: light dark; --ink: #1b1b1b; --soft: #5c5c5c; --line: #d9d9d9;
  --paper: #fff; --ground: #f4f3f0; --accent: #0b5cad; --banner: #ffe9a8; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ececec; --soft: #a9a9a9; --line: #3c3c3c; --paper: #1d1d1d;
    --ground: #121212; --accent: #7db8f5; --banner: #4a3c0c; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
.banner { margin: 0; padding: .6rem 1rem; background: var(--banner); }
h1 { margin: 1rem; font-size: 1.4rem; line-height: 1.25; }
main { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem; padding: 0 1rem 2rem; }
@media (min-width: 60rem) { main { grid-template-columns: repeat(2, minmax(0, 1fr)); align-items: start; } }
header, main { max-width: 76rem; margin-inline: auto; }
h2 { margin: .5rem 0; font-size: 1.15rem; }
.count, .author { color: var(--soft); font-weight: normal; font-size: .85rem; }
article { background: var(--paper); border: 1px solid var(--line); border-radius: .6rem;
  padding: .9rem 1rem; margin: 0 0 .8rem; }
.thread { margin: 0 0 .8rem; }
.thread article { margin: 0; border-radius: 0; border-bottom-style: dashed; }
.thread article:first-child { border-radius: .6rem .6rem 0 0; }
.thread article:last-child { border-radius: 0 0 .6rem .6rem; border-bottom-style: solid; }
.thread article + article { border-top: 0; }
h3 { margin: 0; font-size: 1rem; }
.text { margin: .35rem 0; white-space: pre-wrap; }
a { color: var(--accent); }
.tag { color: var(--accent); }
figure { margin: .6rem 0; }
.title { margin: .35rem 0 0; font-weight: 600; }
.comment { margin: .5rem 0 0; padding: .4rem .6rem; border-left: 3px solid var(--line); }
video { display: block; max-width: 100%; border-radius: .4rem; }
img { display: block; max-width: 100%; height: auto; border-radius: .4rem;
  border: 1px solid var(--line); }
figcaption, .when, .empty { color: var(--soft); font-size: .85rem; }
.lost { margin: .4rem 0; padding: .4rem .6rem; background: var(--banner); font-size: .85rem; }
.when { margin: .4rem 0 0; }
.card { display: block; border: 1px solid var(--line); border-radius: .4rem; margin: .6rem 0;
  padding: .7rem; text-decoration: none; color: inherit; }
.card strong, .card span, .card small { display: block; }
.card small { color: var(--soft); }
"""
