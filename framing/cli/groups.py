"""Names of commands -> commands, loaded when asked for, and every error a user can cause -> its line and exit code."""

from __future__ import annotations

import difflib
import importlib
import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import IO, Any

import click

from framing.cli.annotating import tell_notes
from framing.cli.console import drop_standard_output, echo_error, say
from framing.errors import FramingError

INTERRUPTED = 130  # what shells report for a program ended by Ctrl-C
TERMINATED = 143  # what they report for one that was told to end, as by a scheduler whose time is up


class Terminated(KeyboardInterrupt):
    """The program is told to end: it does as after Ctrl-C."""


@contextmanager
def heed_termination() -> Iterator[None]:
    """Let the signal that asks a program to end raise `Terminated`, once, so that nothing is left behind."""

    def end(number: int, frame: object) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # one is enough
        raise Terminated

    before = signal.getsignal(signal.SIGTERM)
    if before is not signal.SIG_DFL or threading.current_thread() is not threading.main_thread():
        yield  # somebody else's, or it is to be ignored
        return
    signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


class Failure(click.ClickException):
    """An error a user can cause, shown as red lines."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Print one red line for each line of the message."""
        for line in self.message.splitlines():
            echo_error(line)


class HintingGroup(click.Group):
    """A group that answers an unknown command with the nearest there is."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command of a command line; an unknown one is answered with the nearest there is."""
        name = args[0] if args else ""
        if name and not name.startswith("-") and name not in (known := self.list_commands(ctx)):
            near = difflib.get_close_matches(name, known, n=1)
            hint = f' Did you mean "{near[0]}"?' if near else ""
            ctx.fail(f'No such command "{name}".{hint} Commands: {", ".join(known)}.')
        return super().resolve_command(ctx, args)


class LazyGroup(HintingGroup):
    """A group that imports a command's module when the command is asked for.

    Parameters
    ----------
    commands_at
        Where each command lives, as "module:name", in the order in which they are listed.
    """

    def __init__(self, *args: Any, commands_at: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._commands_at = commands_at

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the commands in their order."""
        return list(self._commands_at)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command, or return None where there is none of that name."""
        if cmd_name not in self._commands_at:
            return None
        module, _, name = self._commands_at[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


class CommandGroup(LazyGroup):
    """The group of all commands, and the only place where errors are shown."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command and turn errors into lines and exit codes."""
        try:
            with heed_termination(), tell_notes():
                return super().invoke(ctx)
        except FramingError as error:
            raise Failure(str(error)) from error
        except KeyboardInterrupt as interrupt:
            say(f"interrupted; {str(interrupt) or 'no file was written.'}")
            ctx.exit(TERMINATED if isinstance(interrupt, Terminated) else INTERRUPTED)
        except BrokenPipeError:
            # Whoever reads our output, `head` say, has seen enough: that is no error.
            drop_standard_output()
            ctx.exit(0)
