"""The training recipe as lines of an exported program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.files.module_calls import code
from app.training.initialisation import Initialisation
from app.training.recipe import Recipe

_IN_MAIN = "    "
_IN_LOOP = " " * 12


def device_code(recipe: Recipe) -> str:
    """The expression that finds the device."""
    if recipe.device == "auto":
        return 'torch.device("cuda" if torch.cuda.is_available() else "cpu")'
    return f"torch.device({code(recipe.device)})"


def optimizer_code(recipe: Recipe) -> str:
    """The expression that makes the optimiser."""
    momentum = f", momentum={recipe.momentum!r}"
    ahead = ", nesterov=True" if recipe.momentum else ""  # torch refuses it without momentum
    kind, extra = {
        "sgd": ("SGD", ""),
        "momentum": ("SGD", momentum),
        "nesterov": ("SGD", momentum + ahead),
        "adam": ("Adam", ""),
        "adamw": ("AdamW", ""),
        "rmsprop": ("RMSprop", ""),
    }[recipe.optimizer]
    if recipe.weight_decay or kind == "AdamW":  # AdamW alone has another default than 0
        extra += f", weight_decay={recipe.weight_decay!r}"
    return f"torch.optim.{kind}(model.parameters(), lr={recipe.learning_rate!r}{extra})"


def first_weights_lines(recipe: Recipe, layers: Mapping[str, str]) -> str:
    """What draws the first weights of the model; `layers` tells where each stands in it."""
    lines: list[str] = []
    usual = Initialisation(recipe.initialisation, recipe.initial_value)
    if usual.kind != "pytorch":
        lines += [
            "for layer in model.modules():",
            "    if isinstance(layer, (nn.Linear, nn.Conv1d, nn.Conv2d, nn.ConvTranspose2d)):",
            *(f"        {line}" for line in _drawn(usual, "layer")),
        ]
    for name, how in recipe.layer_initialisations.items():
        if name in layers:
            lines += _drawn(how, layers[name])
    return "".join(f"{_IN_MAIN}{line}\n" for line in lines)


def _drawn(how: Initialisation, layer: str) -> list[str]:
    if how.kind == "pytorch":
        return [f"{layer}.reset_parameters()"]
    weight = f"{layer}.weight"
    drawn = {
        "zeros": f"nn.init.zeros_({weight})",
        "constant": f"nn.init.constant_({weight}, {how.value!r})",
        "small_gaussian": f"nn.init.normal_({weight}, 0.0, {how.value!r})",
        "xavier": f"nn.init.xavier_normal_({weight})",
        "he": f'nn.init.kaiming_normal_({weight}, nonlinearity="relu")',
    }[how.kind]
    return [drawn, f"if {layer}.bias is not None:", f"    nn.init.zeros_({layer}.bias)"]


def order_code(recipe: Recipe) -> str:
    """The expression of the places of `images` with `labels` in the order of an epoch."""
    if recipe.order == "by_class":
        return "(labels + torch.rand(len(labels))).argsort()"
    return "torch.randperm(len(images))"


def forward_lines(recipe: Recipe) -> str:
    """What makes the logits of the batch `x`, in the recipe's precision."""
    lines = ["logits = model(x)"]
    if recipe.precision == "bfloat16":
        lines = [
            "with torch.autocast(device.type, torch.bfloat16):",
            "    logits = model(x)",
            "logits = logits.float()",
        ]
    return "\n".join(f"{_IN_LOOP}{line}" for line in lines)


def loss_code(recipe: Recipe) -> str:
    """The expression of the loss of `logits` and labels `y`."""
    if recipe.loss == "mse":
        one_hot = "F.one_hot(y, logits.shape[1]).float()"
        return f"F.mse_loss(logits.softmax(dim=1), {one_hot})"
    smoothing = f", label_smoothing={recipe.label_smoothing!r}" if recipe.label_smoothing else ""
    return f"F.cross_entropy(logits, y{smoothing})"


def backward_lines(recipe: Recipe) -> str:
    """The backward pass, with the penalty and the clipping that the recipe wants."""
    lines = ["loss.backward()"]
    if recipe.l1:
        lines = [
            "weights = [weight for weight in model.parameters() if weight.dim() > 1]",
            "penalty = sum(weight.abs().sum() for weight in weights)",
            f"(loss + {recipe.l1!r} * penalty).backward()",
        ]
    if recipe.clip_norm:
        lines.append(f"nn.utils.clip_grad_norm_(model.parameters(), {recipe.clip_norm!r})")
    return "\n".join(f"{_IN_LOOP}{line}" for line in lines)


def schedule_lines(recipe: Recipe) -> str:
    """What makes `schedule`, which `has_schedule` says there is; a word on what is left out."""
    lines = list(_left_out(recipe))
    if has_schedule(recipe):
        per_epoch = f"-(-len(images) // {recipe.batch_size})"
        lines += [f"steps = options.epochs * {per_epoch}", *_schedule(recipe, per_epoch)]
    return "".join(f"{_IN_MAIN}{line}\n" for line in lines)


def has_schedule(recipe: Recipe) -> bool:
    """Whether the learning rate changes from step to step in the program."""
    return recipe.schedule not in ("constant", "plateau") or bool(recipe.warm_up_epochs)


def uses_math(recipe: Recipe) -> bool:
    """Whether the lines need Python's module `math`."""
    return recipe.schedule == "cosine" and recipe.warm_up_epochs > 0


def _left_out(recipe: Recipe) -> Iterator[str]:
    left_out = {
        "lowering the learning rate on a plateau": recipe.schedule == "plateau",
        "early stopping": recipe.stop_patience > 0,
        "going back to the best weights": recipe.restore_best,
    }
    if named := [name for name, wanted in left_out.items() if wanted]:
        yield f"# Left out here: {', '.join(named)}."
        yield "# Convas decides these by validation images, which this program does not have."


def _schedule(recipe: Recipe, per_epoch: str) -> Iterator[str]:
    torch_has = "torch.optim.lr_scheduler"
    if recipe.schedule == "one_cycle":
        rate = f"max_lr={recipe.learning_rate!r}, total_steps=steps, cycle_momentum=False"
        yield f"schedule = {torch_has}.OneCycleLR(optimizer, {rate})"
    elif recipe.warm_up_epochs:
        yield f"warming = min(steps, {recipe.warm_up_epochs} * {per_epoch})"
        yield "left = max(1, steps - warming)"
        yield ""
        yield "def share(done):"
        yield '    """Of the full learning rate, after so many steps."""'
        yield "    if done < warming:"
        yield "        return (done + 1) / warming"
        yield f"    return {_share(recipe, per_epoch)}"
        yield ""
        yield f"schedule = {torch_has}.LambdaLR(optimizer, share)"
    elif recipe.schedule == "linear":
        yield "# The learning rate falls evenly, to zero after the last step."
        yield f"schedule = {torch_has}.LinearLR(optimizer, 1.0, 0.0, steps)"
    elif recipe.schedule == "cosine":
        yield f"schedule = {torch_has}.CosineAnnealingLR(optimizer, steps)"
    else:
        every = f"{recipe.decay_every} * {per_epoch}"
        yield f"schedule = {torch_has}.StepLR(optimizer, {every}, {recipe.decay_factor!r})"


def _share(recipe: Recipe, per_epoch: str) -> str:
    match recipe.schedule:
        case "linear":
            return "1 - (done - warming) / left"
        case "cosine":
            return "(1 + math.cos(math.pi * (done - warming) / left)) / 2"
        case "step":
            return f"{recipe.decay_factor!r} ** (done // ({recipe.decay_every} * {per_epoch}))"
    return "1.0"
