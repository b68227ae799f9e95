"""The licence of everything in the packaged program, as texts beside it and as a table.

Called by convas.spec. Refuses a package that is under the GPL alone: the whole folder would be.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

_TEXT = re.compile(r"licen[sc]e|copying|notice", re.IGNORECASE)
_COMMON = Path("/usr/share/common-licenses")
_LGPL = ("LGPL-3", "GPL-3")
"""PySide6's wheels bring no text; LGPL-3 is written as additions to GPL-3."""

Entry = tuple[str, str, str]
"""Name in the folder, file it was made of, kind."""


def write_licences(root: Path, folder: Path, entries: Iterable[Entry]) -> None:
    """Write LICENSE and licences/ into the finished `folder`."""
    shutil.copy(root / "LICENSE", folder)
    target = folder / "licences"
    entries = list(entries)
    rows = [("Python", sys.version.split()[0], "PSF-2.0")]
    _copy(Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", target / "Python")
    for package in _packages(entries):
        rows.append((package.metadata["Name"], package.version, _licence(package)))
        _copy_texts(package, target)
    libraries = _system_packages(entries)
    for name, copyright_file in libraries.items():
        _copy(copyright_file, target / "system" / name)
    for name in _LGPL:
        _copy(_COMMON / name, target / "PySide6_Essentials")
    (target / "README.txt").write_text(_table(rows, libraries), encoding="utf-8")


def _packages(entries: Iterable[Entry]) -> list[metadata.Distribution]:
    """The installed packages that files in the folder come from."""
    of_module = metadata.packages_distributions()
    top = {re.split(r"[./]", name)[0] for name, _, _ in entries} - {"convas"}
    names = {name for module in top for name in of_module.get(module, ())}
    names |= {"PySide6_Essentials", "shiboken6"}
    names -= {"convas"}
    return [metadata.distribution(name) for name in sorted(names, key=str.lower)]


def _licence(package: metadata.Distribution) -> str:
    """What the package says of its licence in a few words."""
    about = package.metadata
    kinds = [
        text.rpartition(" :: ")[2]
        for text in about.get_all("Classifier") or []
        if "License ::" in text
    ]
    stated = (about.get("License") or "").strip().splitlines()
    words = about.get("License-Expression") or ", ".join(kinds) or (stated or ["see its text"])[0]
    if re.search(r"\bGPL|GNU General", words) and not re.search(r"LGPL|Lesser|exception", words):
        sys.exit(f"{package.metadata['Name']} is under {words}: then all of the folder would be")
    return words


def _copy_texts(package: metadata.Distribution, target: Path) -> None:
    for file in package.files or ():
        if ".dist-info" in file.parts[0] and _TEXT.search(file.name):
            parts = [part for part in file.parts[1:-1] if part != "licenses"]
            _copy(
                Path(package.locate_file(file)), target.joinpath(package.metadata["Name"], *parts)
            )


def _system_packages(entries: Iterable[Entry]) -> dict[str, Path]:
    """Debian's packages that libraries in the folder come from, with their copyright files."""
    sources = [source for name, source, _ in entries if ".so" in name]
    libraries = [Path(source) for source in sources if source.startswith(("/lib", "/usr/lib"))]
    if shutil.which("dpkg") is None or not libraries:
        return {}
    # /lib is a link to /usr/lib by now, but packages still own files in /lib.
    real = {str(path.resolve()) for path in libraries}
    paths = sorted(real | {path.removeprefix("/usr") for path in real})
    answer = subprocess.run(["dpkg", "-S", *paths], capture_output=True, text=True, check=False)
    packages = sorted({line.partition(":")[0] for line in answer.stdout.splitlines()})
    return {name: Path("/usr/share/doc", name, "copyright") for name in packages}


def _copy(text: Path, folder: Path) -> None:
    if not text.is_file():
        print(f"WARNING: put {text.name} into {folder} before giving Convas away", file=sys.stderr)
        return
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(text, folder)


def _table(rows: Iterable[tuple[str, str, str]], libraries: Iterable[str]) -> str:
    lines = [f"{name} {version}: {licence}" for name, version, licence in rows]
    return "\n".join(
        [
            "Convas is under the MIT licence (LICENSE). It comes with what is listed here; the",
            "texts lie in the folders of these names.",
            "",
            "Qt and PySide6 are used under the LGPL 3. Their libraries are files of their own in",
            "_internal/PySide6, which may be replaced by others of the same version or by ones you",
            "build; sources: https://download.qt.io and https://code.qt.io.",
            "",
            *lines,
            "",
            "Libraries of the system on which it was made, by Debian package (folder system):",
            "",
            *libraries,
            "",
        ]
    )
