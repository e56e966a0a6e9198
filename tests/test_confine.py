"""What a child may do, and what its parent learns of it."""

import os
import signal
import time

import pytest

from resumekit import confine
from resumekit.confine import Confined, Facts, Limits


def why(work: confine.Work, limits: Limits = confine.DEFAULT) -> str:
    """Why `work` gives no answer."""
    with pytest.raises(Confined) as caught:
        confine.run(work, limits)
    return caught.value.why


def children() -> list[int]:
    """The children of this process that have not been seen off."""
    try:
        return [os.waitpid(-1, os.WNOHANG)[0]]
    except ChildProcessError:
        return []


def test_an_answer_comes_back_whole() -> None:
    """Facts and bytes, also more bytes than a pipe holds at once."""
    data = os.urandom(3_000_001)
    assert ({"pages": 2, "name": "Zoë"}, data) == confine.run(lambda: ({"pages": 2, "name": "Zoë"}, data))
    assert ({}, b"") == confine.run(lambda: ({}, b""))


def test_the_child_is_another_process() -> None:
    """What it changes stays there."""
    changed: list[int] = []

    def work() -> tuple[Facts, bytes]:
        changed.append(1)
        return {"process": os.getpid()}, b""

    facts, _ = confine.run(work)
    assert facts["process"] != os.getpid()
    assert changed == []
    assert children() == []


def test_one_child_works_in_turn_and_another_goes_on_after_a_failure() -> None:
    """Answers in order; what failed is told in its place; nobody is left behind, nor when the rest is not asked for."""

    def here() -> tuple[Facts, bytes]:
        return {"process": os.getpid()}, b"ab"

    def crash() -> tuple[Facts, bytes]:
        os.kill(os.getpid(), signal.SIGSEGV)
        return {}, b""

    def refuse() -> tuple[Facts, bytes]:
        raise KeyError

    told = list(confine.run_each([here, here, crash, here, refuse, here], Limits(), b"".join))
    assert ["crash", "error"] == [answer.why for answer in told if isinstance(answer, Confined)]
    facts = [None if isinstance(answer, Confined) else answer for answer in told]
    first, second, _, third, _, last = ({} if answer is None else answer[0] for answer in facts)
    assert first == second
    assert 4 == len({os.getpid(), first["process"], third["process"], last["process"]})
    assert children() == []
    some = confine.run_each([here, here], Limits(), b"".join)
    assert next(some)
    some.close()  # type: ignore[attr-defined]
    assert children() == []


def test_what_one_work_leaves_is_not_taken_from_the_next() -> None:
    """One that keeps most of the memory, then one that needs as much; what fails by itself still does, in its place."""
    left: list[bytes] = []

    def leak() -> tuple[Facts, bytes]:
        left.append(bytes(300_000_000))
        return {"left": len(left)}, b""

    def need() -> tuple[Facts, bytes]:
        return {"needed": len(bytes(300_000_000)), "left": len(left)}, b""

    def swell() -> tuple[Facts, bytes]:
        return {}, bytes(900_000_000)

    told = list(confine.run_each([leak, need, swell, leak, leak], Limits(memory=500_000_000), b"".join))
    facts = [answer.why if isinstance(answer, Confined) else answer[0] for answer in told]
    assert [{"left": 1}, {"needed": 300_000_000, "left": 0}, "memory", {"left": 1}, {"left": 1}] == facts
    assert [] == children()


def test_each_work_has_all_of_the_time() -> None:
    """Three works of half a second each, with one second for each."""

    def work() -> tuple[Facts, bytes]:
        until = time.process_time() + 0.45
        while time.process_time() < until:
            pass
        return {}, b""

    assert [({}, b"")] * 3 == list(confine.run_each([work] * 3, Limits(cpu=1, wall=20.0), b"".join))


def test_work_without_end_is_ended() -> None:
    """One that only waits by the clock, one that burns time by the processor's."""

    def burn() -> tuple[Facts, bytes]:
        while True:
            pass

    def wait() -> tuple[Facts, bytes]:
        time.sleep(60)
        return {}, b""

    assert why(wait, Limits(wall=0.2)) == "time"
    assert why(burn, Limits(cpu=1, wall=20)) == "time"
    assert children() == []


def test_too_much_memory_is_refused() -> None:
    """Both where Python notices and in an answer larger than allowed."""
    assert why(lambda: ({}, bytes(600_000_000)), Limits(memory=300_000_000)) == "memory"
    assert why(lambda: ({}, bytes(2000)), Limits(answer=1000)) == "memory"


def test_a_crash_is_told_apart_from_an_exception() -> None:
    """A signal ends the child alone; an exception is named by its kind."""

    def crash() -> tuple[Facts, bytes]:
        os.kill(os.getpid(), signal.SIGSEGV)
        return {}, b""

    def leave() -> tuple[Facts, bytes]:
        os._exit(3)

    def fail() -> tuple[Facts, bytes]:
        raise ZeroDivisionError

    def stop() -> tuple[Facts, bytes]:
        raise SystemExit(2)

    assert why(crash) == "crash"
    assert why(leave) == "crash"
    assert why(fail) == "error"
    assert why(stop) == "error"


def test_the_child_writes_nothing(tmp_path: object, capfd: pytest.CaptureFixture[str]) -> None:
    """Not to the streams, and no file larger than nothing."""

    def work() -> tuple[Facts, bytes]:
        os.write(1, b"noise")
        os.write(2, b"noise")
        with open(os.path.join(str(tmp_path), "file"), "wb", buffering=0) as stream:
            stream.write(b"data")
        return {}, b""

    assert why(work) in {"error", "crash"}
    assert capfd.readouterr() == ("", "")


def test_few_open_files() -> None:
    """The child cannot use up what the machine has."""

    def work() -> tuple[Facts, bytes]:
        opened = [os.open(os.devnull, os.O_RDONLY) for _ in range(100)]
        return {"opened": len(opened)}, b""

    assert why(work, Limits(files=32)) == "error"


def test_without_fork_it_runs_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same answer and the same reasons, in the same process."""
    monkeypatch.setattr(confine, "is_possible", lambda: False)
    assert confine.run(lambda: ({"process": os.getpid()}, b"x")) == ({"process": os.getpid()}, b"x")

    def fail() -> tuple[Facts, bytes]:
        raise KeyError("x")

    assert why(fail) == "error"


def test_a_child_that_closes_its_pipe_and_stays_is_ended() -> None:
    """It is not waited for."""

    def close() -> tuple[Facts, bytes]:
        os.closerange(3, 64)
        time.sleep(60)
        return {}, b""

    begun = time.monotonic()
    assert "crash" == why(close)
    assert time.monotonic() - begun < 30
    assert [] == children()


@pytest.mark.skipif(not hasattr(signal, "SIGRTMIN"), reason="no such signals here")
def test_a_signal_without_a_name_ends_like_any_other() -> None:
    """Real-time signals have numbers only."""

    def end() -> tuple[Facts, bytes]:
        os.kill(os.getpid(), signal.SIGRTMIN + 3)
        time.sleep(60)
        return {}, b""

    with pytest.raises(Confined) as caught:
        confine.run(end)
    assert ("crash", f"signal {signal.SIGRTMIN + 3}") == (caught.value.why, caught.value.detail)
