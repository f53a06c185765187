"""Errors of a user's making → one line on standard error and exit code 2."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

FOUND, UNUSABLE = 1, 2


def say(message: str) -> None:
    """A message to the user, on standard error."""
    typer.echo(message, err=True)


@contextmanager
def reported() -> Iterator[None]:
    """End the command with code 2 and one clear line where its input cannot be used."""
    try:
        yield
    except typer.Exit:
        raise
    except BrokenPipeError:
        # The reader of the pipe has seen enough; nothing more can be written, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None
    except (OSError, ValueError, ImportError, RuntimeError) as error:
        # ClusterError and ExtraMissing are the user's; the plain kinds are this program's own faults.
        if type(error) in (
            ImportError,
            ModuleNotFoundError,
            RuntimeError,
            RecursionError,
            NotImplementedError,
        ):
            raise
        say(f"baoshu: {error}")
        raise typer.Exit(UNUSABLE) from None
