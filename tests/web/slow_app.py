"""Serves the real app with one slow address more, for the test that stops it: python slow_app.py HOME."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from web.app import create_app
from web.serve import serve
from web.settings import Settings

settings = Settings(home=Path(sys.argv[1]), port=0, threads=2, drain_seconds=int(sys.argv[2]))
app = create_app(settings)


@app.get("/slow/<int:tenths>")
def slow(tenths: int) -> str:
    print("working", file=sys.stderr, flush=True)
    time.sleep(tenths / 10)
    return "finished"


serve(app, settings)
