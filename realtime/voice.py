"""Recorded voice made playable everywhere: AAC and nothing but the sound, with its length and its shape.

ffmpeg reads what strangers upload, so it runs as a process of its own that may use little time, memory and disk.
"""

import array
import asyncio
import itertools
import resource
import signal
import sys
import tempfile
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import imageio_ffmpeg

from realtime.errors import TooLarge, Unavailable, UnsupportedType

CONTENT_TYPE: Final = "audio/mp4"
FILE_NAME: Final = "voice.m4a"
PEAKS: Final = 64
LOUDEST: Final = 100
MAX_SECONDS: Final = 20 * 60
"""More than a client records, because pages of an older or newer version may differ in what they allow."""

_SAMPLES_PER_SECOND: Final = 4000
_BYTES_PER_SAMPLE: Final = 2
_BITS_PER_SECOND: Final = 64_000
_WALL_SECONDS: Final = 90
_CPU_SECONDS: Final = 60
_MEMORY: Final = 1024**3
_DISK: Final = 32 * 1024**2
_AT_ONCE: Final = 2
# The announced type names the only reader ffmpeg may use: no playlist, no list of further files, no guessing.
_READERS: Final = {
    "audio/webm": "matroska",
    "audio/mp4": "mov",
    "audio/ogg": "ogg",
    "audio/mpeg": "mp3",
    "audio/aac": "aac",
    "audio/wav": "wav",
}


@dataclass(frozen=True, slots=True)
class CleanVoice:
    """A recording as AAC in MP4. `waveform`: PEAKS numbers from 0 to LOUDEST, the loudest moment being LOUDEST."""

    content: bytes
    duration_ms: int
    waveform: list[int]


class VoiceStudio:
    """The few ffmpeg processes at a time. Hold `turn` while holding a recording's bytes: it bounds the memory."""

    def __init__(self) -> None:
        self.turn = asyncio.Semaphore(_AT_ONCE)

    async def clean(self, content: bytes, content_type: str) -> CleanVoice:
        """As `clean_file`, of a recording in memory."""
        return await self.clean_file(lambda path: asyncio.to_thread(path.write_bytes, content), content_type)

    async def clean_file(self, write: Callable[[Path], Awaitable[object]], content_type: str) -> CleanVoice:
        """The recording that `write` puts into a file, without metadata, pictures or further tracks, in one channel.

        Raises UnsupportedType for what holds no readable sound, TooLarge for more than MAX_SECONDS of it, and
        Unavailable, which may be tried again, when the machine is too busy to finish in time.
        """
        reader = _READERS.get(content_type)
        if reader is None:
            raise UnsupportedType("not a recording")
        folder = await asyncio.to_thread(tempfile.TemporaryDirectory, prefix="astars-voice-")
        try:
            place = Path(folder.name)
            await write(place / "in")
            await _convert(place, reader)
            return await asyncio.to_thread(_read, place)
        finally:
            await asyncio.to_thread(folder.cleanup)


async def _convert(place: Path, reader: str) -> None:
    program = await asyncio.to_thread(imageio_ffmpeg.get_ffmpeg_exe)
    process = await asyncio.create_subprocess_exec(
        program, *_arguments(reader), cwd=place, stdin=DEVNULL, stdout=DEVNULL, stderr=PIPE, env={}
    )
    try:
        _limit(process)
        async with asyncio.timeout(_WALL_SECONDS):
            await process.communicate()
    except TimeoutError as error:
        raise Unavailable("recordings take too long at the moment", retry_after_seconds=10) from error
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode == -signal.SIGKILL:
        raise Unavailable("the conversion was ended from outside", retry_after_seconds=10)
    if process.returncode != 0:
        raise UnsupportedType("not a readable recording")


def _arguments(reader: str) -> list[str]:
    """One reading, two results: the sound to play, and plain samples to measure."""
    calm = ["-hide_banner", "-nostdin", "-loglevel", "fatal", "-threads", "1", "-protocol_whitelist", "file"]
    only_sound = ["-map", "0:a:0", "-vn", "-sn", "-dn", "-map_metadata", "-1", "-map_chapters", "-1", "-ac", "1"]
    # One second more than is allowed: enough to see that it is too long.
    most = ["-t", str(MAX_SECONDS + 1), "-fs", str(_DISK)]
    exact = ["-fflags", "+bitexact", "-flags:a", "+bitexact"]
    aac = ["-c:a", "aac", "-b:a", str(_BITS_PER_SECOND), "-ar", "48000", "-movflags", "+faststart", "-f", "ipod"]
    samples = ["-c:a", "pcm_s16le", "-ar", str(_SAMPLES_PER_SECOND), "-f", "s16le"]
    return [
        *calm, "-f", reader, "-i", "file:in",
        *only_sound, *most, *exact, *aac, "file:out.m4a",
        *only_sound, *most, *exact, *samples, "file:samples",
    ]  # fmt: skip


def _limit(process: Process) -> None:
    """Set by the parent, because what runs between fork and exec may not take a lock that a thread holds."""
    if sys.platform != "linux":
        return
    limits = {resource.RLIMIT_CPU: _CPU_SECONDS, resource.RLIMIT_AS: _MEMORY, resource.RLIMIT_FSIZE: _DISK}
    for what, most in limits.items():
        try:
            resource.prlimit(process.pid, what, (most, most))
        except ProcessLookupError:
            return  # It is done already.


def _read(place: Path) -> CleanVoice:
    samples = array.array("h")
    samples.frombytes((place / "samples").read_bytes())
    if sys.byteorder == "big":
        samples.byteswap()
    if not samples:
        raise UnsupportedType("a recording without sound")
    if len(samples) > MAX_SECONDS * _SAMPLES_PER_SECOND:
        raise TooLarge("a recording of too many minutes")
    duration_ms = max(1, len(samples) * 1000 // _SAMPLES_PER_SECOND)
    return CleanVoice((place / "out.m4a").read_bytes(), duration_ms, peaks(samples))


def peaks(samples: "array.array[int]") -> list[int]:
    """The loudest sample of each of PEAKS equal stretches, on a scale on which the loudest of all is LOUDEST."""
    count = len(samples)
    edges = [count * index // PEAKS for index in range(PEAKS + 1)]
    stretches = (samples[start : max(end, start + 1)] for start, end in itertools.pairwise(edges))
    heights = [max(max(one, default=0), -min(one, default=0)) for one in stretches]
    highest = max(heights, default=0)
    return [round(height * LOUDEST / highest) if highest else 0 for height in heights]
