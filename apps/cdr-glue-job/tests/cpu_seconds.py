"""
Runs a command, and prints as JSON how many seconds of processor time it and every process that it started took.

    cpu_seconds.py COMMAND [ARGUMENT...]

Spark leaves Python processes behind when it ends, so this process adopts them (Linux only) and waits for them.
"""

import ctypes
import json
import os
import resource
import subprocess
import sys
import time

PR_SET_CHILD_SUBREAPER = 36


def main(command: list[str]) -> int:
    """The exit status of the command."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    began = time.monotonic()
    status = subprocess.run(command, stdout=sys.stderr).returncode
    seconds = time.monotonic() - began
    try:
        while True:
            os.wait()
    except ChildProcessError:
        pass
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(json.dumps({"cpu": used.ru_utime + used.ru_stime, "seconds": seconds}))
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
