"""The house around the code: what is shipped, what a light start loads, and whether the references are fresh."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from referat.store.migreringer import aabn_fil
from sqlite_utils import Database

ROOT = Path(__file__).parents[1]
ROOMS = sorted(p.parent.name for p in ROOT.glob("*/py.typed"))
HEAVY = ("spacy", "sqlite_utils", "pdfplumber", "pypdfium2")
LEFT_OUT = shutil.ignore_patterns("build", "dist", "*.egg-info", "*_cache", "__pycache__", "*.db*", "*.kilder")


def run(*command: str | Path) -> str:
    done = subprocess.run([str(x) for x in command], capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@dataclass
class House:
    """The wheel built from the sources, and an empty environment that it was installed in."""

    wheel: Path
    env: Path

    @property
    def names(self) -> set[str]:
        return set(zipfile.ZipFile(self.wheel).namelist())

    @property
    def site(self) -> Path:
        return Path(sysconfig.get_path("purelib", vars={"base": str(self.env), "platbase": str(self.env)}))


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    """The sources are copied first: what setuptools left in ``build/`` would be packed again."""
    place = tmp_path_factory.mktemp("house")
    source, pip = place / "source", (sys.executable, "-m", "pip", "--disable-pip-version-check")
    source.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    for room in ROOMS:
        shutil.copytree(ROOT / room, source / room, ignore=LEFT_OUT)
    run(*pip, "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", place, source)
    (wheel,) = place.glob("*.whl")
    run(sys.executable, "-m", "venv", "--without-pip", place / "env")
    built = House(wheel, place / "env")
    run(*pip, "--python", built.env / "bin/python", "install", "--quiet", "--no-deps", wheel)
    # the dependencies are seen where these tests run; a .pth file there is not read, so this referat is not
    (built.site / "dependencies.pth").write_text(sysconfig.get_path("purelib"))
    return built


def test_the_installed_wheel_runs(house: House) -> None:
    origin = run(house.env / "bin/python", "-c", "import referat.schemas; print(referat.schemas.__file__)")
    assert Path(origin.strip()).is_relative_to(house.site)
    assert "ingest" in run(house.env / "bin/referat", "--help")


def test_every_module_and_all_knowledge_is_in_the_wheel(house: House) -> None:
    files = [p for room in ROOMS for p in (ROOT / room).rglob("*.py")]
    files += [p for p in (ROOT / "models/data").iterdir() if p.is_file()]
    files += [ROOT / room / "py.typed" for room in ROOMS]
    files += [p for part in ("templates", "sql", "statisk") for p in (ROOT / "web" / part).iterdir()]
    wanted = {f"referat/{p.relative_to(ROOT).as_posix()}" for p in files if "__pycache__" not in p.parts}
    assert wanted - house.names == set()


def test_nothing_lands_bare_in_site_packages(house: House) -> None:
    tops = {name.split("/")[0] for name in house.names}
    assert {t for t in tops if not t.endswith(".dist-info")} == {"referat"}


def test_every_package_is_listed() -> None:
    """A package that pyproject does not name works in this checkout and is missing from the wheel only."""
    setup = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    found = {p.parent.relative_to(ROOT) for room in ROOMS for p in (ROOT / room).rglob("__init__.py")}
    assert set(setup["packages"]) == {"referat." + ".".join(p.parts) for p in found}
    assert {k: Path(v) for k, v in setup["package-dir"].items()} == {"referat." + ".".join(p.parts): p for p in found}


def test_help_is_light() -> None:
    """Nobody waits for spaCy to read a help text."""
    code = "import sys, referat\nfrom referat.cli import gruppe\ngruppe.main(['--help'], standalone_mode=False)\n"
    out = run(sys.executable, "-c", code + f"print('loaded:', [m for m in {HEAVY} if m in sys.modules])")
    assert out.splitlines()[-1] == "loaded: []"


def test_the_references_are_fresh() -> None:
    run(sys.executable, ROOT / "docs/generate.py", "--check")


def test_the_queries_of_the_readme_run() -> None:
    db = Database(memory=True)
    aabn_fil(db, ":memory:")
    queries = re.findall(r"```sql\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    statements = [x for q in queries for x in q.split(";") if x.strip()]
    assert len(statements) >= 3
    for statement in statements:
        db.execute(statement).fetchall()


def test_every_room_has_its_walls() -> None:
    """A room that the import contracts do not start from is not held by them."""
    linter = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    assert sorted(linter["root_packages"]) == [f"referat.{room}" for room in ROOMS]


def test_the_queries_of_the_site_run_on_the_oldest_sqlite_that_can_read_a_store() -> None:
    """STRICT tables came with 3.37, the operators that take JSON apart with 3.38."""
    for fil in (ROOT / "web/sql").glob("*.sql"):
        assert "->" not in fil.read_text(encoding="utf-8"), fil.name


def test_no_file_is_too_long_to_read() -> None:
    lengths = {p: p.read_text(encoding="utf-8").count("\n") for room in ROOMS for p in (ROOT / room).rglob("*.py")}
    assert {p: n for p, n in lengths.items() if n > 500} == {}
