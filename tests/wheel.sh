#!/usr/bin/env bash
# Builds the wheel, installs it alone in an empty environment, and scores one article: what a user of the package gets.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m build -q --wheel --no-isolation -o "$folder" .
"${PYTHON:-python3}" -m venv "$folder/bare"
"$folder/bare/bin/pip" install -q --disable-pip-version-check "$folder"/*.whl
cd "$folder"
bare/bin/framing --help >/dev/null
printf 'Harbor vote may be delayed\n\nThe vote on the harbor may be delayed, officials said on Monday. "We need more time," said Ana Ruiz, a spokeswoman for the port.\n' >one.txt
bare/bin/framing score one.txt | grep -q hedging
printf 'wheel: installed bare and scored one article\n'
