"""`python -m bench.storms [NAME ...]`: play all storms or those that are named; ends with 1 when
something did not hold."""

import argparse
import importlib
import pkgutil
import time

from bench import storms

NAMES = [one.name for one in pkgutil.iter_modules(storms.__path__) if one.name != "__main__"]


def main() -> int:
    """Play storms one after another, and say of each whether it held."""
    parser = argparse.ArgumentParser(prog="python -m bench.storms", description=storms.__doc__)
    parser.add_argument("name", nargs="*", metavar="NAME", help=f"of {', '.join(NAMES)}")
    chosen = parser.parse_args().name or NAMES
    if unknown := set(chosen) - set(NAMES):
        parser.error(f"no such storm: {', '.join(sorted(unknown))}")
    failed = 0
    for name in chosen:
        print(f"== {name}", flush=True)
        began = time.monotonic()
        broken = importlib.import_module(f"bench.storms.{name}").run()
        for sentence in broken:
            print(f"FAILED: {sentence}")
        print(f"-- {name}: {time.monotonic() - began:.0f} s", flush=True)
        failed += bool(broken)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
