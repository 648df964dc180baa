"""The measurements, one function each: `(bench) -> Section`. `loadtests/README.md` says what each figure means."""
