"""A cluster gives the store that one machine gives, whoever is lost on the way."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest
from afproev import indhold, lav
from click.testing import CliRunner, Result
from referat.cli import gruppe, klynge
from referat.cli.arbejdere import Opgave
from referat.schemas.version import UDTRAEKKER
from referat.store.raekker import dokumentraekker
from referat.store.skaar import Laesning, Skaar, navn
from store_hjaelp import referat

pytest.importorskip("distributed")


def ingest(*args: object) -> Result:
    return CliRunner().invoke(gruppe, ["ingest", *map(str, args)])


def test_a_shard_gives_back_what_was_put_in_it(tmp_path: Path) -> None:
    skaar = Skaar(tmp_path / "t.db")
    laest = Laesning(referat().id, None, dokumentraekker(referat()))
    fejl = Laesning("f" * 64, "0101", None, "tom-fil", "Filen er tom.", 2)
    skaar.gem("abc", [laest, fejl], "7")
    tilbage = {x.dokument_id: x for x in skaar.laes("abc")}
    assert tilbage[fejl.dokument_id] == fejl
    fundet = tilbage[laest.dokument_id].raekker
    assert fundet and laest.raekker and fundet == {k: v for k, v in laest.raekker.items() if v}
    assert skaar.register("7") == {(laest.dokument_id, None): "abc"}, "what failed is tried again"
    assert skaar.register("8") == {}, "another version reads again"
    skaar.slet("abc")
    skaar.ryd()
    assert not skaar.mappe.exists()


def test_a_shard_without_its_list_is_no_shard(tmp_path: Path) -> None:
    skaar = Skaar(tmp_path / "t.db")
    skaar.gem("abc", [Laesning(referat().id, None, dokumentraekker(referat()))], "7")
    (skaar.mappe / "laesninger/abc.parquet").unlink()
    assert not skaar.findes("abc") and skaar.register("7") == {}


def test_the_name_of_a_shard_follows_from_what_is_in_it() -> None:
    assert navn(["a", "b"]) == navn(["b", "a"]) != navn(["a", "c"])


def test_bundles_are_no_larger_than_a_lost_worker_may_cost_and_known_documents_are_not_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(klynge, "DOKUMENTER", 2)
    monkeypatch.setattr(klynge, "BYTES", 10)
    opgaver = [Opgave(n, b"x" * size) for n, size in (("a", 1), ("b", 1), ("kendt", 1), ("c", 50), ("d", 1))]
    opgaver.append(Opgave("kendt", b"x", kendt=True))
    delt = [([o.noegle for o in b], n) for b, n in klynge.bundter(opgaver, {("kendt", None): "skaar"})]
    assert delt == [(["a", "b"], None), (["c"], None), (["d", "kendt"], None), (["kendt"], "skaar")]


def test_a_worker_refuses_what_it_does_not_see_as_it_was_and_another_version(tmp_path: Path) -> None:
    fil = tmp_path / "a.txt"
    fil.write_text("andet")
    lager = tmp_path / "t.db"
    poster = [("0" * 64, str(fil), None), ("1" * 64, str(tmp_path / "væk.txt"), None)]
    klynge.laes_bundt(poster, "n", lager, lambda data, kommune: "", True, f"{UDTRAEKKER} auto")
    assert [x.kode for x in Skaar(lager).laes("n")] == ["kan-ikke-aabnes"] * 2
    with pytest.raises(klynge.KlyngeFejl, match="anden udgave"):
        klynge.laes_bundt(poster, "n", lager, lambda data, kommune: "", True, "gammel auto")


def test_a_cluster_that_is_not_there_is_told_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(klynge, "VENT", 0.5)
    svar = ingest(lav(tmp_path / "ind", 1), "--db", tmp_path / "t.db", "--cluster", "tcp://127.0.0.1:1")
    assert svar.exit_code == 1 and "svarer ikke" in svar.stderr and "Traceback" not in svar.output
    assert ingest(tmp_path, "--keep-shards").exit_code == 2


@pytest.mark.slow
def test_a_cluster_that_loses_a_worker_gives_the_same_store(tmp_path: Path) -> None:
    docs = lav(tmp_path / "ind", 30)
    (docs / "tom.txt").write_bytes(b"")
    assert ingest(docs, "--db", tmp_path / "jobs.db", "--jobs", 2).exit_code == 3
    drab = threading.Thread(target=_draeb_en_arbejder, args=(tmp_path / "klynge.db.skaar",))
    drab.start()
    svar = ingest(docs, "--db", tmp_path / "klynge.db", "--jobs", 2, "--cluster", "local", "--keep-shards", "--json")
    drab.join()
    assert svar.exit_code == 3, svar.output
    assert json.loads(svar.stdout)["lagret"] == 30
    assert indhold(tmp_path / "klynge.db") == indhold(tmp_path / "jobs.db")
    kilder = [sorted(p.name for p in (tmp_path / f"{n}.db.kilder").rglob("*.*")) for n in ("jobs", "klynge")]
    assert kilder[0] == kilder[1]
    assert list((tmp_path / "klynge.db.skaar/punkter").glob("*.parquet")), "left for DuckDB"
    assert ingest(docs, "--db", tmp_path / "klynge.db", "--jobs", 2).exit_code == 3


def _draeb_en_arbejder(skaar: Path) -> None:
    """Kill a worker of the cluster while it has a task."""
    slut = time.monotonic() + 120
    while time.monotonic() < slut:
        for proces in psutil.Process().children(recursive=True):
            try:
                if "distributed" in " ".join(proces.cmdline()) or _laeser(proces):
                    proces.kill()
                    return
            except psutil.Error:
                continue
        time.sleep(0.02)


def _laeser(proces: psutil.Process) -> bool:
    """Whether a process is a dask worker that has begun to read: it has the server that readers come from."""
    return any("forkserver" in " ".join(b.cmdline()) for b in proces.children()) and proces.ppid() != os.getpid()


@pytest.mark.slow
def test_a_scheduler_that_is_killed_loses_nothing(tmp_path: Path) -> None:
    docs = lav(tmp_path / "ind", 20)
    assert ingest(docs, "--db", tmp_path / "jobs.db", "--jobs", 2).exit_code == 0
    port = ledig_port()
    adresse = f"tcp://127.0.0.1:{port}"
    planlaegger = dask("scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard")
    arbejder = dask("worker", adresse, "--nthreads", "1", "--no-nanny", "--no-dashboard")
    try:
        kommando = [
            sys.executable,
            "-m",
            "referat.cli",
            "ingest",
            docs,
            "--db",
            tmp_path / "t.db",
            "--cluster",
            adresse,
        ]
        koersel = subprocess.Popen([*map(str, kommando)], stderr=subprocess.PIPE, text=True)
        while koersel.poll() is None and not (tmp_path / "t.db").exists():
            time.sleep(0.05)
        planlaegger.send_signal(signal.SIGKILL)
        planlaegger.wait()
        arbejder.kill()
        arbejder.wait()
        planlaegger = dask("scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard")
        arbejder = dask("worker", adresse, "--nthreads", "1", "--no-nanny", "--no-dashboard")
        fejl = koersel.communicate()[1]
        assert koersel.returncode in (0, 1) and "Traceback" not in fejl, fejl
        if koersel.returncode:
            svar = subprocess.run([*map(str, kommando)], capture_output=True, text=True)
            assert svar.returncode == 0, svar.stderr
    finally:
        for proces in (arbejder, planlaegger):
            proces.kill()
            proces.wait()
    assert indhold(tmp_path / "t.db") == indhold(tmp_path / "jobs.db")


def ledig_port() -> str:
    with socket.create_server(("127.0.0.1", 0)) as s:
        return str(s.getsockname()[1])


def dask(*args: str) -> subprocess.Popen[bytes]:
    kommando = [sys.executable, "-m", "dask", *args]
    return subprocess.Popen(kommando, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
