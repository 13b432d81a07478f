"""What is given to whoever installs the dashboard, tried as far as it can be without Windows or a container engine."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from serving import caddy, free_port, wait_for

from kumkm.__main__ import main
from kumkm.settings import PROJECT_ROOT

FOLDER = PROJECT_ROOT / "docs" / "pasang"
TEXTS = [*sorted(FOLDER.iterdir()), PROJECT_ROOT / "docs" / "menjalankan.md"]
UNITS = ("kumkm.service", "kumkm-cadangan.service", "kumkm-cadangan.timer")
MOST_EXPOSED = 3.0  # of 10, as systemd rates it


def run(*words: str, cwd: Path = PROJECT_ROOT, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, cwd=cwd, env=env, capture_output=True, text=True, timeout=300, check=False)


def commands(text: str) -> list[list[str]]:
    """What is asked of `python -m kumkm` in a text, as words."""
    found = re.findall(r"-m kumkm ((?:[\w./=:-]+[ ]?)+)", text.replace('", "', " "))
    return [each.split() for each in found]


@pytest.mark.parametrize(
    "path", [*sorted(FOLDER.iterdir()), PROJECT_ROOT / "docs" / "menjalankan.md"], ids=lambda p: p.name
)
def test_every_command_and_variable_in_it_exists(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = path.read_text(encoding="utf-8")
    readme = (PROJECT_ROOT / "README.md").read_text(encoding="utf-8")
    for words in commands(text):
        with pytest.raises(SystemExit) as ended:
            main([words[0], "--help"])
        assert ended.value.code == 0
        usage = capsys.readouterr().out
        for option in [word for word in words[1:] if word.startswith("--")]:
            assert option in usage, f"{path.name}: {words[0]} {option}"
    for name in set(re.findall(r"KUMKM_[A-Z_]+", text)) - {"KUMKM_NAMA"}:  # the example's own
        assert f"`{name}`" in readme, f"{path.name}: {name}"


def test_systemd_finds_nothing_wrong_and_the_services_closed(tmp_path: Path) -> None:
    systemd = shutil.which("systemd-analyze")
    if systemd is None:
        pytest.skip("systemd is not here")
    for name in UNITS:
        text = (FOLDER / name).read_text(encoding="utf-8")
        here = text.replace("/opt/kumkm/.venv/bin/python", sys.executable).replace("/opt/kumkm", str(PROJECT_ROOT))
        (tmp_path / name).write_text(here, encoding="utf-8")
    checked = run(systemd, "verify", "--man=no", *(str(tmp_path / name) for name in UNITS))
    # A machine in a container may lack units that systemd itself asks for; what is ours is named in the line.
    ours = [line for line in checked.stderr.splitlines() if "kumkm" in line]
    assert not ours, ours
    for name in UNITS[:2]:
        rated = run(systemd, "security", "--offline=true", str(tmp_path / name)).stdout
        exposure = re.search(r"exposure level for \S+: ([\d.]+)", rated)
        if exposure is None:
            pytest.skip("this systemd rates no files")
        assert float(exposure[1]) <= MOST_EXPOSED, rated.splitlines()[-1]


def stages(text: str) -> list[tuple[str, str]]:
    """Instruction and words of each line of a container file, continued lines joined."""
    lines = re.sub(r"\\\n", " ", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE)).splitlines()
    return [(line.split(maxsplit=1)[0], line.split(maxsplit=1)[1]) for line in lines if line.strip()]


@pytest.mark.slow
def test_what_the_container_holds_is_enough_to_serve(tmp_path: Path) -> None:
    """Its files alone, copied as the container file says, started by its command in its environment."""
    said = stages((FOLDER / "Containerfile").read_text(encoding="utf-8"))
    app, data = tmp_path / "app", tmp_path / "data"
    for instruction, words in said:
        if instruction == "COPY":
            *sources, target = words.split()
            for pattern in sources:
                matches = sorted(PROJECT_ROOT.glob(pattern))
                assert matches, pattern
                for path in matches:
                    to = app / target if path.is_dir() else app / target / path.name
                    to.parent.mkdir(parents=True, exist_ok=True)
                    skipped = shutil.ignore_patterns("__pycache__")
                    shutil.copytree(path, to, dirs_exist_ok=True, ignore=skipped) if path.is_dir() else shutil.copy(
                        path, to
                    )
    pairs = [pair.split("=", 1) for name, words in said if name == "ENV" for pair in words.split()]
    environment = {name: value.replace("/data/", f"{data}/") for name, value in pairs}
    environment |= {"PATH": os.environ["PATH"], "HOME": tempfile.gettempdir(), "KUMKM_WARM": "0"}
    (words,) = [words for name, words in said if name == "CMD"]
    port = free_port()
    command = re.findall(r'"([^"]+)"', words)
    assert command[:4] == ["python", "-m", "kumkm", "serve"]
    told = {"--port": str(port), "--workers": "1", "--listen": "127.0.0.1"}
    command = [told.get(before, word) for before, word in zip(["", *command], command, strict=False)]
    quiet = subprocess.DEVNULL
    server = subprocess.Popen([sys.executable, *command[1:]], cwd=app, env=environment, stdout=quiet, stderr=quiet)
    try:
        wait_for(f"http://127.0.0.1:{port}")
        assert run(sys.executable, "-m", "kumkm", "build", cwd=app, env=environment).returncode == 0
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/siap", timeout=10) as answer:
            assert answer.status == 200
    finally:
        server.kill()
        server.wait(30)


def test_the_windows_script_is_one_that_windows_reads() -> None:
    raw = (FOLDER / "mulai.bat").read_bytes()
    assert raw.isascii()  # the console's code page is not ours to know
    assert raw.count(b"\r\n") == raw.count(b"\n")
    text = raw.decode()
    assert "requirements.txt" in text and (PROJECT_ROOT / "requirements.txt").is_file()
    for label in re.findall(r"goto (\w+)", text):
        assert re.search(rf"^:{label}\r?$", text, re.MULTILINE), label
    assert text.count("(") == text.count(")")
    assert (FOLDER / "..\\..".replace("\\", "/")).resolve() == PROJECT_ROOT


@pytest.mark.slow
def test_the_proxy_passes_pages_and_keeps_the_rest(tmp_path: Path) -> None:
    """Caddy reads the example; what it hides is not passed, whatever is behind it."""
    program = caddy()
    port = free_port()
    env = os.environ | {"KUMKM_NAMA": f"http://127.0.0.1:{port}", "XDG_DATA_HOME": str(tmp_path), "HOME": str(tmp_path)}
    text = "{\n\tadmin off\n\tpersist_config off\n}\n" + (FOLDER / "Caddyfile").read_text(encoding="utf-8")
    config = tmp_path / "Caddyfile"
    config.write_text(text.replace("127.0.0.1:8501", f"127.0.0.1:{free_port()}"), encoding="utf-8")
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(
        [program, "run", "--adapter", "caddyfile", "--config", str(config)], env=env, stdout=quiet, stderr=quiet
    )
    try:
        codes = {path: _code(f"http://127.0.0.1:{port}{path}") for path in ("/siap", "/_stcore/metrics", "/")}
    finally:
        server.terminate()
        server.wait(30)
    assert codes == {"/siap": 404, "/_stcore/metrics": 404, "/": 502}  # nothing runs behind it here


def _code(address: str) -> int:
    for _ in range(50):
        try:
            return int(urllib.request.urlopen(address, timeout=5).status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"{address} does not answer")


def test_nginx_reads_its_example(tmp_path: Path) -> None:
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if nginx is None:
        pytest.skip("nginx is not installed")
    text = (FOLDER / "nginx.conf").read_text(encoding="utf-8")
    key, certificate = tmp_path / "kunci.pem", tmp_path / "sertifikat.pem"
    made = run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=kumkm", "-keyout", str(key),
               "-out", str(certificate))  # fmt: skip
    assert made.returncode == 0, made.stderr
    site = tmp_path / "site.conf"
    site.write_text(text.replace("/etc/ssl/kumkm", str(tmp_path)).replace("443", str(free_port())), encoding="utf-8")
    whole = tmp_path / "nginx.conf"
    whole.write_text(f"pid {tmp_path}/pid;\nevents {{}}\nhttp {{ include {site}; }}\n", encoding="utf-8")
    checked = run(nginx, "-t", "-c", str(whole), "-e", str(tmp_path / "error.log"))
    assert checked.returncode == 0, checked.stderr
