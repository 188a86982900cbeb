"""Transcripts in the JSON of recognisers, editors and meetings: small files as these write them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from repurpose import readers
from repurpose.errors import SourceError
from repurpose.model import Asset
from repurpose.protocols import ReadContext


def _read(folder: Path, data: Any, name: str = "a.json") -> Asset:
    text = data if isinstance(data, str) else json.dumps(data)
    (folder / name).write_text(text, "utf-8")
    return readers.read(folder / name, ReadContext())


def _said(asset: Asset) -> list[tuple[str | None, str, float | None, float | None]]:
    return [
        (s.speaker, s.text, round(s.locator.start or 0, 3), round(s.locator.end or 0, 3))
        for s in asset.segments
    ]


WORDS = [("Holz", 1.0, 1.4), ("hilft.", 1.5, 2.0), ("Ja,", 3.0, 3.2), ("sehr.", 3.3, 3.9)]
# Most forms below hold these words: two sentences, the second one by somebody else.
TOLD = [("Holz hilft.", 1.0, 2.0), ("Ja, sehr.", 3.0, 3.9)]


def _words(text: str, start: str, end: str, **more: Any) -> list[dict[str, Any]]:
    return [{text: word, start: at, end: until, **more} for word, at, until in WORDS]


def _aws() -> dict[str, Any]:
    def item(word: str, start: float, end: float) -> dict[str, Any]:
        times = {"start_time": str(start), "end_time": str(end)}
        return {
            **times,
            "alternatives": [{"confidence": "0.9", "content": word}],
            "type": "pronunciation",
        }

    def mark(sign: str) -> dict[str, Any]:
        return {"alternatives": [{"confidence": "0.0", "content": sign}], "type": "punctuation"}

    items = [
        item("Holz", 1.0, 1.4), item("hilft", 1.5, 2.0), mark("."),
        item("Ja", 3.0, 3.2), mark(","), item("sehr", 3.3, 3.9), mark("."),
    ]  # fmt: skip
    segments = [
        {"start_time": "1.0", "end_time": "2.0", "speaker_label": "spk_0", "items": []},
        {"start_time": "3.0", "end_time": "3.9", "speaker_label": "spk_1", "items": []},
    ]
    return {
        "jobName": "a", "accountId": "1", "status": "COMPLETED",
        "results": {
            "transcripts": [{"transcript": "Holz hilft. Ja, sehr."}],
            "speaker_labels": {"speakers": 2, "segments": segments},
            "items": items,
        },
    }  # fmt: skip


def _google(tags: bool) -> dict[str, Any]:
    def words(first: int, last: int, speaker: bool) -> list[dict[str, Any]]:
        return [
            {"startTime": f"{start}s", "endTime": f"{end}s", "word": word,
             **({"speakerTag": 1 + (start > 2.5)} if speaker else {})}
            for word, start, end in WORDS[first:last]
        ]  # fmt: skip

    results: list[dict[str, Any]] = [
        {"alternatives": [{"transcript": "Holz hilft.", "words": words(0, 2, False)}, {"transcript": "Stolz hilft."}]},
        {"alternatives": [{"transcript": " Ja, sehr.", "words": words(2, 4, False)}]},
    ]  # fmt: skip
    if tags:
        results.append({"alternatives": [{"words": words(0, 4, True)}]})
    return {"name": "1", "metadata": {"progressPercent": 100}, "done": True, "response": {"results": results}}  # fmt: skip


def _rev() -> dict[str, Any]:
    def elements(words: list[tuple[str, float, float]]) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for word, start, end in words:
            found.append(
                {
                    "type": "text",
                    "value": word.strip(".,"),
                    "ts": start,
                    "end_ts": end,
                    "confidence": 0.9,
                }
            )
            found.append({"type": "punct", "value": word[len(word.strip(".,")) :] + " "})
        return found

    return {
        "monologues": [
            {"speaker": 0, "elements": elements(WORDS[:2])},
            {"speaker": 1, "elements": elements(WORDS[2:])},
        ]
    }


def _segments(**names: str) -> list[dict[str, Any]]:
    text, start, end, who = (names.get(n, n) for n in ("text", "start", "end", "speaker"))
    return [
        {start: at, end: until, text: said, who: name}
        for (said, at, until), name in zip(TOLD, ("Anna Meier", "Beat Frei"), strict=True)
    ]


def _ms(seconds: float) -> int:
    return round(seconds * 1000)


FORMS: dict[str, tuple[Any, tuple[str | None, str | None]]] = {
    "Whisper": (
        {"text": " Holz hilft. Ja, sehr.", "language": "de", "segments": [
            {"id": n, "seek": 0, "start": a, "end": b, "text": f" {t}", "tokens": [1, 2], "temperature": 0.0,
             "words": [{"word": f" {w}", "start": s, "end": e, "probability": 0.9} for w, s, e in WORDS[2 * n : 2 * n + 2]]}
            for n, (t, a, b) in enumerate(TOLD)]}, (None, None)),
    "WhisperX": (
        {"segments": [
            {"start": a, "end": b, "text": t, "speaker": f"SPEAKER_0{n}",
             "words": [{"word": w, "start": s, "end": e, "score": 0.9, "speaker": f"SPEAKER_0{n}"} for w, s, e in WORDS[2 * n : 2 * n + 2]]}
            for n, (t, a, b) in enumerate(TOLD)], "word_segments": _words("word", "start", "end")}, ("SPEAKER_00", "SPEAKER_01")),
    "whisper.cpp": (
        {"systeminfo": "x", "transcription": [
            {"timestamps": {"from": "00:00:01,000", "to": "00:00:02,000"}, "offsets": {"from": _ms(a), "to": _ms(b)}, "text": f" {t}"}
            for t, a, b in TOLD]}, (None, None)),
    "Transformers": ({"text": "…", "chunks": [{"timestamp": [a, b], "text": f" {t}"} for t, a, b in TOLD]}, (None, None)),
    "podcast": ({"version": "1.0.0", "segments": _segments(text="body", start="startTime", end="endTime")}, ("Anna Meier", "Beat Frei")),
    "podcast, word by word": (
        {"version": "1.0.0", "segments": [
            {"speaker": "Anna" if at < 2.5 else "Beat", "startTime": at, "endTime": until, "body": word} for word, at, until in WORDS]}, ("Anna", "Beat")),
    "Podlove": ([
        {"start": "00:00:01.000", "start_ms": 1000, "end": "00:00:02.000", "end_ms": 2000, "speaker": "1", "voice": "Anna", "text": "Holz hilft."},
        {"start": "00:00:03.000", "start_ms": 3000, "end": "00:00:03.900", "end_ms": 3900, "speaker": "2", "voice": "Beat", "text": "Ja, sehr."}], ("Anna", "Beat")),
    "Teams": (
        {"$schema": "x", "version": "1.0.0", "type": "Transcript", "entries": [
            {"id": "1", "text": t, "speakerId": "9", "speakerDisplayName": who, "confidence": 0.9,
             "startOffset": f"00:00:0{a:.7f}", "endOffset": f"00:00:0{b:.7f}", "spokenLanguageTag": "de-de"}
            for (t, a, b), who in zip(TOLD, ("Anna Meier", "Beat Frei"), strict=True)]}, ("Anna Meier", "Beat Frei")),
    "Otter": (
        {"speech": {"speakers": [{"id": 7, "speaker_name": "Anna"}, {"id": 8, "speaker_name": "Beat"}], "transcripts": [
            {"start_offset": round(a * 16000), "end_offset": round(b * 16000), "speaker_id": 7 + n, "transcript": t}
            for n, (t, a, b) in enumerate(TOLD)]}}, ("Anna", "Beat")),
    "AWS": (_aws(), ("spk_0", "spk_1")),
    "Google": (_google(False), (None, None)),
    "Google, with speakers": (_google(True), ("Speaker 1", "Speaker 2")),
    "IBM": (
        {"result_index": 0, "results": [
            {"final": True, "alternatives": [{"transcript": t, "timestamps": [list(w) for w in WORDS[2 * n : 2 * n + 2]]}]}
            for n, (t, _, _) in enumerate(TOLD)],
         "speaker_labels": [{"from": s, "to": e, "speaker": int(s > 2.5), "final": False} for _, s, e in WORDS]}, ("Speaker 0", "Speaker 1")),
    "Deepgram": (
        {"metadata": {"duration": 4.0}, "results": {
            "channels": [{"alternatives": [{"transcript": "holz hilft ja sehr", "words": [
                {"word": w.strip(".,").lower(), "punctuated_word": w, "start": s, "end": e, "speaker": int(s > 2.5)} for w, s, e in WORDS]}]}],
            "utterances": [{"start": a, "end": b, "transcript": t, "speaker": n, "channel": 0} for n, (t, a, b) in enumerate(TOLD)]}}, ("Speaker 0", "Speaker 1")),
    "AssemblyAI": (
        {"id": "x", "text": "…", "words": [{"text": w, "start": _ms(s), "end": _ms(e), "speaker": "A" if s < 2.5 else "B"} for w, s, e in WORDS],
         "utterances": [{"text": t, "start": _ms(a), "end": _ms(b), "speaker": "AB"[n],
                         "words": [{"text": w, "start": _ms(s), "end": _ms(e)} for w, s, e in WORDS[2 * n : 2 * n + 2]]} for n, (t, a, b) in enumerate(TOLD)]},
        ("Speaker A", "Speaker B")),
    "Azure": (
        {"combinedRecognizedPhrases": [{"channel": 0, "display": "…"}], "recognizedPhrases": [
            {"recognitionStatus": "Success", "channel": 0, "speaker": n + 1,
             "offsetInTicks": a * 1e7, "durationInTicks": (b - a) * 1e7,
             "nBest": [{"confidence": 0.9, "lexical": t.lower(), "display": t}, {"display": "Nein."}]} for n, (t, a, b) in enumerate(TOLD)]}, ("Speaker 1", "Speaker 2")),
    "Rev": (_rev(), ("Speaker 0", "Speaker 1")),
    "Speechmatics": (
        {"format": "2.7", "results": [
            each for n, (w, s, e) in enumerate(WORDS) for each in (
                {"type": "word", "start_time": s, "end_time": e, "alternatives": [{"content": w.strip(".,"), "speaker": f"S{1 + n // 2}"}]},
                *([{"type": "punctuation", "start_time": e, "end_time": e, "attaches_to": "previous",
                    "alternatives": [{"content": w[-1], "speaker": f"S{1 + n // 2}"}]}] if w[-1] in ".," else []))]}, ("S1", "S2")),
    "Speechmatics, first version": (
        {"job": {"lang": "de"}, "speakers": [
            {"name": "F1", "time": "1.00", "duration": "1.000"}, {"name": "M2", "time": "3.00", "duration": "0.900"}],
         "words": [{"name": w, "time": f"{s:.2f}", "duration": f"{e - s:.3f}", "confidence": "0.9"} for w, s, e in WORDS]}, ("F1", "M2")),
    "Vosk": ({"result": _words("word", "start", "end", conf=1.0), "text": "…"}, (None, None)),
    "ElevenLabs": (
        {"language_code": "de", "words": [
            each for n, (w, s, e) in enumerate(WORDS) for each in (
                {"text": w, "start": s, "end": e, "type": "word", "speaker_id": f"speaker_{n // 2}"},
                {"text": " ", "start": e, "end": e, "type": "spacing", "speaker_id": f"speaker_{n // 2}"})]}, ("speaker_0", "speaker_1")),
    "digital paper edit": (
        {"words": [{"id": n, **word} for n, word in enumerate(_words("text", "start", "end"))],
         "paragraphs": [{"id": 0, "start": 1.0, "end": 2.0, "speaker": "Anna"}, {"id": 1, "start": 3.0, "end": 3.9, "speaker": "Beat"}]}, ("Anna", "Beat")),
    "Fireflies": ({"title": "x", "sentences": _segments(start="start_time", end="end_time", speaker="speaker_name")}, ("Anna Meier", "Beat Frei")),
    "Video Indexer": (
        {"videos": [{"insights": {"speakers": [{"id": 1, "name": "Anna"}, {"id": 2, "name": "Beat"}], "transcript": [
            {"id": n, "text": t, "speakerId": n + 1, "instances": [{"start": f"0:00:0{a}", "end": f"0:00:0{b}"}]} for n, (t, a, b) in enumerate(TOLD)]}}]}, ("Anna", "Beat")),
    "a list": ([{"text": t, "start": a, "duration": b - a} for t, a, b in TOLD], (None, None)),
    "a line each": ("\n".join(json.dumps({"speakerName": who, "spokenText": t, "startDateTime": f"2026-05-03T10:00:0{a}00000Z",
                                           "endDateTime": f"2026-05-03T10:00:0{b}00000Z"}) for (t, a, b), who in zip(TOLD, ("Anna", "Beat"), strict=True)), ("Anna", "Beat")),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_the_forms_of_programs(tmp_path: Path, form: str) -> None:
    data, (one, other) = FORMS[form]
    asset = _read(tmp_path, data)
    away = 1.0 if form == "a line each" else 0.0  # it names the time of day
    assert _said(asset) == [
        (one, "Holz hilft.", 1.0 - away, 2.0 - away), (other, "Ja, sehr.", 3.0 - away, 3.9 - away),
    ]  # fmt: skip
    assert asset.kind == "transcript"
    assert not asset.faults


@pytest.mark.parametrize(
    "form",
    ["Whisper", "WhisperX", "AWS", "Google", "IBM", "AssemblyAI", "Rev", "Speechmatics", "Vosk"],
)
def test_words_keep_their_times(tmp_path: Path, form: str) -> None:
    asset = _read(tmp_path, FORMS[form][0])
    times = [tuple(round(at, 3) for at in word) for s in asset.segments for word in s.word_times]
    assert times == [(start, end) for _, start, end in WORDS]


def test_what_was_saved_under_another_name(tmp_path: Path) -> None:
    asset = _read(tmp_path, FORMS["Whisper"][0], "a.txt")
    assert [s.text for s in asset.segments] == ["Holz hilft.", "Ja, sehr."]
    subtitles = "WEBVTT\n\n00:01.000 --> 00:02.000\nHolz hilft.\n"
    assert _said(_read(tmp_path, subtitles, "b.json")) == [(None, "Holz hilft.", 1.0, 2.0)]


def test_youtube_tells_each_word_once(tmp_path: Path) -> None:
    events = [
        {"tStartMs": 0, "dDurationMs": 9000, "id": 1, "wpWinPosId": 1},
        {"tStartMs": 1000, "dDurationMs": 3000, "segs": [
            {"utf8": "holz", "acAsrConf": 0}, {"utf8": " hilft", "tOffsetMs": 500}]},
        {"tStartMs": 2500, "dDurationMs": 1500, "aAppend": 1, "segs": [{"utf8": "\n"}]},
        {"tStartMs": 3000, "dDurationMs": 900, "segs": [{"utf8": "ja"}, {"utf8": " sehr", "tOffsetMs": 300}]},
    ]  # fmt: skip
    asset = _read(tmp_path, {"wireMagic": "pb3", "events": events})
    assert _said(asset) == [(None, "holz hilft", 1.0, 3.0), (None, "ja sehr", 3.0, 3.9)]
    assert asset.segments[0].word_times == ((1.0, 1.5), (1.5, 3.0))


def test_paragraphs_of_an_editor(tmp_path: Path) -> None:
    entities = {
        str(n): {"type": "WORD", "data": {"start": s, "end": e, "text": w}}
        for n, (w, s, e) in enumerate(WORDS)
    }
    blocks = [
        {"text": t, "type": "paragraph", "data": {"start": a, "speaker": "Anna"},
         "entityRanges": [{"offset": 0, "length": 1, "key": 2 * n + k} for k in (0, 1)]}
        for n, (t, a, _) in enumerate(TOLD)
    ]  # fmt: skip
    asset = _read(
        tmp_path, "/* made by hand */\n" + json.dumps({"blocks": blocks, "entityMap": entities})
    )
    assert _said(asset) == [("Anna", t, a, b) for t, a, b in TOLD]
    assert asset.segments[1].word_times == ((3.0, 3.2), (3.3, 3.9))


def test_words_without_punctuation_are_cut_at_pauses(tmp_path: Path) -> None:
    words = [{"word": f"wort{n}", "start": n + 5.0 * (n >= 7), "end": n + 0.8 + 5.0 * (n >= 7)} for n in range(200)]  # fmt: skip
    asset = _read(tmp_path, words)
    assert asset.segments[0].text.split()[-1] == "wort6"
    assert max(len(s.text.split()) for s in asset.segments) <= 50
    assert " ".join(s.text for s in asset.segments).split() == [w["word"] for w in words]


def test_impossible_times_cost_no_words(tmp_path: Path) -> None:
    text = (
        '{"segments": [{"start": NaN, "end": Infinity, "text": "Eins zwei."}, '
        '{"start": 4, "end": 1e400, "text": "Drei vier."}, {"start": 1e15, "end": 9, "text": "Fünf."}, '
        f'{{"start": -5, "end": {"9" * 400}, "text": "Sechs."}}, {{"start": 7.5, "end": 3.0, "text": "Sieben."}}]}}'
    )
    asset = _read(tmp_path, text)
    assert [s.text for s in asset.segments] == ["Eins zwei.", "Drei vier.", "Fünf.", "Sechs.", "Sieben."]  # fmt: skip
    assert all(0 <= (s.locator.start or 0) <= (s.locator.end or 0) < 100 for s in asset.segments)
    assert asset.faults == ("3 of its times are impossible; the text is there",)


def test_who_speaks_without_what_is_said(tmp_path: Path) -> None:
    ranges = [
        {"@type": "Segment", "start": n, "duration": 0.5, "speaker": {"@id": "S0"}}
        for n in range(9)
    ]
    asset = _read(tmp_path, {"segmentation": {"segments": ranges}})
    assert asset.segments == ()
    assert asset.faults == ("it says who speaks when, but not what is said",)


REFUSED = {
    "another kind": ('{"name": "x", "dependencies": {"a": "1"}}', "is JSON, but no transcript"),
    "places": (json.dumps({"features": [{"type": "Feature", "properties": {"name": "Rom"}}] * 9}), "no transcript"),
    "cut off": ('{"segments": [{"start": 1, "end": 2, "text": "eins zw', "is no JSON that can be read"),
    "deep": ("[" * 100_000, "is nested deeper than any transcript"),
    "deep objects": ('{"a":' * 100_000, "is nested deeper than any transcript"),
    "a crowd": ("[" + "{}," * 4_000_000 + "{}]", "has more objects than any transcript"),
    "a long number": ('{"segments": [{"start": ' + "9" * 5000 + "}]}", "a number of thousands of digits"),
    "a word": ('"abc"', "is no object or list in JSON"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_transcript_says_so(tmp_path: Path, case: str) -> None:
    text, says = REFUSED[case]
    with pytest.raises(SourceError) as caught:
        _read(tmp_path, text)
    assert says in caught.value.message
    assert "\n" not in str(caught.value)
    assert "Whisper" in caught.value.hint
