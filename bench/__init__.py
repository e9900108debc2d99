"""How fast, as ratios measured in one run on one machine: `make bench`, docs/bench.md."""
