"""Convas without a window: what scripts, checks and servers use.

Results go to standard output, as a table or as JSON; progress and complaints go to standard
error. Exit codes: 0 done; 1 the training diverged or could not go on; 2 the input makes no sense,
said in one sentence; 130 stopped by Ctrl+C, 143 by SIGTERM. Heavy imports wait until a command
needs them.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import fields
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from app import __version__
from app.cli.dataset_options import add_change_options, add_datasets_options, changes_named
from app.cli.desktop import add_desktop_options, desktop
from app.cli.diagram import DIAGRAM_FORMS, DrawDiagram, add_diagram_options, export_diagram
from app.cli.experiment_options import EXPERIMENTS, AddCommand, add_fork_options
from app.cli.experiment_options import FORMATS as EXPERIMENT_FORMATS
from app.cli.explain_options import add_explain_options
from app.cli.grade_options import FORMATS as GRADE_FORMATS
from app.cli.grade_options import add_grade_options
from app.cli.printing import CommandError, print_json, print_table
from app.cli.recipe_options import (
    add_recipe_options,
    augmentation_named,
    with_recipe_options,
)
from app.cli.reporting import PrintPage, add_report_options, write_report
from app.cli.summary import FORMATS, print_comparison, print_summary
from app.cli.tour import Tour, add_tour_options, run_tour_command
from app.network.arithmetic import shape_text
from app.network.gallery import GALLERY, gallery_entry
from app.network.graph import Network, NetworkError
from app.training.recipe import Recipe
from app.training.torchrun import launched, speaks

if TYPE_CHECKING:
    from app.files.project import Project

_ALONE = "start it with python main.py"


def main(
    arguments: Sequence[str],
    *,
    tour: Tour | None = None,
    draw: DrawDiagram | None = None,
    print_page: PrintPage | None = None,
) -> int:
    """Carry out one command and return its exit code.

    `tour` is what the command `tour` calls, `draw` what `export` and `report` call for a diagram,
    and `print_page` what `report` calls for a PDF: they need Qt, which this module must not know.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal may lack signs like → or ×
            stream.reconfigure(errors="replace")
    try:
        options = command_parser().parse_args(arguments)
        if launched() and options.command != "train":
            raise CommandError(f"torchrun is for train, and not for {options.command}: {_ALONE}")
        if options.command == "tour":
            return _tour(options, tour)
        if options.command == "export" and options.to in DIAGRAM_FORMS:
            return export_diagram(options, load_network(options.network)[0], draw)
        if options.command == "report":
            return write_report(options, draw, print_page)
        code: int = options.run(options)
        sys.stdout.flush()
    except (CommandError, NetworkError) as error:
        if speaks():
            print(f"convas: {' '.join(str(error).split())}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader (head, less) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except SystemExit as done:  # --help and --version
        return int(done.code or 0)
    except KeyboardInterrupt:
        print("convas: stopped by Ctrl+C", file=sys.stderr)
        return 130
    return code


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise CommandError(f"{message}; see {self.prog} --help")


def command_parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="convas",
        description="A playground for convolutional networks. Without a command, the window opens.",
    )
    parser.add_argument("--version", action="version", version=f"convas {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(
        name: str,
        run: Callable[[Any], int],
        text: str,
        formats: Sequence[str] = ("table", "json"),
    ) -> argparse.ArgumentParser:
        added: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
        added.set_defaults(run=run)
        added.add_argument("--format", choices=formats, default="table", help="default: table")
        return added

    net = "name of a built-in network, or a .convas file"
    command("gallery", _gallery, "Name the built-in networks.")
    summary = command("summary", _summary, "Sizes, counts and problems of a network.", FORMATS)
    summary.add_argument("network", metavar="NET", help=net)
    compare = command("compare", _compare, "Two networks beside each other.", FORMATS)
    compare.add_argument("networks", metavar="NET", nargs=2, help=net)
    add_datasets_options(command("datasets", _datasets, "Name the data sets, or download one."))
    _add_train_options(command("train", _train, "Train a network from random weights and test it."))
    _add_experiments(command, net)
    explaining = command("explain", _explain, "Show which pixels a decision rests on.")
    explaining.add_argument("network", metavar="NET", help=net)
    add_explain_options(explaining)
    _add_import_options(command("import", _import, "Make a .convas file of a PyTorch network."))
    export = command("export", _export, "Write a network or its weights for other programs.")
    export.add_argument("network", metavar="NET", help=net)
    export.add_argument(
        "--to",
        choices=("pytorch", "onnx", "safetensors", "state-dict", *DIAGRAM_FORMS),
        required=True,
        help="a program, the network with its weights, the weights alone, or a diagram",
    )
    export.add_argument("--output", type=Path, required=True, metavar="FILE")
    add_diagram_options(export)
    add_report_options(command("report", _report, "Write a run as one page, in HTML or PDF."))
    graded = command("grade", _grade, "Check students' files against an exercise.", GRADE_FORMATS)
    add_grade_options(graded)
    add_desktop_options(command("desktop", desktop, "Put Convas into the desktop's menu."))
    add_tour_options(command("tour", _tour, "Drive the real window and write pictures of it."))
    return parser


def _add_import_options(options: argparse.ArgumentParser) -> None:
    options.description = (
        "Make a .convas file of a PyTorch network. A class in a Python file is imported by running "
        "that file with all that is in it, so name only files that you trust. Weights are never "
        "run: a pickle that holds more than tensors is refused."
    )
    options.add_argument(
        "source",
        metavar="SOURCE",
        help="torchvision:NAME, FILE.py:NAME of a module's class, or NET to give weights to",
    )
    options.add_argument("--output", type=Path, required=True, metavar="FILE.convas")
    options.add_argument(
        "--input",
        metavar="CxHxW",
        help="shape of an image; default: 3x224x224, or what the torchvision model is made for",
    )
    options.add_argument(
        "--weights",
        type=Path,
        metavar="FILE",
        help="weights to put in: .safetensors, or a state_dict (.pt, .pth, .bin)",
    )


_DATA = (
    "data set: a name that `convas datasets` lists, a folder with a folder of images for each "
    "class, a .csv of path,label or an .npz; default: as the network's recipe says"
)


def _add_train_options(train: argparse.ArgumentParser) -> None:
    train.add_argument(
        "network",
        metavar="NET",
        nargs="?",
        help="name of a built-in network, or a .convas file, whose weights are not used",
    )
    _add_how_to_train(train)
    train.add_argument(
        "--output",
        type=Path,
        metavar="DIR",
        help="keep the run (recipe, history, weights) in a new folder in DIR; default: keep none",
    )
    train.add_argument(
        "--save",
        type=Path,
        metavar="FILE.convas",
        help="write the network with what it has learned, to be opened in the window; "
        "default: write none",
    )
    train.add_argument(
        "--resume",
        type=Path,
        metavar="RUN",
        help="go on with the run in this folder instead; "
        "with --batch-size, begin a new one with its weights; default: begin a new run",
    )


def _add_how_to_train(parser: argparse.ArgumentParser) -> None:
    """The data and the recipe."""
    usual = "default: as the network's recipe says"
    parser.add_argument("--data", dest="dataset", metavar="NAME|PATH", help=_DATA)
    add_change_options(parser)
    parser.add_argument(
        "--difficulty",
        type=float,
        metavar="SHARE",
        help=f"of generated data, 0 easy to 1 hard; {usual}",
    )
    add_recipe_options(parser)


def _add_experiments(command: AddCommand, net: str) -> None:
    """The commands that train many times, see `app/cli/experiments.py`."""
    for name, text, add_options in EXPERIMENTS:
        parser = command(name, _experiment, text, EXPERIMENT_FORMATS)
        parser.add_argument("network", metavar="NET", nargs="?", help=net)
        _add_how_to_train(parser)
        add_options(parser)
    fork = command("fork", _fork, "Train two variants side by side.", EXPERIMENT_FORMATS)
    fork.add_argument("network", metavar="A", help=net)
    _add_how_to_train(fork)
    add_fork_options(fork)


def _gallery(options: argparse.Namespace) -> int:
    if options.format == "json":
        # The names, as scripts loop over them; `summary` tells the rest of each.
        print_json([entry.name for entry in GALLERY])
        return 0
    print_table(
        ("name", "title", "images", "parameters", "data", ""),
        (
            (
                entry.name,
                entry.title,
                shape_text(entry.facts.input),
                f"{entry.facts.parameters:,}",
                entry.dataset or "",
                entry.sentence,
            )
            for entry in GALLERY
        ),
        numbers=(3,),
    )
    return 0


def _summary(options: argparse.Namespace) -> int:
    network, _ = load_network(options.network)
    print_summary(network, options.format)
    return 0


def _compare(options: argparse.Namespace) -> int:
    (left, _), (right, _) = map(load_network, options.networks)
    print_comparison(left, right, options.format)
    return 0


def _datasets(options: argparse.Namespace) -> int:
    from app.cli.datasets import datasets

    return datasets(options)


def _train(options: argparse.Namespace) -> int:
    from app.cli import training

    if options.resume:
        only_batch = not options.recipe and _chosen(options).keys() == {"batch_size"}
        if only_batch and not (options.network or changes_named(options)):
            result = training.begin_anew(
                options.resume, options.batch_size, options.output, save=options.save
            )
        elif options.network or options.output or _says_how_to_train(options):
            raise CommandError(
                "--resume goes on with a run as it was begun: leave out NET and all other "
                "options but --save, or name only a --batch-size to begin anew with its weights"
            )
        else:
            result = training.resume(options.resume, save=options.save)
    elif options.network:
        network, recipe = _to_train(options)
        result = training.train(network, recipe, options.output, save=options.save)
    else:
        raise CommandError("name a network to train, or a run to --resume; see convas train --help")
    if not result.told:
        return result.exit_code
    if options.format == "json":
        print_json(result.form())
    else:
        print_table(training.HEADS, result.rows(), numbers=range(5))
        print(result.sentence)
    return result.exit_code


def _experiment(options: argparse.Namespace) -> int:
    from app.cli.experiments import carry_out

    if getattr(options, "resume", None):
        if options.network or _says_how_to_train(options):
            raise CommandError(
                "--resume goes on with a search as it was begun: leave out NET and all other "
                "options"
            )
        return carry_out(options, None)
    if not options.network:
        raise CommandError(f"name a network; see convas {options.command} --help")
    return carry_out(options, _to_train(options))


def _fork(options: argparse.Namespace) -> int:
    from app.cli.fork import fork
    from app.experiments.comparisons import Variant, changed_variant

    if bool(options.other) == bool(options.change):
        raise CommandError("name another network B, or what to --change: one of the two")
    network, recipe = _to_train(options)
    try:
        if options.other:
            other = argparse.Namespace(**{**vars(options), "network": options.other})
            b = Variant(options.other, *_to_train(other))
        else:
            b = changed_variant(network, recipe, options.change)
    except ValueError as error:
        raise CommandError(str(error)) from error
    return fork(options, (Variant(options.network, network, recipe), b))


def _to_train(options: argparse.Namespace) -> tuple[Network, Recipe]:
    """The network that is named, and how the options have it trained."""
    from app.cli.datasets import with_data_options

    network, recipe = load_network(options.network)
    recipe = with_recipe_options(recipe, options.recipe, _chosen(options))
    return network, with_data_options(recipe, network, options)


def _says_how_to_train(options: argparse.Namespace) -> bool:
    return bool(options.recipe or _chosen(options) or changes_named(options))


def _chosen(options: argparse.Namespace) -> dict[str, Any]:
    """The settings of the recipe, and of its augmentation, that have an option of their own."""
    chosen: dict[str, Any] = {
        field.name: value
        for field in fields(Recipe)
        if (value := getattr(options, field.name, None)) is not None
    }
    if augmentation := augmentation_named(options):
        chosen["augmentation"] = augmentation
    return chosen


def _explain(options: argparse.Namespace) -> int:
    from app.cli.explaining import explain

    return explain(load_stored(options.network), options)


def _import(options: argparse.Namespace) -> int:
    from app.cli.importing import import_network

    said = import_network(
        options.source, options.output, options.input, options.weights, load_stored
    )
    if options.format == "json":
        print_json({"output": str(options.output), "notes": list(said)})
    else:
        print("\n".join((f"Wrote {options.output}.", *said)))
    return 0


def _export(options: argparse.Namespace) -> int:
    from app.cli.exporting import export_network

    sentence = export_network(load_stored(options.network), options.to, options.output)
    if options.format == "json":
        print_json({"output": str(options.output)})
    else:
        print(sentence)
    return 0


def _grade(options: argparse.Namespace) -> int:
    from app.cli.grading import grade

    return grade(options)


def _report(options: argparse.Namespace) -> int:
    return write_report(options, None, None)


def _tour(options: argparse.Namespace, tour: Tour | None = None) -> int:
    return run_tour_command(options, tour)


def load_network(name: str) -> tuple[Network, Recipe]:
    """The built-in network or the project file of that name, with its recipe."""
    project = load_stored(name)
    return project.network, project.recipe


def load_stored(name: str) -> Project:
    """The built-in network or the project file of that name.

    Raises CommandError where there is neither, or the file cannot be read.
    """
    from app.files.project import Project, ProjectError, load_project

    if name in (entry.name for entry in GALLERY):
        entry = gallery_entry(name)
        return Project(entry.build(), Recipe(**entry.recipe))
    path = Path(name)
    if not _exists(path):
        raise CommandError(f"there is no file {name!r}; {_built_in_like(name)}")
    try:
        project = load_project(path)
    except ProjectError as error:
        raise CommandError(str(error)) from error
    if project.note:
        print(f"convas: {project.note}", file=sys.stderr)
    return project


def _built_in_like(name: str) -> str:
    """The built-in networks that somebody may have meant by `name`, or where they are named."""
    names = [entry.name for entry in GALLERY]
    if near := get_close_matches(name.lower(), names, cutoff=0.75):
        return f"did you mean the built-in network {' or '.join(near)}?"
    return "the command gallery names the built-in networks"


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name too long to be one
        return False
