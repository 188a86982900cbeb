#!/usr/bin/env bash
# One run of repurpose inside a workflow: the posts go to the run's summary, the JSON to a file.
set -uo pipefail
repurpose="${REPURPOSE:-$RUNNER_TEMP/repurpose/bin/repurpose}"
json="$RUNNER_TEMP/repurpose.json"

arguments=(--json)
[ -n "${CHANNELS:-}" ] && arguments+=(--channels "$CHANNELS")
[ "${PUBLISH:-false}" = true ] && arguments+=(--publish)
# Globs and several words are meant to be split here.
# shellcheck disable=SC2206
assets=($ASSETS) more=(${ARGUMENTS:-})

"$repurpose" run "${assets[@]}" "${arguments[@]}" "${more[@]}" >"$json"
code=$?
echo "json=$json" >>"$GITHUB_OUTPUT"
python3 - "$json" >>"$GITHUB_STEP_SUMMARY" <<'PY'
import json, sys
run = json.load(open(sys.argv[1], encoding="utf-8"))
print(f"### {len(run['posts'])} posts\n")
for post in run["posts"]:
    print(f"**{post['channel']}** · {post['status']} · `{post['id']}`\n")
    for part in post["parts"]:
        print("\n".join("> " + line for line in part["text"].splitlines()), "\n")
for error in run["errors"]:
    print(f"- ⚠️ {error['where']}: {error['what']} {error['hint']}")
PY
exit "$code"
