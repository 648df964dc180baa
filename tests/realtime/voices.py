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
