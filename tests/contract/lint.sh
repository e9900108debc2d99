#!/usr/bin/env bash
# Spectral and Redocly read openapi.yaml as strangers do: no errors, no warnings.
set -euo pipefail
cd "$(dirname "$0")/tools"
export REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true
npm run --silent lint:contract
