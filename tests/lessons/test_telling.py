"""Sentences of what there is to notice, as the panel says them."""

from __future__ import annotations

import pytest

from app.lessons.lesson import QuestionForm
from app.lessons.library import bundled_lessons
from app.lessons.notice import read_notice
from app.lessons.question import answer_of
from app.lessons.reading import read_lesson
from app.lessons.telling import told
from app.network.analysis import analyse
from app.network.gallery import gallery_entry


def test_a_sentence_is_said_in_english_as_it_stands_in_the_file() -> None:
    stated = [
        notice
        for path in bundled_lessons("en")
        for scene in read_lesson(path).scenes
        for notice in scene.notices
        if notice.kind not in ("panel", "window")
    ]
    assert len({notice.kind for notice in stated}) > 20
    for notice in stated:
        sentence = notice.text
        if notice.kind in ("values", "gradient"):
            sentence = sentence.partition(":")[0]
        assert told(notice, str.title) == sentence


def test_a_panel_is_called_by_its_title() -> None:
    notice = read_notice("panel layer_health says: dead")
    assert told(notice, {"layer_health": "Layer health"}.__getitem__) == (
        "panel “Layer health” says: dead"
    )


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("parameters of conv1: 34,944", "Parameter von conv1: 34.944"),
        ("validation accuracy ≥ 90 %", "Validierungsgenauigkeit ≥ 90 %"),
        ("training loss <= 0.5", "Trainingsverlust ≤ 0,5"),
        ("receptive field of conv3: 7x7", "rezeptives Feld von conv3: 7×7"),
        ("accuracy at angle −90 ≤ 50 %", "Genauigkeit bei Winkel −90 ≤ 50 %"),
        ("window search says: grob 6", "Fenster „Einstellungen suchen“ sagt: grob 6"),
    ],
)
def test_a_sentence_is_said_in_the_language_of_the_window(sentence: str, said: str) -> None:
    assert told(read_notice(sentence), str.title) == said


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize("asked", ["receptive field of conv2", "parameters of conv2"])
def test_answers_are_worked_out_with_their_arithmetic_in_every_language(asked: str) -> None:
    network = gallery_entry("lenet-5").build()
    answer = answer_of(QuestionForm("", asked), network, analyse(network))
    assert " = " in answer.arithmetic
