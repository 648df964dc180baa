"""Running the scripts of this folder that speak to the product in JavaScript."""

import asyncio
import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

WAIT_SECONDS = 90.0


async def run_script(script: Path, *arguments: str) -> dict[str, Any]:
    """Run a script with node; answers the JSON object that it prints, fails with its errors when it fails."""
    node = shutil.which("node", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    assert node is not None, "node is part of the development environment"
    process = await asyncio.create_subprocess_exec(
        node, str(script), *arguments, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    try:
        output, errors = await asyncio.wait_for(process.communicate(), WAIT_SECONDS)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    assert process.returncode == 0, errors.decode()
    seen: dict[str, Any] = json.loads(output)
    return seen
