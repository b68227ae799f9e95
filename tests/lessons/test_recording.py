"""What is on the screen becomes a scene that leads there again."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.lessons.draft import Draft, draft_of
from app.lessons.lesson import EnsembleForm, Lesson, ProbeForm, SearchForm, TrainForm
from app.lessons.library import BUNDLED
from app.lessons.lines import LinesError, layer_line, network_lines
from app.lessons.reading import lesson_of_text, read_lesson, settings_of_lesson
from app.lessons.recording import Screen
from app.lessons.setting import network_of_lines, read_layer
from app.lessons.writing import lesson_text
from app.network.edits import AddLayer, InsertBefore, RemoveLayers, RenameLayer, SetFields
from app.network.gallery import GALLERY, gallery_entry
from app.network.graph import Network, Position
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Linear
from app.training.recipe import Recipe
from tests.network.strategies import networks

START = network_of_lines(
    ["Input 1x28x28", "Conv2d 6 5x5", "ReLU", "MaxPool2d 2x2", "Flatten", "Linear 10"], "Start"
)


def again(draft: Draft) -> Lesson:
    """The lesson after it has been in a file."""
    return lesson_of_text(lesson_text(draft.lesson("x")), "x")


def take(*screens: Screen) -> Draft:
    draft = Draft("Title")
    for number, screen in enumerate(screens):
        draft, _gaps = draft.taken(screen, f"Scene {number}")
    return draft


@pytest.mark.parametrize("entry", [e for e in GALLERY if e.facts.layers < 60], ids=lambda e: e.name)
def test_lines_say_a_whole_network(entry: object) -> None:
    network = entry.build()  # type: ignore[attr-defined]
    assert network_of_lines(network_lines(network), "x").computes_like(network)


@given(networks())
def test_lines_say_any_network_or_that_they_cannot(network: Network) -> None:
    try:
        lines = network_lines(network)
    except LinesError:
        return
    assert network_of_lines(lines, "x").computes_like(network)


def test_a_layer_is_written_as_the_lectures_do() -> None:
    assert layer_line(Conv2d(64, 3, stride=2, padding=1)) == "Conv2d 64 3x3 s2 p1"
    assert layer_line(Conv2d(8, (3, 5), bias=False)) == "Conv2d 8 3x5 bias=false"
    assert layer_line(Linear(10)) == "Linear 10"
    assert read_layer("Conv2d 8 3x3 s2x1 d2") == Conv2d(8, 3, stride=(2, 1), dilation=2)


def test_an_edit_is_recorded_as_this_edit() -> None:
    edits = (
        SetFields("conv1", {"stride": 2, "kernel_size": (3, 5)}),
        InsertBefore(ReLU(), "pool1", "relu1", 0.0),
        RemoveLayers(frozenset({"pool1"})),
        AddLayer(Linear(4), Position(0, 0), "fc1"),
    )
    network, screens = START, [Screen(START, Recipe())]
    for edit in edits:
        network = edit.apply(network)
        screens.append(Screen(network, Recipe()))
    lesson = again(take(*screens))
    _first, conv, relu, pool, dense = (scene.form for scene in lesson.scenes)
    assert conv.set_ == {"conv1": {"kernel_size": [3, 5], "stride": 2}}
    assert relu.add == ["ReLU after relu1"]
    assert pool.remove == ["pool1"]
    assert dense.add == ["Linear 4 after fc1"]
    shown = settings_of_lesson(lesson)
    assert all(
        one.network.computes_like(screen.network)
        for one, screen in zip(shown, screens, strict=True)
    )


def test_what_edits_cannot_say_opens_the_network_anew_and_says_so() -> None:
    renamed = RenameLayer("conv1", "edges").apply(START)
    draft, gaps = take(Screen(START, Recipe())).taken(Screen(renamed, Recipe()), "Renamed")
    assert "Conv2d 6 5x5 as edges" in (draft.takes[1].scene.form.network or ())
    assert "opens it anew" in gaps[0]
    assert settings_of_lesson(again(draft))[1].network.computes_like(renamed)


def test_a_network_of_the_gallery_goes_by_its_name() -> None:
    entry = gallery_entry("lenet-5")
    screen = Screen(entry.build(), Recipe(**entry.recipe))
    form = take(screen).takes[0].scene.form
    assert form.network == "lenet-5"
    assert form.recipe == {}


recipes = st.builds(
    Recipe,
    learning_rate=st.floats(0, 1),
    epochs=st.integers(1, 50),
    optimizer=st.sampled_from(["adam", "sgd"]),
    dataset=st.sampled_from(["mnist", "fashion-mnist"]),
    seed=st.integers(0, 3),
)
trainings = st.sampled_from([None, TrainForm(steps=5), TrainForm(steps=2, further=True)])


@given(st.lists(st.tuples(networks(), recipes, trainings), min_size=1, max_size=4), st.data())
def test_scenes_lead_to_the_same_screens_wherever_they_are_put(
    shown: list[tuple[Network, Recipe, TrainForm | None]], data: st.DataObject
) -> None:
    screens = [Screen(network, recipe, train=train) for network, recipe, train in shown]
    at, to = (data.draw(st.integers(0, len(screens) - 1)) for _ in range(2))
    try:
        lesson = again(take(*screens).moved(at, to))
    except LinesError:  # edits may lead to a network with which no lesson begins
        return
    screens.insert(to, screens.pop(at))
    for setting, screen in zip(settings_of_lesson(lesson), screens, strict=True):
        assert setting.network.computes_like(screen.network)
        assert setting.recipe == screen.recipe


def test_the_scenes_behind_one_that_is_deleted_show_the_same() -> None:
    wide = SetFields("conv1", {"out_channels": 8}).apply(START)
    both = SetFields("conv1", {"stride": 2}).apply(wide)
    draft = take(*(Screen(network, Recipe()) for network in (START, wide, both)))
    form = draft.without(1).takes[1].scene.form
    assert form.set_ == {"conv1": {"out_channels": 8, "stride": 2}}
    alone = draft.without(0).without(0)
    assert settings_of_lesson(again(alone))[0].network.computes_like(both)


def test_a_scene_taken_again_keeps_its_words() -> None:
    draft = take(Screen(START, Recipe()))
    again_, _gaps = draft.retaken(0, Screen(START, Recipe(), select=("conv1",)))
    assert again_.takes[0].scene.title == "Scene 0"
    assert again_.takes[0].scene.form.select == "conv1"


def test_the_image_is_said_where_it_is_another_one() -> None:
    third = ProbeForm(image=3)
    draft = take(*(Screen(START, Recipe(), probe=probe) for probe in (third, third)))
    assert [each.scene.form.probe for each in draft.takes] == [third, None]
    assert draft.without(0).takes[0].scene.form.probe == third


def test_where_weights_were_learned_a_scene_is_tried_from_their_beginning() -> None:
    train = TrainForm(steps=5)
    draft = take(*(Screen(START, Recipe(), train=each) for each in (None, train, None)))
    assert [draft.first_to_play(at) for at in range(3)] == [0, 1, 0]


def test_without_a_network_nothing_is_recorded() -> None:
    with pytest.raises(LinesError, match="no layer"):
        take(Screen(Network(), Recipe()))


@pytest.mark.parametrize("path", sorted(BUNDLED.glob("*.md")), ids=lambda path: path.stem)
def test_a_bundled_lesson_that_was_opened_is_written_as_it_was(path: object) -> None:
    lesson = read_lesson(path)  # type: ignore[arg-type]
    assert draft_of(lesson).lesson(lesson.name) == lesson


def test_a_scene_taken_again_keeps_what_is_not_on_the_screen() -> None:
    draft = take(Screen(START, Recipe()), Screen(START, Recipe()))
    search = SearchForm(["learning_rate=1e-4..1:log"], 2)
    written = {"gallery": "winners", "search": search, "ensemble": EnsembleForm(2, 1)}
    scene = draft.takes[1].scene
    form = msgspec.structs.replace(scene.form, preview="augmentation", **written)
    draft = draft.with_scene(1, msgspec.structs.replace(scene, form=form))
    again_, _gaps = draft.retaken(1, Screen(START, Recipe(), select=("conv1",)))
    assert again_.takes[1].scene.form == msgspec.structs.replace(form, select="conv1")


def test_weights_are_left_to_the_scenes_behind_until_one_opens_its_network() -> None:
    train = TrainForm(steps=3)
    screens = [Screen(START, Recipe(), train=each) for each in (None, train, None, train)]
    draft = take(*screens)
    assert [draft.leaves_weights(at) for at in range(4)] == [False, True, False, False]
    other, _gaps = take(screens[1]).taken(Screen(gallery_entry("all-cnn").build(), Recipe()), "L")
    assert not other.leaves_weights(0)
