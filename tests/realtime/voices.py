"""Recordings as browsers make them, by the same program that reads them."""

import subprocess

import imageio_ffmpeg


def recording(*, seconds: float = 2, kind: str = "webm", title: str = "") -> bytes:
    """Half a tone, half silence: Opus in WebM or Ogg, or AAC in a fragmented MP4, as it comes out of a browser."""
    codec = {"webm": ["-c:a", "libopus", "-f", "webm"], "ogg": ["-c:a", "libopus", "-f", "ogg"]}.get(
        kind, ["-c:a", "aac", "-movflags", "frag_keyframe+empty_moov", "-f", "mp4"]
    )
    tone = f"aevalsrc='0.5*sin(440*2*PI*t)*lt(t,{seconds / 2})':d={seconds}:s=48000"
    command = ["-loglevel", "error", "-f", "lavfi", "-i", tone, "-metadata", f"title={title}", *codec, "pipe:1"]
    made = subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), *command], check=True, capture_output=True, timeout=60)
    return made.stdout


def long_recording(kind: str, seconds: int) -> bytes:
    """Minutes of a tone that is louder in the second half, as a browser's recorder writes them: in short clusters."""
    webm = ["-c:a", "libopus", "-b:a", "48k", "-cluster_time_limit", "1000", "-live", "1", "-f", "webm"]
    fragments = ["-movflags", "empty_moov+default_base_moof", "-frag_duration", "1000000"]
    codec = webm if kind == "webm" else ["-c:a", "aac", "-b:a", "48k", *fragments, "-f", "mp4"]
    tone = f"aevalsrc='(0.2+0.6*gt(t,{seconds / 2}))*sin(300*2*PI*t)':d={seconds}:s=48000"
    command = ["-loglevel", "error", "-f", "lavfi", "-i", tone, "-ac", "1", *codec, "pipe:1"]
    made = subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), *command], check=True, capture_output=True, timeout=120)
    return made.stdout


def seconds_of_sound(content: bytes) -> float:
    """How long a player plays this: every sample is decoded and counted."""
    command = ["-loglevel", "error", "-i", "pipe:0", "-f", "s16le", "-ac", "1", "-ar", "8000", "pipe:1"]
    decoded = subprocess.run(
        [imageio_ffmpeg.get_ffmpeg_exe(), *command], input=content, check=True, capture_output=True, timeout=60
    )
    return len(decoded.stdout) / 2 / 8000
