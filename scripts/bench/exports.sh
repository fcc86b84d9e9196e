#!/bin/sh
# Seconds and peak memory of each tabular export: exports.sh ATTEST [COUNT]; 350,000 incidents (the size of UCDP GED) unless told otherwise.
# The incidents are invented (scripts/incidents.py); nothing is kept but the figures.
set -eu
attest=$1; count=${2:-350000}
here=$(dirname "$0"); folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 "$here/../incidents.py" "$count" > "$folder/incidents.jsonl"
for format in acled ged gtd claims geojson hxl; do
  /usr/bin/time -f "$format: %U s of one processor, %e s in all, %M kB at most" \
    "$attest" export --from "$folder/incidents.jsonl" --to "$format" --out "$folder/out" 2>&1 >/dev/null | grep -E "processor|rows of"
done
