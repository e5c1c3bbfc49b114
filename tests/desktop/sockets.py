"""What a program asked of the network, by a trace of its system calls.

Allowed are sockets of the machine itself (AF_UNIX), and they may only be joined to the display, to
the session and accessibility buses, to other windows of the program, and to the cache of names that
the C library asks of its own.
"""

import re
import subprocess

TRACE = ("strace", "-f", "--seccomp-bpf", "-e", "trace=%network,io_uring_setup", "-s", "200")
# Of the display (X, Wayland), of the buses, of other windows, of the C library.
PLACES = re.compile(
    r'sun_path=@?"('
    r"/tmp/\.X11-unix/X\d+"
    r"|[^\"]*/wayland-\d+"
    r"|[^\"]*/bus"
    r"|/tmp/dbus-[^\"]*"
    r"|[^\"]*/at-spi[^\"]*"
    r"|[^\"]*/jejak/\d+-\d+\.window"
    r"|/var/run/nscd/socket"
    r')"'
)
CALL = re.compile(r"(?:\d+ +)?(?:<\.\.\. )?(\w+)(?:\(| resumed>)(.*)")


class Trace:
    """Takes up what a program does: put `before` in front of its command line."""

    def __init__(self, path, detached=False):
        self.path = path
        # Detached, the program itself is the child that was started.
        self.before = (*TRACE, *(["-D"] if detached else []), "-o", str(path))

    def lines(self):
        return self.path.read_text(errors="replace").splitlines()

    def is_whole(self, pid=""):
        """Whether the program was followed to its end."""
        return self.path.exists() and any(line.startswith(f"{pid}") and "+++ exited with" in line
                                          for line in self.lines())

    def calls(self):
        return [line for line in self.lines()
                if CALL.match(line) and "+++" not in line and "---" not in line]

    def forbidden(self):
        return [line for line in self.calls() if not is_allowed(line)]


def is_allowed(line):
    call, rest = CALL.match(line).groups()
    if call in ("socket", "socketpair"):
        return rest.startswith(("AF_UNIX", "AF_LOCAL")) or "resumed>" in line
    if call in ("connect", "bind", "sendto", "sendmsg", "sendmmsg") and "sa_family=" in rest:
        return "sa_family=AF_UNIX" in rest and (call != "connect" or bool(PLACES.search(rest)))
    # All else is done with a socket that is there already.
    return call != "io_uring_setup"


def traced(work, name, *command):
    """Runs a command to its end; its exit code and its trace."""
    trace = Trace(work / f"{name}.trace")
    done = subprocess.run([*trace.before, *map(str, command)], capture_output=True, timeout=120)
    return done.returncode, trace


# What must be noticed, as one line of Python each; one end in a process of its own.
OFFENCES = {
    "inet": "import socket; socket.socket()",
    "inet6": "import socket; socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)",
    "netlink": "import socket; socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)",
    "elsewhere": "import socket; socket.socket(socket.AF_UNIX).connect_ex('/run/other.socket')",
    "child": "import os, socket; os.fork() or socket.socket()",
}


def offences_that_pass(work):
    """Those of `OFFENCES` that this would not notice: there must be none."""
    passed = []
    for name, line in OFFENCES.items():
        _, trace = traced(work, name, "python3", "-c", line)
        if not trace.is_whole() or not trace.forbidden():
            passed.append(name)
    return passed
