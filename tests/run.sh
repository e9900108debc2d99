#!/usr/bin/env bash
# Every test there is, the cheap ones first. Goes on after a failure, and prints the totals.
set -uo pipefail
cd "$(dirname "$0")/.."
BIN=.venv/bin
REPORTS=.cache/reports
rm -rf "$REPORTS" && mkdir -p "$REPORTS"
failed=()

step() {
  local name=$1
  shift
  printf '\n── %s\n' "$name"
  "$@" || failed+=("$name")
}

contract_is_fresh() { $BIN/anju openapi --check && git diff --exit-code --stat -- frontend/src/api/schema.d.ts; }
python_tests() { $BIN/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder --junitxml="$REPORTS/python.xml"; }
dashboard_check() { (cd frontend && npm run --silent check); }
dashboard_tests() { (cd frontend && npm test --silent -- --reporter=default --reporter=junit --outputFile.junit="../$REPORTS/dashboard.xml"); }
journeys() { bash tests/browser.sh "$PWD/$REPORTS/journeys.xml"; }

step "format" $BIN/ruff format --check .
step "rules" $BIN/ruff check .
step "layers" $BIN/lint-imports --no-logo
step "types" $BIN/pyright
step "contract" $BIN/anju openapi --check
step "contract lint" make --silent contract-lint
step "dashboard: types, rules, layers" dashboard_check
step "dashboard: tests" dashboard_tests
step "python: domain, persistence, API, contract" python_tests
step "journeys in a browser" journeys

$BIN/python tests/totals.py "$REPORTS" "${failed[@]}"
