"""Scenario files: what is refused, in which words, and how files are laid over each other."""

from pathlib import Path

import pytest

from scenarios.catalogue import check_paths
from scenarios.files import shipped_files
from scenarios.load import resolve
from scenarios.problems import ScenarioError
from tests.small_region import small_region

HEAD = 'format = 1\nid = "mine"\ntitle.nl = "Mijn"\ntitle.en = "Mine"\n'
REGION = small_region()


def write(folder: Path, text: str, name: str = "mine.toml") -> str:
    """Write a scenario file and return its path."""
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


def problems(folder: Path, text: str) -> list[str]:
    """Resolve a text that must be refused; return its problems as lines."""
    with pytest.raises(ScenarioError) as caught:
        resolve(write(folder, text), REGION)
    return [str(problem).replace(f"{folder}/", "") for problem in caught.value.problems]


@pytest.mark.parametrize("name", shipped_files())
def test_shipped_files_say_what_they_are(name):
    """Every shipped file resolves, in two languages, with its author, source and licence."""
    scenario = resolve(name, REGION)
    text = shipped_files()[name].read_text(encoding="utf-8")
    assert scenario.id == name
    assert all(scenario.title[lang] and scenario.description[lang] for lang in ("nl", "en"))
    assert all(f"\n{key} = " in text for key in ("author", "source", "date", "licence"))


def test_all_problems_come_at_once_with_their_line(tmp_path):
    """Names, ranges, profiles and parameters are all reported, each where it stands."""
    found = problems(
        tmp_path,
        HEAD
        + """
[levers]
skb_practise = 0.5
dc_cap = 4_000
reskill_places = true

[levers.grid_flex]
profile = "ramp"
value = 0.1
from = "2027-01"
to = "2026-12"

[levers.permit_speed]
profile = "step"
value = 0.8
zones = ["all"]

[parameters]
k0_contact = 4.3
""",
    )
    assert [line.split(": found")[0] for line in found] == [
        "mine.toml:7: levers.skb_practise",
        "mine.toml:8: levers.dc_cap",
        "mine.toml:9: levers.reskill_places",
        "mine.toml:15: levers.grid_flex.to",
        "mine.toml:17: levers.permit_speed",
        "mine.toml:20: levers.permit_speed.zones",
        "mine.toml:23: parameters.k0_contact",
    ]
    assert any("skb_practise" in line and "did you mean skb_practice?" in line for line in found)
    assert any("mine.toml:8: levers.dc_cap" in line and "0 to 400 MVA/year" in line for line in found)
    assert any("reskill_places" in line and "found True" in line for line in found)
    assert any("mine.toml:15: levers.grid_flex" in line and "later than from" in line for line in found)
    assert any("permit_speed" in line and "no from" in line for line in found)
    assert any("permit_speed" in line and "only for levers by zone" in line for line in found)
    assert any("k0_contact" in line and "unknown parameter" in line for line in found)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("format = 1\nid = 'x'\n[levers]\ndc_cap = 5\ndc_cap = 6\n", 5, "not TOML"),
        (HEAD + "x = 1\n", 5, "unknown entry"),
        (HEAD + "[run]\nsedes = 3\n", 6, "did you mean seeds?"),
        (HEAD + "[run]\nuntil = 2030-12-01\n", 6, "a month in quotes"),
        (HEAD + "[run]\nuntil = '2041-01'\n", 6, "2040-12"),
        (HEAD + "[run]\nscale = 0\n", 6, "greater than or equal to 1"),
        (HEAD + "[levers]\ndc_cap = nan\n", 6, "a finite number"),
        (HEAD + "[levers]\ndc_cap = -inf\n", 6, "a finite number"),
        (HEAD + f"[levers]\ndc_cap = {'9' * 400}\n", 6, "a finite number"),
        (HEAD + f"[levers]\ndc_cap = 0x{'f' * 6000}\n", 6, "too large to show"),
        (HEAD + "[levers]\ndc_cap = []\n", 6, "a number, or"),
        (HEAD + "[levers]\ndc_cap = {profile = 'rampe', value = 3}\n", 6, "'constant', 'ramp'"),
        (HEAD + "[levers]\ndc_cap = {value = 3, form = '2024-01'}\n", 6, "did you mean from?"),
        (HEAD + "[levers]\ngrid_priority = 0.5\n", 6, "0 or 1"),
        (HEAD + "[levers]\ndc_cap = {profile = 'path', points = {}}\n", 6, "at least one month"),
        (HEAD + "[levers.pt_upgrade]\nvalue = 3\nzones = ['Kern', 'Havenstat']\n", 7, "did you mean Havenstad?"),
        (HEAD + "[levers.pt_upgrade]\nvalue = 3\nzones = ['Buiten']\n", 7, "one of"),
        (HEAD + "[shocks]\nsycle = 1\n", 6, "did you mean cycle?"),
        (HEAD + "[shocks.sector_demand]\nvalue = -0.1\nsectors = ['industri']\n", 7, "did you mean industry?"),
        (HEAD + "levers = 3\n", 5, "a table"),
        (HEAD + "unset = ['levers.dc_cap']\n", 5, "no name at all"),
        (HEAD.replace("format = 1", "format = 2"), 1, "1"),
        (HEAD.replace("format = 1", "format = true"), 1, "1"),
        ("format = 1\n", None, "required"),
        (HEAD + "extends = 'skils_first'\n", 5, "did you mean skills_first?"),
        (HEAD + "extends = 'nowhere.toml'\n", None, "unreadable"),
        (HEAD + "[provenance]\ndate = 'yesterday'\n", 6, "a date such as"),
    ],
)
def test_one_mistake_gives_its_line_and_what_is_allowed(tmp_path, text, line, words):
    """Each mistake is found where it stands."""
    found = problems(tmp_path, text)
    place = "mine.toml" if line is None else f"mine.toml:{line}:"
    assert any((place in text or "nowhere" in text) and words in text for text in found), found


def test_two_entries_may_not_meet_on_one_zone(tmp_path):
    """Overlap is per zone and per month."""
    entry = '[[levers.pt_upgrade]]\nprofile = "window"\nvalue = {}\nfrom = "{}"\nto = "{}"\nzones = ["{}"]\n'
    first = entry.format(3, "2024-01", "2026-12", "Kernstad")
    assert resolve(write(tmp_path, HEAD + first + entry.format(5, "2026-01", "2027-12", "Rand")), REGION)
    assert resolve(write(tmp_path, HEAD + first + entry.format(5, "2027-01", "2027-12", "Kern")), REGION)
    found = problems(tmp_path, HEAD + first + entry.format(5, "2026-12", "2027-12", "Kern"))
    assert len(found) == 1
    assert "mine.toml:11: levers.pt_upgrade.2" in found[0]
    assert "from 2026-12 to 2026-12" in found[0]


def test_files_that_are_no_text_or_not_there(tmp_path):
    """Folder, missing file, other encoding, empty name: a problem, never a traceback."""
    (tmp_path / "latin.toml").write_bytes(HEAD.encode() + "# caf\xe9".encode("latin-1"))
    names = [str(tmp_path), str(tmp_path / "none.toml"), str(tmp_path / "latin.toml"), "", "+", "a\0b.toml", "x" * 5000]
    for name in names:
        with pytest.raises(ScenarioError) as caught:
            resolve(name, REGION)
        assert all(problem.found and problem.allowed for problem in caught.value.problems)
    assert "mine" not in str(check_paths([str(tmp_path / "latin.toml")], REGION)[0])
    assert check_paths([str(tmp_path / "latin.toml")], REGION)[0].line == 5


def test_byte_order_mark_and_windows_lines_are_fine(tmp_path):
    """Notepad's files can be read."""
    (tmp_path / "mine.toml").write_bytes(b"\xef\xbb\xbf" + HEAD.replace("\n", "\r\n").encode())
    assert resolve(tmp_path / "mine.toml", REGION).id == "mine"


def test_a_child_replaces_levers_and_keeps_the_rest(tmp_path):
    """Tables merge; a lever, a title and a number replace; `unset` brings the default back."""
    write(
        tmp_path,
        HEAD + "[run]\nseeds = 8\nscale = 20\n[levers]\ndc_cap = 60\npermit_speed = 0.5\n"
        "[levers.grid_flex]\nprofile='ramp'\nvalue=0.2\nfrom='2024-01'\nto='2026-01'\n",
        "parent.toml",
    )
    child = write(
        tmp_path,
        "extends = 'parent.toml'\nunset = ['levers.permit_speed']\n[run]\nseeds = 4\n[levers.grid_flex]\nvalue = 0.1\n",
        "child.toml",
    )
    scenario = resolve(child, REGION)
    assert scenario.id == "child"
    assert scenario.title == {"nl": "Mijn", "en": "Mine"}
    assert scenario.run == {"seeds": 4, "scale": 20}
    assert (scenario.levers.regional["grid_flex"] == 0.1).all()
    assert scenario.levers.value("dc_cap", 100) == 60
    assert scenario.levers.value("permit_speed", 100) == 1
    assert [Path(name).name for name in scenario.sources] == ["parent.toml", "child.toml"]


def test_a_circle_of_files_is_named(tmp_path):
    """Extending oneself through another file ends in a message."""
    write(tmp_path, "extends = 'b.toml'\n", "a.toml")
    write(tmp_path, "# b\nextends = './a.toml'\n", "b.toml")
    with pytest.raises(ScenarioError, match="circle") as caught:
        resolve(tmp_path / "a.toml", REGION)
    assert caught.value.problems[0].line == 2


def test_shocks_combine_with_any_scenario(tmp_path):
    """A shock is laid over a scenario; the same shock twice is refused."""
    both = resolve("skills_first+recession", REGION)
    assert both.id == "skills_first+recession"
    assert both.title["en"] == "Skills first + Recession"
    assert both.levers.value("reskill_places", 0) == 15_000
    assert both.shock(60)["cycle"] < 0
    assert resolve("grid_first+grid_delay", REGION).levers.value("permit_speed", 0) == 1.3
    mine = write(tmp_path, HEAD + "[shocks]\ncycle = -0.01\n", "my+file.toml")
    assert resolve(mine, REGION).shock(0)["cycle"] == -0.01
    with pytest.raises(ScenarioError, match="each shock once"):
        resolve("current_policy+recession+recession", REGION)


def test_problems_of_all_parts_come_together(tmp_path):
    """A mistake in the scenario does not hide one in the shock."""
    mine = write(tmp_path, HEAD + "[levers]\ndc_cap = -1\n")
    with pytest.raises(ScenarioError) as caught:
        resolve(f"{mine}+recesion", REGION)
    assert len(caught.value.problems) == 2
