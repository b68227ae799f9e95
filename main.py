"""The door to Convas: no arguments (or a file) open the window, a command works without."""

from __future__ import annotations

import gc
import logging
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from app.packaged import begin_packaged, packaged, python_needed

if TYPE_CHECKING:
    from app.cli.diagram import DiagramWish
    from app.network.graph import Network
    from app.report.page import Page

_OPENED = (".convas", ".exercise.json", ".md")
"""Ends of the names of files that the window opens: networks, exercises, lessons."""
_ANOTHER_PYTHON = (
    "Use the one that Convas was set up with: activate .venv first, or let make run set it up; "
    "README.md tells how."
)


def main() -> int:
    """Run Convas with the arguments of this process; returns the exit code."""
    if packaged():
        begin_packaged()
    arguments = sys.argv[1:]
    try:
        if not arguments or (len(arguments) == 1 and arguments[0].lower().endswith(_OPENED)):
            return _open_window(sys.argv)
        if arguments[0] == "report" and not _speak(arguments):
            return 2
        from app.cli.commands import main as command
        from app.cli.tour import Tour

        return command(arguments, tour=Tour(_scenes, _tour), draw=_draw, print_page=_print_page)
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        if package in ("", "app", "widgets", "resources"):
            raise
        lacking = f"this Python has no package {package!r}. {_ANOTHER_PYTHON}"
        if packaged():
            lacking = f"the packaged Convas brings no {error.name!r}; {python_needed()}"
        print(f"convas: {lacking}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:  # before the command could take care of it
        return 130


def _open_window(argv: list[str]) -> int:
    if not _window_can_open():
        return 2
    # Hardly anything made while starting is garbage; looking for it took a tenth of the time until
    # the window is there. The window sees to it when it has started.
    gc.disable()
    from widgets.language import speak_chosen_language

    speak_chosen_language()  # before texts are made as modules are loaded
    from widgets.program import run

    return run(argv)


def _speak(arguments: Sequence[str]) -> bool:
    """Speak the language that `--language` names, from before texts are made with the modules.

    False, and a sentence on standard error, where its words cannot be read.
    """
    from app.language import speak

    for option, value in zip(arguments, [*arguments[1:], ""], strict=True):
        name, _, joined = option.partition("=")
        if name == "--language":
            language = joined or value
            try:
                speak(language)
            except (OSError, ValueError) as error:
                print(
                    f"convas: the words of the language {language!r} cannot be read: {error}; "
                    "install Convas again, or leave --language out: the page is English then",
                    file=sys.stderr,
                )
                return False
    return True


def _scenes() -> list[tuple[str, str]]:
    """The rows of the lectures with the titles of their scenes; needs Qt, but no display."""
    from app.cli.printing import CommandError

    try:
        from widgets.tour import SCENES
    except ModuleNotFoundError:
        raise
    except ImportError as error:  # a library that Qt needs
        raise CommandError(f"the scenes need Qt, which cannot be loaded: {error}") from error

    return [(row, scene.title) for scene in SCENES for row in scene.rows]


def _tour(output: Path, rows: Sequence[str], written: Callable[[Path], None]) -> int:
    if not _window_can_open():
        return 2
    from app.cli.printing import CommandError

    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CommandError(f"{output} cannot be made: {error.strerror}") from error
    from widgets.tour import run_tour, scenes_of

    if rows:
        return run_tour(output, scenes_of(rows), epochs=None, written=written)
    return run_tour(output, written=written)


def _draw(network: Network, wish: DiagramWish) -> bytes:
    """Paint a diagram into memory, which needs Qt but no display."""
    _need_qt()
    from widgets.headless_diagram import draw_diagram

    return draw_diagram(network, wish)


def _print_page(page: Page) -> bytes:
    """Make a PDF in memory, likewise."""
    _need_qt()
    from widgets.headless_report import print_page

    return print_page(page)


def _need_qt() -> None:
    """CommandError where Qt cannot even paint into memory."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from app.cli.printing import CommandError
    from app.display import why_no_window

    if reason := why_no_window():
        raise CommandError(reason)


def _window_can_open() -> bool:
    """Say on standard error why it cannot: Qt itself would abort the program."""
    from app.training.torchrun import launched, speaks

    if launched():
        if speaks():
            print("convas: torchrun is for the command train: it needs no window", file=sys.stderr)
        return False
    from app.display import why_no_window

    reason = why_no_window()
    if reason:
        print(reason, file=sys.stderr)
    return not reason


def _end(status: int) -> NoReturn:
    """End the process with this exit code.

    One of several that torchrun has started leaves without tidying up: a thread of gloo may still
    be letting go of a tensor, and Python, when it ends, ends that thread in a way that aborts the
    process. DistributedDataParallel keeps these threads after destroy_process_group.
    """
    from app.training.torchrun import launched

    if launched() is not None:
        logging.shutdown()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)
    sys.exit(status)


if __name__ == "__main__":
    _end(main())
