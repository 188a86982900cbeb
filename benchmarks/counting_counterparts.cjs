// The independent counterparts of benchmarks/counting.py: how the platforms' own JavaScript counts.
//
//   node counting_counterparts.cjs FOLDER
//
// FOLDER holds node_modules with twitter-text 3 and @atproto/api; what is missing is left out. Reads a
// JSON list of texts a line, writes a JSON list with one object a text.
"use strict";

const path = require("node:path");
const readline = require("node:readline");
const { createRequire } = require("node:module");

const fromFolder = createRequire(path.join(path.resolve(process.argv[2] || "."), "index.js"));
const optional = (name) => {
  try {
    return fromFolder(name);
  } catch {
    return null;
  }
};
const twitter = optional("twitter-text");
const bluesky = optional("@atproto/api");
const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

const clusters = (text) => Array.from(segmenter.segment(text), (each) => each.segment);

// Mastodon's server, app/validators/status_length_validator.rb and Account::MENTION_RE, with the
// addresses of twitter-text.
const WORD = "\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}";
const MENTION = new RegExp(
  `(?<![=/${WORD}])@([a-z0-9_]+(?:[.-]+[a-z0-9_]+)*)(?:@[${WORD}]+(?:[.-]+[${WORD}]+)*)?`,
  "giu",
);
const NO_MENTION_BEFORE = /^(?:[@＠]|[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0253\u0254\u0256\u0257\u0259\u025b\u0263\u0268\u026f\u0272\u0289\u028b\u02bb\u0300-\u036f\u1e00-\u1eff]|:\/\/)/;

function mastodon(text) {
  const found = twitter
    .extractUrlsWithIndices(text, { extractUrlsWithoutProtocol: false })
    .map((url) => ({ start: url.indices[0], end: url.indices[1], as: "x".repeat(23) }));
  for (const match of text.matchAll(MENTION)) {
    const end = match.index + match[0].length;
    if (!NO_MENTION_BEFORE.test(text.slice(end))) {
      found.push({ start: match.index, end, as: `@${match[1]}` });
    }
  }
  found.sort((a, b) => a.start - b.start);
  let countable = "";
  let last = 0;
  for (const each of found) {
    if (each.start >= last) {
      countable += text.slice(last, each.start) + each.as;
      last = each.end;
    }
  }
  return clusters(countable + text.slice(last)).length;
}

const EMOJI = /\p{Emoji_Presentation}|\p{Emoji}\ufe0f|[0-9#*]\u20e3/u;

function threads(text) {
  let length = 0;
  for (const cluster of clusters(text)) {
    length += EMOJI.test(cluster) ? Buffer.byteLength(cluster) : [...cluster].length;
  }
  return length;
}

function facets(rich) {
  rich.detectFacetsWithoutResolution();
  return (rich.facets || []).map(({ index, features: [feature] }) => [
    feature.$type.split("#")[1],
    index.byteStart,
    index.byteEnd,
    feature.uri || feature.tag || feature.did,
  ]);
}

function counted(text) {
  const said = {
    utf16: text.length,
    "code-points": [...text].length,
    utf8: Buffer.byteLength(text),
    clusters: clusters(text).map((each) => each.length),
    threads: threads(text),
  };
  if (twitter) {
    const parsed = twitter.parseTweet(text);
    said.weighted = parsed.weightedLength;
    said.valid = parsed.valid;
    said.mastodon = mastodon(text);
  }
  if (bluesky) {
    const rich = new bluesky.RichText({ text });
    said.graphemes = rich.graphemeLength;
    said.bytes = rich.length;
    said.facets = facets(rich);
  }
  return said;
}

const lines = readline.createInterface({ input: process.stdin });
process.stdout.write(
  `${JSON.stringify({ twitter: !!twitter, bluesky: !!bluesky, unicode: process.versions.unicode })}\n`,
);
lines.on("line", (line) => {
  process.stdout.write(`${JSON.stringify(JSON.parse(line).map(counted))}\n`);
});
