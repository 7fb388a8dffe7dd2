"""The `polder` command. Everything heavy is imported inside a command, so that help is instant."""

import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from poldermodel.exits import INTERRUPTED, Resumable, Told

FOLDER = click.Path(file_okay=False, path_type=Path)
LANGUAGES = click.Choice(["nl", "en"])
AS_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON document instead of a table.")
LANG = click.option("--lang", type=LANGUAGES, default="nl", show_default=True, help="Language of the output.")


class Polder(click.Group):
    """Commands of which each can be interrupted at any moment with the same exit code."""

    command_class = Told

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; Ctrl-C while it loads its libraries ends quietly, and a request to end is a Ctrl-C."""
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            sys.exit(INTERRUPTED)


@click.group(cls=Polder, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="poldermodel")
def main() -> None:
    """Compare policies for the Amsterdam region: people, firms, homes and the power grid, month by month to 2040."""


def run_options(command: Callable[..., None]) -> Callable[..., None]:
    """Options shared by `run` and `compare`."""
    options = [
        click.option(
            "--seeds",
            type=click.IntRange(1, 1000),
            help="Number of seeds. [default: of the file, else of the region, else 8]",
        ),
        click.option(
            "--scale",
            type=click.IntRange(1, 100),
            help="N of 1:N; 1 is true size. [default: of the file, else of the region, else 20]",
        ),
        click.option("--until", help="Last month, such as 2040-12."),
        click.option("--threads", type=click.IntRange(1), help="Cores to use; all if not given."),
        click.option("--out", type=FOLDER, help="Results folder [default: below results/]."),
        click.option("--region", default="mra", show_default=True, help="Name or folder of the region."),
        click.option("--no-cache", is_flag=True, help="Make population and burn-in anew, and keep neither."),
        click.option("--csv", is_flag=True, help="Also write results.csv, long form, for a spreadsheet."),
        click.option("--quiet", is_flag=True, help="No progress."),
        AS_JSON,
        LANG,
    ]
    for option in reversed(options):
        command = option(command)
    return command


@main.command(cls=Resumable)
@click.argument("scenario")
@click.option("--timings", is_flag=True, help="One run, no report: print the time that each step of the month takes.")
@run_options
def run(scenario: str, timings: bool, **options: Any) -> None:
    """Run one SCENARIO: a shipped name, a file, or either with shocks (skills_first+recession)."""
    from poldermodel.commands import compare_scenarios, time_scenario

    if timings:
        sys.exit(time_scenario(scenario, **options))
    sys.exit(compare_scenarios([scenario], **options))


@main.command(cls=Resumable)
@click.argument("reference")
@click.argument("scenario", nargs=-1, required=True)
@click.option(
    "--until-sure",
    nargs=2,
    metavar="AMOUNT INDICATOR",
    help="Add seeds until half the 90 % interval of every difference in the last year is at most this, such as "
    "--until-sure 0.1pp unemployment.",
)
@click.option(
    "--most-seeds", type=click.IntRange(8), default=64, show_default=True, help="Where --until-sure gives up."
)
@run_options
def compare(reference: str, scenario: Sequence[str], **options: Any) -> None:
    """Compare each SCENARIO with REFERENCE, seed by seed."""
    from poldermodel.commands import compare_scenarios

    sys.exit(compare_scenarios([reference, *scenario], **options))


def design_options(command: Callable[..., None]) -> Callable[..., None]:
    """Options shared by all commands that run a design."""
    options = [
        click.option("--out", type=FOLDER, help="Folder for tables and report [default: below results/]."),
        click.option("--store", type=FOLDER, help="Folder of finished runs, shared [default: results/store]."),
        click.option("--threads", type=click.IntRange(1), help="Cores to use; all if not given."),
        click.option("--cluster", metavar="ADDRESS", help="Dask scheduler (tcp://host:8786) or its scheduler file."),
        click.option("--dry-run", is_flag=True, help="Print runs, expected time and disk; run nothing."),
        click.option("--quiet", is_flag=True, help="No progress."),
        AS_JSON,
        LANG,
    ]
    for option in reversed(options):
        command = option(command)
    return command


@main.command(cls=Resumable)
@click.argument("design", type=click.Path(path_type=Path))
@design_options
def sweep(design: Path, **options: Any) -> None:
    """Run a DESIGN, a file or a shipped name: scenarios, levers and uncertainties over their ranges, with paired seeds.

    What was run before is taken from the store; a sweep that was stopped goes on where it was.
    """
    from poldermodel.studies import sweep_design

    sys.exit(sweep_design(design, **options))


@main.command(cls=Resumable)
@click.argument("design", type=click.Path(path_type=Path))
@design_options
def sensitivity(design: Path, **options: Any) -> None:
    """Rank what a DESIGN varies by its effect on outcomes: Morris screening or Sobol indices, with intervals."""
    from poldermodel.studies import find_sensitivity

    sys.exit(find_sensitivity(design, **options))


@main.command(cls=Resumable)
@click.argument("design", type=click.Path(path_type=Path))
@design_options
def discover(design: Path, **options: Any) -> None:
    """Find the conditions under which policies of a DESIGN miss their targets, and which policy holds up."""
    from poldermodel.studies import discover_conditions

    sys.exit(discover_conditions(design, **options))


@main.command(cls=Resumable)
@click.argument("design", type=click.Path(path_type=Path))
@design_options
def optimise(design: Path, **options: Any) -> None:
    """Search for mixes of the levers in a DESIGN that meet most targets within a budget: a front."""
    from poldermodel.studies import search_mixes

    sys.exit(search_mixes(design, **options))


@main.command(cls=Resumable)
@click.argument("reference")
@click.argument("scenario", nargs=-1, required=True)
@click.option("--seeds", type=click.IntRange(2, 10_000), default=8, show_default=True, help="Number of paired seeds.")
@click.option("--scale", type=click.IntRange(1, 1000), default=20, show_default=True, help="N of 1:N.")
@click.option("--until", help="Last month, such as 2040-12.")
@click.option("--region", default="mra", show_default=True, help="Name or folder of the region.")
@click.option("--indicator", "indicators", multiple=True, help="Outcome; more than one is allowed.")
@click.option("--orders", type=click.IntRange(8), default=32, show_default=True,
              help="Orders of joining to sample, if there are more than six parts; even.")  # fmt: skip
@design_options
def bundle(reference: str, scenario: Sequence[str], **options: Any) -> None:
    """Split a bundle into what each part does alone, within the bundle, and together.

    With one SCENARIO the parts are the levers in which it differs from REFERENCE; with more, each is a part.
    """
    from poldermodel.studies import split

    sys.exit(split(reference, list(scenario), **options))


@main.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--csv", is_flag=True, help="Also write results.csv.")
@LANG
def report(folder: Path, csv: bool, lang: str) -> None:
    """Write the report of a results FOLDER again, e.g. in the other language."""
    from poldermodel.commands import rewrite_report

    sys.exit(rewrite_report(folder, lang, csv))


@main.command()
@AS_JSON
@LANG
def scenarios(as_json: bool, lang: str) -> None:
    """List the shipped scenarios and shocks."""
    from poldermodel.listings import show_scenarios

    show_scenarios(as_json, lang)


@main.command()
@AS_JSON
@LANG
def levers(as_json: bool, lang: str) -> None:
    """List the policy levers with unit, range, default, cost and source."""
    from poldermodel.listings import show_levers

    show_levers(as_json, lang)


@main.command()
@AS_JSON
@LANG
def indicators(as_json: bool, lang: str) -> None:
    """List what is measured, with unit, meaning and what is uncertain."""
    from poldermodel.listings import show_indicators

    show_indicators(as_json, lang)


@main.command()
@AS_JSON
@LANG
def parameters(as_json: bool, lang: str) -> None:
    """List the parameters with unit, range, default and source."""
    from poldermodel.listings import show_parameters

    show_parameters(as_json, lang)


@main.command()
@click.argument("files", nargs=-1, required=True)
@click.option("--region", default="mra", show_default=True, help="Region the scenarios are for.")
@LANG
def check(files: Sequence[str], region: str, lang: str) -> None:
    """Check scenario FILES, names or region folders; runs nothing."""
    from poldermodel.commands import check_files

    sys.exit(check_files(list(files), region, lang))


@main.command()
@click.option("--scale", type=click.IntRange(1, 100), default=20, show_default=True, help="N of 1:N.")
@click.option("--seeds", type=click.IntRange(1, 100), default=2, show_default=True, help="Number of seeds.")
@click.option("--region", default="mra", show_default=True, help="Name or folder of the region.")
@AS_JSON
@LANG
def validate(scale: int, seeds: int, region: str, as_json: bool, lang: str) -> None:
    """Run the model beside what is known of the region, and show every hit and miss."""
    from poldermodel.commands import validate_model

    sys.exit(validate_model(scale, seeds, region, as_json, lang))


@main.group()
def cache() -> None:
    """What is kept between runs: populations and states after burn-in."""


@cache.command("path")
def cache_path() -> None:
    """Print the folder of the cache."""
    from simulation.runs import cache as store

    click.echo(store.path())


@cache.command("size")
def cache_size() -> None:
    """Print the size of the cache [MB]."""
    from simulation.runs import cache as store

    click.echo(f"{store.size() / 1e6:.1f}")


@cache.command("clear")
def cache_clear() -> None:
    """Remove everything in the cache; it is made again when needed."""
    from simulation.runs import cache as store

    click.echo(f"{store.clear() / 1e6:.1f} MB")
