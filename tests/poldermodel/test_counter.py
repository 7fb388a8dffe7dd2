"""Progress of a sweep: how far, how fast, how long still, what was there and what failed."""

import pytest

from experiments.sweeps.sweep import Tally
from experiments.words import Words
from poldermodel import counter
from poldermodel.counter import EVERY, Counter


@pytest.fixture
def clock(monkeypatch):
    """Time that goes by as told."""
    now = [1_000.0]
    monkeypatch.setattr(counter.time, "monotonic", lambda: now[0])
    return now


def lines_of(text: str) -> list[str]:
    return text.splitlines()


def test_a_line_tells_runs_speed_time_left_reuse_and_failures(clock, capsys):
    tally = Tally(100, reused=10)
    with Counter(Words("en"), quiet=False) as show:
        show(tally)
        clock[0] += 60.0
        tally.done, tally.failed = 28, 2
        show(tally)
    found = capsys.readouterr()
    assert found.out == "" and lines_of(found.err) == [
        "40 of 100 runs, 30 a minute, 0:02:00 left, 10 were there, 2 failed"
    ]


def test_it_speaks_dutch(clock, capsys):
    with Counter(Words("nl"), quiet=False) as show:
        show(Tally(4))
        clock[0] += 60.0
        show(Tally(4, done=2))
    assert capsys.readouterr().err.strip() == "2 van 4 runs, 2,0 per minuut, nog 0:01:00"


def test_without_a_terminal_a_line_comes_now_and_then_and_at_the_end(clock, capsys):
    with Counter(Words("en"), quiet=False) as show:
        for done in range(101):
            show(Tally(100, done=done))
            clock[0] += EVERY / 10
    said = lines_of(capsys.readouterr().err)
    assert 10 <= len(said) <= 12 and said[-1].startswith("100 of 100 runs") and "0:00:00 left" in said[-1]


def test_slow_first_runs_are_forgotten(clock, capsys):
    tally = Tally(10_000)
    with Counter(Words("en"), quiet=False) as show:
        for step in [600.0] * 3 + [1.0] * 200:
            clock[0] += step
            tally.done += 1
            show(tally)
        assert len(show._seen) < 130
    assert " 60 a minute" in lines_of(capsys.readouterr().err)[-1]


def test_what_is_reused_says_nothing_of_speed(clock, capsys):
    with Counter(Words("en"), quiet=False) as show:
        for reused in range(1, 6):
            clock[0] += EVERY
            show(Tally(100, reused=reused))
    assert "a minute" not in capsys.readouterr().err


@pytest.mark.parametrize("terminal", [False, True])
def test_quiet_says_nothing(terminal, clock, capsys, monkeypatch):
    monkeypatch.setattr("sys.stderr.isatty", lambda: terminal)
    with Counter(Words("en"), quiet=True) as show:
        for done in range(5):
            clock[0] += EVERY
            show(Tally(4, done=done))
    assert capsys.readouterr() == ("", "")


def test_a_terminal_gets_one_bar(monkeypatch, capsys):
    drawn = []

    class Bar:
        def start(self):
            drawn.append("start")

        def stop(self):
            drawn.append("stop")

        def add_task(self, text, total):
            drawn.append(total)
            return 0

        def update(self, row, completed, description):
            drawn.append((completed, description))

    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setattr(counter, "_make_bar", Bar)
    with Counter(Words("en"), quiet=False) as show:
        show(Tally(4, done=1))
        show(Tally(4, done=2))
    assert drawn[:2] == ["start", 4] and drawn[2] == (1, "1 of 4 runs") and drawn[-1] == "stop" and len(drawn) == 5
    assert capsys.readouterr().err == ""
