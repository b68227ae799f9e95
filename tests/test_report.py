"""The page of a run: its figures are the run's, and it is safe and complete by itself."""

from __future__ import annotations

import base64
import io
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

from app.data.progress import Cancelled
from app.files.project import Project, save_project
from app.network.graph import UNTITLED
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.patterns import chain
from app.report.curves import accuracy_curve, loss_curve
from app.report.facts import RunFacts
from app.report.filter_sheet import filter_sheet
from app.report.gathering import gather
from app.report.page import html, page_of
from app.report.state_words import state_words
from app.training.events import EpochDone, StepDone, Stopped
from app.training.recipe import Recipe
from app.training.run import RunError, new_run, open_run
from app.training.run_list import run_title, write_note
from tests.commands import Convas

NETWORK = chain("small", [Input(1, 10, 10), Conv2d(4, 3), ReLU(), Flatten(), Linear(10)])
HOSTILE = """<script>alert("1")</script><img src=x onerror='alert(2)'> & \ue000network\ue001"""


@pytest.fixture
def run(tmp_path: Path, convas: Convas) -> Path:
    """A folder with a run of two epochs."""
    project = tmp_path / "small.convas"
    recipe = Recipe(batch_size=1_000, epochs=2, learning_rate=0.02, seed=7)
    save_project(project, Project(NETWORK, recipe))
    assert convas("train", project, "--output", tmp_path / "runs").code == 0
    (folder,) = (tmp_path / "runs").iterdir()
    return folder


@pytest.fixture
def facts(run: Path) -> RunFacts:
    return gather(run)


class Elements(HTMLParser):
    """Tags with their attributes, and the text of the page."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join(self.texts)


def test_the_figures_are_those_of_the_history(run: Path, facts: RunFacts) -> None:
    epochs = [event for event in open_run(run).history() if isinstance(event, EpochDone)]
    best = max(epochs, key=lambda event: event.validation_accuracy)
    text = Elements(html(page_of(facts, ""))).text
    assert f"{100 * best.validation_accuracy:.1f} % after epoch {best.epoch}" in text
    assert f"{epochs[-1].validation_loss:.4g}" in text
    assert "2 of 2" in text


def test_the_test_images_are_read_as_the_command_line_reads_them(
    run: Path, facts: RunFacts, convas: Convas
) -> None:
    # Resuming a finished run only tests it again.
    told = convas("train", "--resume", run, "--format", "json").form
    assert facts.evaluation is not None
    assert facts.evaluation.accuracy == pytest.approx(told["test_accuracy"], abs=1e-6)
    cells = [int(cell) for cell in re.findall(r">([\d,]+)</font>", page_of(facts, "").body)]
    assert sum(cells) == len(facts.evaluation) == 1_000
    assert facts.evaluation.confusion().sum() == 1_000


def test_parameters_and_arithmetic_of_the_layers_are_told(facts: RunFacts) -> None:
    text = Elements(html(page_of(facts, ""))).text
    assert "(10 − 3)/1 + 1 = 8" in text
    assert "4·3·3·1 + 4 = 40" in text
    assert "2,570" in text  # 256·10 + 10


def test_a_page_has_the_name_of_the_network_or_of_its_run(facts: RunFacts) -> None:
    named, unnamed = (
        replace(facts, network=replace(facts.network, name=name))
        for name in ("My network", UNTITLED)
    )
    assert page_of(named, "").title == "My network"
    assert page_of(unnamed, "").title == run_title(facts.summary.name)


def test_nothing_that_a_user_wrote_becomes_markup(run: Path) -> None:
    write_note(run, HOSTILE)
    facts = gather(run)
    assert facts.evaluation is not None
    classes = (HOSTILE, *facts.evaluation.classes[1:])
    facts = replace(
        facts,
        network=chain(HOSTILE, [Input(1, 10, 10), Flatten(), Linear(10)]),
        recipe=replace(facts.recipe, dataset=HOSTILE),
        summary=replace(facts.summary, folder=run.with_name(HOSTILE.replace("/", "-"))),
        remarks=(HOSTILE,),
        data=((HOSTILE, HOSTILE),),
        evaluation=replace(facts.evaluation, classes=classes),
    )
    page = html(page_of(facts, "<svg><title>safe</title></svg>"))
    elements = Elements(page)
    assert not [tag for tag, _ in elements.tags if tag in ("script", "iframe", "link", "object")]
    assert not [name for _, named in elements.tags for name in named if name.startswith("on")]
    assert [dict_["src"][:22] for tag, dict_ in elements.tags if tag == "img"] == [
        "data:image/png;base64,"
    ]
    assert page.count(b"<svg><title>safe") == 1
    assert '<script>alert("1")</script>' in elements.text


def test_the_page_needs_nothing_from_elsewhere(facts: RunFacts) -> None:
    page = html(page_of(facts, "<?xml version='1.0'?><svg></svg>"))
    named = [attributes for _, attributes in Elements(page).tags]
    sources = [each.get("src") or "data:" for each in named]
    assert all(source.startswith("data:") for source in sources)
    assert not [each for each in named if "href" in each or "xlink:href" in each]
    assert b"url(" not in page
    assert b"<?xml" not in page


def test_the_filters_are_a_picture_in_the_page(facts: RunFacts) -> None:
    page = html(page_of(facts, "")).decode()
    found = re.search(r"data:image/png;base64,([^\"]+)", page)
    assert found is not None
    with Image.open(io.BytesIO(base64.b64decode(found[1]))) as picture:
        assert picture.width > 4 * 40


def test_zero_is_white_and_the_largest_weight_full_red() -> None:
    filters = np.zeros((1, 1, 3, 3), np.float32)
    filters[0, 0, 1, 1] = 0.5
    with Image.open(io.BytesIO(filter_sheet(filters))) as picture:
        middle = (picture.width // 2, picture.height // 2)
        assert picture.getpixel(middle) == (178, 24, 43)
        assert picture.getpixel((middle[0], middle[1] - 20)) == (255, 255, 255)


def test_a_run_that_has_ended_says_how(facts: RunFacts) -> None:
    assert facts.state == "finished: all epochs are done"
    summary = facts.summary
    early = [Stopped(16, 2, "nothing became better")]
    assert "stopped early by its recipe, after epoch 2" in state_words(summary, early, None)
    paused = replace(summary, state="stopped")
    assert state_words(paused, [], "paused") == "paused after step 16"


def test_figures_of_different_steps_are_told_apart(facts: RunFacts) -> None:
    assert "the last that were saved" not in page_of(facts, "").body
    page = page_of(replace(facts, weights_step=12), "")
    assert "The curves reach to step 16" in page.body
    assert "the weights after step 12, the last that were saved" in page.body


def test_a_run_without_weights_or_data_is_reported_with_the_reason(tmp_path: Path) -> None:
    run = new_run(tmp_path, NETWORK, Recipe(dataset="/nowhere/at/all.npz"))
    facts = gather(run.folder)
    text = Elements(html(page_of(facts, ""))).text
    assert "Nothing was learned yet" in text
    assert "its first checkpoint was never reached" in text


def test_a_set_of_the_users_own_goes_by_its_title(run: Path) -> None:
    facts = gather(run)
    name = "/home/me/photos?size=28x28&colour=grey"
    facts = replace(facts, recipe=replace(facts.recipe, dataset=name))
    text = Elements(html(page_of(facts, ""))).text
    assert "photos" in text
    assert "size=28x28" not in text


def test_a_folder_without_a_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="holds no run"):
        gather(tmp_path)


def test_classifying_can_be_called_off(run: Path) -> None:
    def report(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        gather(run, report)


@pytest.mark.parametrize("worst", [2.0, float("nan"), float("inf")])
def test_curves_are_xml_with_a_line_for_each_part(worst: float) -> None:
    steps = [StepDone(step, 1 + step // 10, 2 / (1 + step), 0.5) for step in range(20)]
    epochs = [
        EpochDone(1, 10, 1.0, 0.4, worst, 0.5, 1.0),
        EpochDone(2, 20, 0.5, 0.6, 0.7, 0.75, 1.0),
    ]
    for curve in (loss_curve(epochs, steps), accuracy_curve(epochs, steps)):
        root = ElementTree.fromstring(curve)
        lines = root.findall(".//{http://www.w3.org/2000/svg}polyline")
        assert len(lines) == 3 + 3  # the curves, and those of the legend
        assert "nan" not in curve


def test_a_single_epoch_of_one_value_is_a_curve_as_well() -> None:
    for loss in (1.0, 1e20):
        epochs = [EpochDone(1, 10, loss, 0.5, loss, 0.5, 1.0)]
        assert ElementTree.fromstring(loss_curve(epochs, [])) is not None
