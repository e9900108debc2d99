#!/usr/bin/env bash
# A month in a real browser: starts the whole program on data of its own, runs the journeys, stops it.
set -euo pipefail
cd "$(dirname "$0")/.."
report=${1:-.cache/journeys.xml}
port=${E2E_PORT:-8899}
data=$PWD/.cache/journey

mkdir -p .cache
bash tests/chromium.sh
rm -rf "$data"
# The journeys are few people in a hurry, all from one address.
export USER_LIMIT=100000 SIGN_IN_ADDRESS_LIMIT=100000
PORT=$port ANJU_DATA=$data .venv/bin/anju run --demo --months 3 >"$PWD/.cache/journey.log" 2>&1 &
program=$!
trap 'kill -TERM $program 2>/dev/null || true; wait $program 2>/dev/null || true' EXIT
for _ in $(seq 600); do
  curl --silent --fail "http://127.0.0.1:$port/readyz" >/dev/null && break
  kill -0 $program || { cat "$PWD/.cache/journey.log"; exit 1; }
  sleep 0.5
done
cd frontend
BASE_URL=http://127.0.0.1:$port CHROMIUM=${CHROMIUM:-$(command -v chromium || true)} \
  PLAYWRIGHT_JUNIT_OUTPUT_FILE=$report npx playwright test --reporter=list,junit
