"""What people call panels and entries of the menus besides their titles."""

from __future__ import annotations

from collections.abc import Mapping

from app.language import tr
from widgets.menu_entries import words_in

_OF_ENTRIES: Mapping[str, str] = {
    # Panels
    tr("Training"): tr(
        "recipe learning rate optimizer optimiser batch size epochs schedule weight decay momentum"
        " SGD Adam loss seed early stopping device GPU CUDA hyperparameters"
    ),
    tr("Curves"): tr("loss accuracy plot history overfitting learning curve graph chart"),
    tr("Predictions"): tr("classify image result softmax scores probabilities"),
    tr("Feature maps"): tr("activations visualise visualize outputs"),
    tr("Filters"): tr("kernels weights visualise visualize"),
    tr("Data"): tr("dataset images samples classes augmentation preprocessing normalise MNIST"),
    tr("Probe"): tr("draw digit own image camera webcam sketch test input"),
    tr("Summary"): tr("parameters table FLOPs memory receptive field shapes"),
    tr("Evaluation"): tr(
        "confusion matrix accuracy precision recall F1 mistakes wrong errors test misclassified"
    ),
    tr("Layer health"): tr("dead ReLU vanishing exploding gradients activations statistics"),
    tr("Runs"): tr("compare experiments history past results resume continue"),
    tr("Invariance"): tr("rotate shift scale noise robustness translation"),
    tr("Backprop"): tr("backpropagation gradient chain rule step by step"),
    tr("Functions"): tr("activation function loss function derivative plot formula"),
    tr("Explanation"): tr(
        "saliency heatmap heat map Grad-CAM CAM occlusion attribution why integrated gradients"
    ),
    tr("Structure"): tr("neurons units connections dense graph 3D"),
    tr("Outline"): tr("list of layers tree screen reader accessibility"),
    # Menus
    tr("E&xplain what it looks at"): tr("saliency heatmap Grad-CAM CAM occlusion attribution why"),
    tr("&Lens as animation…"): tr("gif video film mp4 movie convolution sliding window"),
    tr("&Figure of a view…"): tr("screenshot picture pdf svg png image"),
    tr("&Diagram…"): tr("picture pdf svg png tikz latex architecture image"),
    tr("Run &report…"): tr("pdf html protocol document summary print"),
    tr("Pre&ferences…"): tr(
        "settings options configuration language English German Deutsch Sprache dark mode font"
    ),
    tr("Train"): tr("start run resume continue pause stop learn play go fit"),
    tr("End the run"): tr("stop quit abort cancel training"),
    tr("Open from &gallery…"): tr("all lessons networks models examples"),
    tr("&Data sets…"): tr("download load MNIST CIFAR your own images folder"),
    tr("&Collapse or expand"): tr("fold unfold open close"),
    tr("Collapse &all"): tr("fold close"),
    tr("E&xpand all"): tr("unfold open"),
    tr("Look at an &image file…"): tr("predict classify open picture photo"),
    tr("Find a learning &rate…"): tr("lr finder range test"),
    tr("&Search settings…"): tr("hyperparameters tuning grid random search"),
    tr("&PyTorch script…"): tr("python code source"),
    tr("&Keyboard shortcuts…"): tr("keys hotkeys mouse"),
    tr("&User guide"): tr("help manual documentation tutorial"),
    tr("&Presentation"): tr("full screen lecture beamer projector slides pen laser"),
    tr("&Hear the loss"): tr("sound audio sonification"),
}

OTHER_WORDS: Mapping[str, str] = {words_in(text): words for text, words in _OF_ENTRIES.items()}
"""By title; to be read for the search alone."""
