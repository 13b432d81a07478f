"""Known weaknesses of the pinned libraries: `python tests/security/dependencies.py`; with `--sbom FILE` what they are.

Ends with 0 where none is known, 1 where one is, 2 where nobody could be asked: that counts as not run, never as passed.
Needs `pip install pip-audit cyclonedx-bom`, which the project itself does not.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
from pathlib import Path

REQUIREMENTS = Path(__file__).resolve().parents[2] / "requirements.txt"
_CLEAN, _WEAK, _NOT_RUN = 0, 1, 2
_SECONDS = 300


def not_run(reason: str) -> int:
    print(f"NOT RUN: {reason}")
    return _NOT_RUN


def audit() -> int:
    """Ask for the weaknesses of every pinned library."""
    if importlib.util.find_spec("pip_audit") is None:
        return not_run("pip-audit is not installed (pip install pip-audit)")
    command = [sys.executable, "-m", "pip_audit", "-r", str(REQUIREMENTS), "--no-deps", "--disable-pip", "-f", "json"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
        told = json.loads(done.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError, KeyError):
        return not_run("the index of weaknesses does not answer")
    skipped = [item["name"] for item in told if "skip_reason" in item]
    weak = [(item["name"], item["version"], weakness["id"]) for item in told for weakness in item.get("vulns", [])]
    for name, version, identity in weak:
        print(f"{name} {version}: {identity}")
    print(f"{len(told) - len(skipped)} of {len(told)} libraries were answered for, {len(weak)} known weaknesses.")
    if weak:
        return _WEAK
    return not_run(f"{len(skipped)} libraries were not answered for") if skipped or not told else _CLEAN


def bill(out: Path) -> int:
    """Write what the dashboard is made of, as CycloneDX JSON."""
    if importlib.util.find_spec("cyclonedx_py") is None:
        return not_run("cyclonedx-bom is not installed (pip install cyclonedx-bom)")
    command = [sys.executable, "-m", "cyclonedx_py", "requirements", str(REQUIREMENTS), "--of", "JSON", "-o", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
    if done.returncode:
        return not_run(done.stderr.strip() or "cyclonedx-py failed")
    print(f"{len(json.loads(out.read_text(encoding='utf-8'))['components'])} components written to {out}.")
    return _CLEAN


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sbom", type=Path, metavar="FILE", help="write the bill of materials instead")
    asked = parser.parse_args()
    return audit() if asked.sbom is None else bill(asked.sbom)


if __name__ == "__main__":
    sys.exit(main())
