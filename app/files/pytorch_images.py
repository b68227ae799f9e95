"""What a recipe does to the images, as lines of an exported program."""

from __future__ import annotations

from collections.abc import Iterator

from app.data.whitening import MOST_IMAGES
from app.network.arithmetic import Shape
from app.training.augmentation_settings import Augmentation
from app.training.recipe import Recipe

_IMPORT_V2 = """
try:
    from torchvision.transforms import v2
except RuntimeError:
    # This torchvision is for another build of PyTorch, so that its compiled operators do not
    # load. Transforms need none of them: leave out the module that asks for them.
    sys.modules["torchvision._meta_registrations"] = type(sys)("_meta_registrations")
    from torchvision.transforms import v2
"""


def import_lines(recipe: Recipe) -> str:
    """What the program must import besides, for augmentation."""
    return _IMPORT_V2 if recipe.augmentation.is_on else ""


def augment_lines(recipe: Recipe, image: Shape) -> str:
    """The definition of `augment` for images of the Input's (C, H, W); empty without any."""
    if not recipe.augmentation.is_on:
        return ""
    lines = "".join(f"        {line},\n" for line in _transforms(recipe.augmentation, image))
    return (
        "augment = v2.Compose(  # every training image is changed at random whenever it is seen\n"
        f"    [\n{lines}    ]\n)\n\n\n"
    )


def _transforms(how: Augmentation, image: Shape) -> Iterator[str]:
    _, height, width = image
    flat = height == 1  # a signal
    if how.horizontal_flip:
        yield "v2.RandomHorizontalFlip()"
    if how.vertical_flip:
        yield "v2.RandomVerticalFlip()"
    degrees = 0 if flat else how.rotate
    if degrees or how.shift or how.scales:
        affine = [f"degrees={degrees:g}"]
        if how.shift:
            down = "0" if flat else f"{min(how.shift, height)} / {height}"
            affine.append(f"translate=({min(how.shift, width)} / {width}, {down})")
        if how.scales:
            affine.append(f"scale=({how.smallest_scale!r}, {how.largest_scale!r})")
        affine.append("interpolation=v2.InterpolationMode.BILINEAR")
        inside = "".join(f"            {argument},\n" for argument in affine)
        yield f"v2.RandomAffine(\n{inside}        )"
    if how.crop_padding:
        padding = f"({how.crop_padding}, 0)" if flat else f"{how.crop_padding}"
        yield f"v2.RandomCrop(({height}, {width}), padding={padding})"
    if how.brightness or how.contrast:
        said = {"brightness": how.brightness, "contrast": how.contrast}
        jitter = ", ".join(f"{name}={value!r}" for name, value in said.items() if value)
        yield f"v2.ColorJitter({jitter})"
    if how.noise:
        yield f"v2.GaussianNoise(sigma={how.noise!r})"
    side = min(how.cutout, min(height, width) - 1)  # v2 erases nothing that fills the image
    if side > 0:
        share = f"{side * side} / {height * width}"
        yield f"v2.RandomErasing(p=1, scale=({share}, {share}), ratio=(1, 1))"


def batch_lines(recipe: Recipe) -> str:
    """What fits the preprocessing and makes a batch ready for the network."""
    lines = [*_fit(recipe), ""] if recipe.preprocessing not in ("none", "bytes") else []
    if recipe.augmentation.is_on:
        lines += ["def batch(images, which, change=nn.Identity()):"]
        x = "x = torch.stack([change(image) for image in to_input(images[which])])"
    else:
        lines += ["def batch(images, which):"]
        x = "x = to_input(images[which])"
    value = _VALUES[recipe.preprocessing]
    if value.count("x") > 1 or recipe.augmentation.is_on:
        lines += [f"    {x}", f"    return {value}.to(device)"]
    else:
        lines += [f"    return {value.replace('x', 'to_input(images[which])', 1)}.to(device)"]
    return "\n".join(f"    {line}" if line else "" for line in lines)


def training_batch(recipe: Recipe) -> str:
    """The expression of a batch to train on."""
    change = ", augment" if recipe.augmentation.is_on else ""
    return f"batch(images, which{change})"


_VALUES = {
    "none": "x",
    "bytes": "(255 * x)",
    "channel_mean": "(x - mean)",
    "pixel_mean": "(x - mean)",
    "standardise": "((x - mean) / std)",
    "pca_whitening": "((x.flatten(1) - mean) @ whiten).view_as(x)",
    "zca_whitening": "((x.flatten(1) - mean) @ whiten).view_as(x)",
}


def _fit(recipe: Recipe) -> Iterator[str]:
    some = "to_input(images[:5000])"
    match recipe.preprocessing:
        case "standardise":
            yield "# Zero-centre and normalise; some thousand images are enough to know the scale."
            yield f"std, mean = torch.std_mean({some}, dim=(0, 2, 3), keepdim=True)"
        case "channel_mean":
            yield "# Zero-centre each channel; some thousand images are enough to know the mean."
            yield f"mean = {some}.mean(dim=(0, 2, 3), keepdim=True)"
        case "pixel_mean":
            yield "# Zero-centre: take away the mean image."
            yield "mean = to_input(images).mean(dim=0)"
        case _:
            yield "# Whiten: values without correlation, all of nearly the same variance."
            yield f"flat = to_input(images[:{MOST_IMAGES}]).flatten(1)"
            yield "mean = flat.mean(dim=0)"
            yield "variances, directions = torch.linalg.eigh(torch.cov(flat.T, correction=0))"
            if recipe.preprocessing == "pca_whitening":
                yield "variances, directions = variances.flip(0), directions.flip(1)"
                yield "largest = directions.gather(0, directions.abs().argmax(0, keepdim=True))"
                yield "directions = directions * largest.sign()"
            root = f"(variances.clamp(min=0) + {recipe.whitening_epsilon!r}).sqrt()"
            yield f"whiten = directions / {root}"
            if recipe.preprocessing == "zca_whitening":
                yield "whiten = whiten @ directions.T  # back into an image"
