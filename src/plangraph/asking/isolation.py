"""Isolation: what a process that answers gives up before it reads its first query.

The engine would run for ever, take all memory and open any address that a query names, and none of it can be switched
off in the engine. So the system does it: on Linux a process that answers has no network and starts no program, may
use so much memory and no more, and ends when the process that it answers to ends.
"""

import ctypes
import platform
import signal
import struct
import sys

from plangraph.asking.limits import Limits

MEMORY, NO_DUMP, ENDS, NO_NETWORK = "memory", "no core dumps", "ends with its parent", "no network, no programs"
ALL = (MEMORY, NO_DUMP, ENDS, NO_NETWORK)

_MAPPED = 1024 * 1024 * 1024  # bytes of address space for code and files, which take no memory of their own
_STACK = 64 * 1024 * 1024  # bytes; the engine goes down into a query once for each of its parts
_PR_SET_PDEATHSIG, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 1, 22, 38
_FILTER = 2
# audit number of the machine; then socket, connect, socketpair, execve, execveat, and io_uring_setup, which does it all
_MACHINES = {
    "x86_64": (0xC000003E, (41, 42, 53, 59, 322, 425)),
    "aarch64": (0xC00000B7, (198, 203, 199, 221, 281, 425)),
}
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050001  # the latter: EPERM
_OTHER_NUMBERS = 0x40000000  # x32, a second numbering of the same calls


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_char_p))


def isolate(limits: Limits) -> tuple[str, ...]:
    """Give up what a query must not have; for good, and for every thread that begins later.

    Returns:
        What holds from now on, some of ``ALL``: less on systems that have less.
    """
    holds = _bounded(limits)
    if sys.platform != "linux":
        return holds
    system = ctypes.CDLL(None, use_errno=True)
    system.prctl.argtypes = (ctypes.c_int, *[ctypes.c_void_p] * 4)  # each as wide as a pointer
    if system.prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL), None, None, None) == 0:
        holds = (*holds, ENDS)
    if _filtered(system):
        holds = (*holds, NO_NETWORK)
    return holds


def weaker(holds: tuple[str, ...]) -> str:
    """What is missing here, in a line for whoever starts a server; empty when nothing is."""
    missing = [name for name in ALL if name not in holds]
    if not missing:
        return ""
    return f"isolation of queries is weaker on this system; not available: {'; '.join(missing)} (see docs/limits.md)"


def _bounded(limits: Limits) -> tuple[str, ...]:
    """Memory and core dumps; the stack as large as it may be, so that a long query is an answer and no crash."""
    if sys.platform == "win32":
        return ()
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    hard = resource.getrlimit(resource.RLIMIT_STACK)[1]
    stack = _STACK if hard == resource.RLIM_INFINITY else min(_STACK, hard)
    resource.setrlimit(resource.RLIMIT_STACK, (stack, hard))
    if sys.platform == "darwin":
        return (NO_DUMP,)  # its kernel knows no bound of memory that holds
    if hasattr(resource, "RLIMIT_DATA"):
        resource.setrlimit(resource.RLIMIT_DATA, (limits.memory, limits.memory))
    space = limits.memory + _MAPPED
    resource.setrlimit(resource.RLIMIT_AS, (space, space))
    return (MEMORY, NO_DUMP)


def _filtered(system: ctypes.CDLL) -> bool:
    """Refuse a few system calls by a filter in the kernel, which no code in this process can take back."""
    if platform.machine() not in _MACHINES or sys.maxsize < 2**32:
        return False
    audit, refused = _MACHINES[platform.machine()]
    count = len(refused)
    lines = [
        (_LOAD, 0, 0, 4),  # which machine
        (_EQUAL, 0, count + 2, audit),
        (_LOAD, 0, 0, 0),  # which call
        (_AT_LEAST, count, 0, _OTHER_NUMBERS),
        *((_EQUAL, count - place - 1, 0, number) for place, number in enumerate(refused[:-1])),
        (_EQUAL, 0, 1, refused[-1]),
        (_RETURN, 0, 0, _REFUSE),
        (_RETURN, 0, 0, _ALLOW),
    ]
    code = b"".join(struct.pack("=HBBI", *line) for line in lines)
    program = _Program(len(lines), code)
    if system.prctl(_PR_SET_NO_NEW_PRIVS, 1, None, None, None) != 0:
        return False
    return bool(system.prctl(_PR_SET_SECCOMP, _FILTER, ctypes.byref(program), None, None) == 0)
