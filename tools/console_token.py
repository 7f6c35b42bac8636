"""How a script on the wall's own machine asks it as the console: the token that a running wall leaves
for programs of its user (engine/control/console_token.h)."""
import os
from pathlib import Path


def console_headers(port):
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    folder = Path(runtime) / "pendopo" if runtime.startswith("/") else Path(f"/tmp/pendopo-{os.getuid()}")
    try:
        return {"Authorization": "Bearer " + (folder / f"console-{port}.token").read_text()}
    except OSError:
        return {}
