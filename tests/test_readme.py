"""What README.md shows can be run: every command, option, make target and path in it exists."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

README = (Path(__file__).resolve().parent.parent / "README.md").read_text(encoding="utf8")
#: What a user is told to type; the output blocks between the markers are generated.
PROSE = re.sub(r"<!-- demo-output:start -->.*<!-- demo-output:end -->", "", README, flags=re.DOTALL)
CODE = "\n".join(re.findall(r"`[^`\n]+`|```sh\n.*?```", PROSE, re.DOTALL))
USES = re.findall(r"(?:^|`)baoshu ([a-z]+)([^\n`#]*)", CODE, re.MULTILINE)


@pytest.fixture(scope="module")
def commands() -> dict[str, Any]:
    from pipeline.cli import app

    return get_command(app).commands  # type: ignore[attr-defined]


def test_readme_shows_commands() -> None:
    assert len(USES) >= 8


@pytest.mark.parametrize(("name", "rest"), USES)
def test_command_and_its_options_exist(commands: dict[str, Any], name: str, rest: str) -> None:
    assert name in commands
    options = {option for parameter in commands[name].params for option in parameter.opts} | {"--help"}
    assert set(re.findall(r"--[a-z][a-z-]*", rest)) <= options


def test_every_command_is_in_the_readme_and_has_help(commands: dict[str, Any]) -> None:
    assert set(commands) - {name for name, _ in USES} == set()
    for name, command in commands.items():
        assert command.help, name
        assert all(getattr(p, "help", True) for p in command.params), name


def test_make_targets_exist(root: Path) -> None:
    makefile = (root / "Makefile").read_text(encoding="utf8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    shown = set(re.findall(r"(?:^|`)make ([a-z-]+)", CODE, re.MULTILINE))
    assert {"demo", "test"} <= shown <= targets


def test_paths_and_links_exist(root: Path) -> None:
    paths = re.findall(r"`((?:pipeline|schemas|corpora|tests)/[\w./-]*)`", PROSE)
    paths += re.findall(r"\]\(([\w./-]+)\)", PROSE)
    paths += re.findall(r"baoshu (?:build|extract|evaluate) ((?:corpora|tests)[\w./-]*)", PROSE)
    assert len(paths) >= 10
    assert [path for path in paths if not (root / path).exists()] == []
