"""The composed sentences: read, analysed once, and judged entry by entry."""

import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pandas as pd
import yaml

import framing

HERE = Path(__file__).parent / "sentences"
FIELDS = ("target", "source", "polarity", "certainty", "victim", "form")


@cache
def entries(name):
    """Every entry of a file with its number, text and the span that is judged."""
    found = yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    for number, entry in enumerate(found):
        before = f"{entry['previous']} " if entry.get("previous") else ""
        sentence = entry.get("text") or entry["sentence"]
        after = f" {entry['next']}" if entry.get("next") else ""
        entry |= {"id": f"{entry['case']}-{number}", "whole": before + sentence + after}
        entry["span"] = (len(before), len(before) + len(sentence))
    return found


@cache
def tables(name):
    """The evidence of all entries, by entry and table."""
    found = {}
    for lexicon in dict.fromkeys(e["lexicon"] for e in entries(name)):
        mine = [e for e in entries(name) if e["lexicon"] == lexicon]
        articles = pd.DataFrame({
            "article_id": [e["id"] for e in mine], "outlet": "Composed",
            "title": [e.get("title", "") for e in mine], "text": [e["whole"] for e in mine],
        })  # fmt: skip
        path = HERE / f"{lexicon}.yaml"
        result = framing.analyze(articles, path if path.exists() else lexicon)
        for entry in mine:
            found[entry["id"]] = {
                t: (rows := getattr(result, t))[rows["article_id"] == entry["id"]]
                for t in ("mentions", "attributions", "claims")
            }  # fmt: skip
    return found


def none(value):
    return None if pd.isna(value) else value


def judge_blame(entry):
    """Say what is wrong with the claims found in an entry; nothing where all is right."""
    lo, hi = entry["span"]
    rows = tables("blame")[entry["id"]]["claims"]
    rows = rows[(rows["part"] == "text") & (rows["start"] >= lo) & (rows["start"] < hi)]
    named = [{f: none(row[f]) for f in FIELDS} for row in rows[rows["target"].notna()].to_dict("records")]
    for claim in named:
        claim["victim"] = claim["victim"] or "none"
    wanted = entry["claims"]
    wrong = [f"missing {w}" for w in wanted if not any(all(n[k] == v for k, v in w.items()) for n in named)]
    key = ("target", "source", "polarity", "certainty")
    wrong += [f"wrong {n}" for n in named if not any(all(n[k] == w[k] for k in key) for w in wanted)]
    agentless = rows[rows["target"].isna()]
    if "agentless" in entry and bool(len(agentless)) != entry["agentless"]:
        wrong.append(f"agentless: {bool(len(agentless))}")
    if "named_nearby" in entry and entry["named_nearby"] not in set(agentless["named_nearby"].dropna()):
        wrong.append(f"named_nearby: {agentless['named_nearby'].tolist()}")
    return wrong


def judge_voice(entry):
    """Say what is wrong with the voices and citations found in an entry."""
    found = tables("voice")[entry["id"]]
    wrong = []
    if entry.get("cites_nobody") and len(found["attributions"]):
        wrong.append(f"cites {found['attributions'][['kind', 'cue', 'speaker_text']].to_dict('records')}")
    for wanted in entry.get("mentions") or ():
        part = wanted.get("part", entry.get("part", "text"))
        text = entry.get("title", "") if part == "title" else entry["whole"]
        at = -1
        for _ in range(wanted.get("n", 1)):
            at = text.find(wanted["word"], at + 1)
        voice, speaker, speaker_text = voice_at(found, part, at)
        if voice != wanted["voice"]:
            wrong.append(f"{wanted['word']}: voice {voice}, wanted {wanted['voice']}")
        elif "speaker" in wanted and speaker != wanted["speaker"]:
            wrong.append(f"{wanted['word']}: speaker {speaker} ({speaker_text}), wanted {wanted['speaker']}")
    for wanted in entry.get("attributions") or ():
        wrong += judge_attribution(entry, found["attributions"], wanted)
    return wrong


def voice_at(found, part, at):
    """Voice and speaker at a place: of the mention there, else of the innermost attribution, else the outlet's own."""
    for table, column in (("mentions", "voice"), ("attributions", "kind")):
        rows = found[table]
        rows = rows[(rows["part"] == part) & (rows["start"] <= at) & (rows["end"] > at)]
        if len(rows):
            row = rows.loc[(rows["end"] - rows["start"]).idxmin()]
            return none(row[column]), none(row["speaker"]), none(row["speaker_text"])
    return "own", None, None


def judge_attribution(entry, rows, wanted):
    part = wanted.get("part", entry.get("part", "text"))
    text = entry.get("title", "") if part == "title" else entry["whole"]
    start = text.find(wanted["content"])
    end = start + len(wanted["content"])
    rows = rows[(rows["part"] == part) & (rows["kind"] == wanted["kind"])]
    inside = rows["end"].clip(upper=end) - rows["start"].clip(lower=start)
    # A row fits if it is nearly the content; reported content may go on, as a quotation inside it is a row of its own.
    near = inside / (rows["end"].clip(lower=end) - rows["start"].clip(upper=start)) >= 0.7
    holds = (
        (wanted["kind"] == "reported")
        & (inside >= 0.95 * (end - start))
        & (rows["end"] - rows["start"] < 8 * (end - start))
    )
    fitting = rows[near | holds]
    if fitting.empty:
        have = [(r["kind"], text[r["start"] : r["end"]][:50]) for r in rows.to_dict("records")]
        return [f"no {wanted['kind']} {wanted['content'][:40]!r}, but {have}"]
    row = fitting.loc[(fitting["end"] - fitting["start"]).idxmax()]
    wrong = []
    if "speaker" in wanted and none(row["speaker"]) != wanted["speaker"]:
        wrong.append(f"speaker {row['speaker']} ({row['speaker_text']}), wanted {wanted['speaker']}")
    if "stance" in wanted and none(row["cue_stance"]) != wanted["stance"]:
        wrong.append(f"stance {row['cue_stance']} ({row['cue']}), wanted {wanted['stance']}")
    return wrong


JUDGES = {"voice": judge_voice, "blame": judge_blame}

if __name__ == "__main__":  # python tests/composed.py blame [NUMBER]: what fails
    name, most = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 0
    failing = [(e, w) for e in entries(name) if (w := JUDGES[name](e))]
    total = Counter(e["case"] for e in entries(name))
    cases = Counter(e["case"] for e, _ in failing)
    sys.stdout.write(f"{name}: {len(entries(name)) - len(failing)} of {len(entries(name))} right\n")
    sys.stdout.write(" ".join(f"{c}:{n}/{total[c]}" for c, n in cases.most_common()) + "\n")
    for entry, wrong in failing[:most]:
        sys.stdout.write(f"[{entry['id']} {entry['lexicon']}] {entry['whole']}\n")
        sys.stdout.write("".join(f"    {w}\n" for w in wrong))
