"""An indexer in a process of its own, to be killed. `python -m tests.realtime.search.indexer URL`"""

import asyncio
import sys

from storage.database import open_database
from tests.realtime.search.talk import DOCUMENTS, indexer


async def main(url: str) -> None:
    """Index until killed."""
    await open_database(url, DOCUMENTS)
    await indexer().run_forever()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
