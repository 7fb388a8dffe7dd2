"""What a command was told to do besides the names and files it is about."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from experiments.until_sure import MOST, StopRule
from experiments.words import Words
from poldermodel.api import DEFAULT_FOLDER
from simulation.months import month_index
from simulation.runs.store import RunStore


@dataclass(frozen=True, kw_only=True)
class Options:
    """Options of all commands that do runs; one that a command does not take keeps its default.

    Attributes
    ----------
    out, threads, quiet, as_json, lang
        Of every command: where results go, cores, and what is said and how.
    until, region
        Of commands that do not read a design, which says them itself.
    seeds, scale, no_cache, csv, until_sure, most_seeds
        Of a comparison; seeds and scale are those of its first scenario if not given.
    store, cluster, dry_run
        Of commands with a design, read from a file or made of a bundle.
    """

    out: Path | None
    threads: int | None
    quiet: bool
    as_json: bool
    lang: str
    seeds: int | None = None
    scale: int | None = None
    until: str | None = None
    region: str = "mra"
    no_cache: bool = False
    csv: bool = False
    until_sure: tuple[str, str] | None = None
    most_seeds: int = MOST
    store: Path | None = None
    cluster: str | None = None
    dry_run: bool = False

    @property
    def words(self) -> Words:
        """Language of all that is said."""
        return Words(self.lang)

    @property
    def silent(self) -> bool:
        """Whether nobody looks at progress."""
        return self.quiet or self.as_json

    @property
    def last_month(self) -> int | None:
        """Index of the last month, if it was given.

        Raises
        ------
        ValueError
            If it is no month of the model.
        """
        return None if self.until is None else month_index(self.until)

    @property
    def stop_rule(self) -> StopRule | None:
        """When to stop adding seeds, if that was asked.

        Raises
        ------
        ValueError
            If the wish cannot be read.
        """
        return None if self.until_sure is None else StopRule.read(*self.until_sure, self.most_seeds)

    @property
    def kept(self) -> RunStore:
        """Finished runs."""
        return RunStore(self.store or DEFAULT_FOLDER / "store")

    def folder(self, name: str) -> Path:
        """Where results go; `name` is that of the default folder."""
        return self.out or DEFAULT_FOLDER / name

    def crew(self, cluster: str | None) -> dict[str, Any]:
        """Who does the runs; `cluster` is the one that the design names, if any."""
        return {"cores": self.threads, "cluster": self.cluster or cluster}
