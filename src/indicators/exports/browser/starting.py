"""How a system starts a browser with two pipes, ends it with all its helpers, and tells which these are."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

_FIRST_FREE = 10  # file descriptors above those that the browser reads and writes: 3 and 4

if sys.platform == "win32":
    import msvcrt

    _running: dict[int, subprocess.Popen[bytes]] = {}

    def start(command: Sequence[str]) -> tuple[int, int, int]:
        """Process id, and the descriptors to read from and to write to. Windows passes handles on by number."""
        theirs_in, ours_out = os.pipe()
        ours_in, theirs_out = os.pipe()
        handles = [msvcrt.get_osfhandle(end) for end in (theirs_in, theirs_out)]
        try:
            for handle in handles:
                os.set_handle_inheritable(handle, True)
            process = subprocess.Popen(  # noqa: S603 - a browser that `finding` found
                [*command, f"--remote-debugging-io-pipes={handles[0]},{handles[1]}"],
                close_fds=False,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                creationflags=subprocess.CREATE_NEW_PROCESS_GROUP,
            )
        except BaseException:
            os.close(ours_in)
            os.close(ours_out)
            raise
        finally:
            os.close(theirs_in)
            os.close(theirs_out)
        _running[process.pid] = process
        return process.pid, ours_in, ours_out

    def gone(pid: int) -> bool:
        """Whether the process has ended."""
        return pid not in _running or _running[pid].poll() is not None

    def kill(pid: int) -> None:
        """Ends a browser and its helpers."""
        system = Path(os.environ.get("SYSTEMROOT", r"C:\Windows"), "System32", "taskkill.exe")
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.call([str(system), "/F", "/T", "/PID", str(pid)], **quiet)  # noqa: S603
        if process := _running.pop(pid, None):
            process.wait(10)

    def members(pid: int) -> list[int]:
        """Not known.

        Raises:
            OSError: always.
        """
        raise OSError

else:
    import fcntl
    import signal

    def start(command: Sequence[str]) -> tuple[int, int, int]:
        """Process id, and the descriptors to read from and to write to. The browser reads 3 and writes 4, in a group of its own."""
        theirs_in, ours_out = _high_pipe()
        ours_in, theirs_out = _high_pipe()
        try:
            pid = os.posix_spawn(
                command[0],
                list(command),
                os.environ,
                file_actions=[
                    (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
                    (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
                    (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
                    (os.POSIX_SPAWN_DUP2, theirs_in, 3),
                    (os.POSIX_SPAWN_DUP2, theirs_out, 4),
                ],
                setpgroup=0,
            )
        except BaseException:
            os.close(ours_in)
            os.close(ours_out)
            raise
        finally:
            os.close(theirs_in)
            os.close(theirs_out)
        return pid, ours_in, ours_out

    def _high_pipe() -> tuple[int, int]:
        """A pipe whose ends are none of the descriptors that the browser gets; no other child inherits them."""
        ends = os.pipe()
        high = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, _FIRST_FREE) for end in ends]
        for end in ends:
            os.close(end)
        return high[0], high[1]

    def gone(pid: int) -> bool:
        """Whether the process has ended; its exit code is taken, so that nothing of it stays."""
        with contextlib.suppress(ChildProcessError):
            return os.waitpid(pid, os.WNOHANG)[0] == pid
        return True

    def kill(pid: int) -> None:
        """Ends a browser and its helpers, and takes their exit codes."""
        helpers: list[int] = []
        with contextlib.suppress(OSError):
            helpers = members(pid)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(pid, 0)
        for helper in helpers:  # children of ours by now where this program is the first of a container
            with contextlib.suppress(ChildProcessError):
                os.waitpid(helper, 0)

    def members(pid: int) -> list[int]:
        """The processes of a group, on Linux.

        Raises:
            OSError: the system has no /proc.
        """
        found = []
        for name in os.listdir("/proc"):  # noqa: PTH208 - names are all that is wanted
            if name.isdigit():
                with contextlib.suppress(OSError, ValueError, IndexError):
                    # pid (name) state parent group …; the name may hold anything
                    rest = Path(f"/proc/{name}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
                    if int(rest[2]) == pid and rest[0] != "Z":
                        found.append(int(name))
        return found
