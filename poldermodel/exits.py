"""How a command ends: its exit code, the user's mistakes told plainly, and what it leaves on stdout."""

import json
import sys
from pathlib import Path
from typing import Any

import click

DONE, FAILED, MISTAKE, PARTLY, INTERRUPTED = 0, 1, 2, 3, 130


class Told(click.Command):
    """A command that answers a mistake of the user with its message and exit code, without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what is no mistake of the user is raised."""
        try:
            return super().invoke(ctx)
        except Exception as error:
            if not is_mistake(error):
                raise
            click.echo(str(error), err=True)
            sys.exit(MISTAKE)


class Resumable(Told):
    """A command that keeps the runs it finished, so that the same one goes on after Ctrl-C."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; the runs handle Ctrl-C themselves, outside them it is told here."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            texts = sys.modules.get("experiments.words")  # none while libraries load: then there is nothing to tell
            if texts is not None:
                click.echo(texts.Words(ctx.params["lang"])("command.stopped"), err=True)
            sys.exit(INTERRUPTED)


def is_mistake(error: Exception) -> bool:
    """Whether the user can mend it; what names these errors is imported once there is one, so that help is instant."""
    from experiments.folder import FolderConflict
    from scenarios.problems import ScenarioError
    from scenarios.regions.problems import RegionError
    from simulation.runs.cluster import ClusterError

    mistakes = (ScenarioError, RegionError, FolderConflict, ClusterError, ValueError, FileNotFoundError)
    return isinstance(error, mistakes)


def exit_code(*, interrupted: bool, complete: bool, finished: int) -> int:
    """Exit code of a command with runs, of which `finished` can be used."""
    return INTERRUPTED if interrupted else DONE if complete else PARTLY if finished else FAILED


def hand_over(folder: Path, report: Path | None, as_json: bool, **facts: object) -> None:
    """Print where the results are: the page, else the folder; or one JSON document with the facts."""
    if as_json:
        places = {"folder": str(folder), "report": None if report is None else str(report)}
        click.echo(json.dumps(places | facts, indent=1, ensure_ascii=False))
    else:
        click.echo(report or folder)
    sys.stdout.flush()
