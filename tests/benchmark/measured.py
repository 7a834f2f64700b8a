"""Run one program and print, as JSON, what it took: seconds by the clock, seconds of the processor, peak KiB.

A process of its own, because the peak of a child begins at that of the process that starts it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time

started = time.perf_counter()
done = subprocess.run(sys.argv[1:], capture_output=True, text=True, errors="replace", check=False)
took = {
    "wall": time.perf_counter() - started,
    "code": done.returncode,
    "said": (done.stdout + done.stderr)[-4000:],
}
if sys.platform != "win32":
    import resource

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    kib = used.ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    took |= {"cpu": used.ru_utime + used.ru_stime, "peak": kib}
print(json.dumps(took))
