import { useEffect, useRef, useState } from "preact/hooks";
import { useTexts } from "../../i18n/context";
import type { ChatKey } from "../../i18n/ru/chat";
import type { AttachmentProps } from "../chat/attachment";
import { Icon } from "../icon";
import { pause, play } from "../icons";
import { barsOf, clockTime, momentAt } from "./shape";

const SPEEDS = [1, 1.5, 2];
const BARS = 40;
const STEP_MS = 5_000;
const LEAP_MS = 30_000;

/** A voice to listen to: its shape is the way to any moment of it. One at a time. */
export default function VoicePlayer({ files, attachment }: AttachmentProps) {
  const { t } = useTexts<ChatKey>();
  const playing = usePlaying(files, attachment);
  const { on, at, durationMs } = playing;
  const [speed, setSpeed] = useState(0);
  const factor = SPEEDS[speed] ?? 1;
  const faster = () => {
    const next = (speed + 1) % SPEEDS.length;
    setSpeed(next);
    playing.setSpeed(SPEEDS[next] ?? 1);
  };
  const times = String(factor);
  return (
    <fieldset class="voice" aria-label={t("chat.voice")}>
      <audio ref={playing.audio} preload="none" {...playing.events} />
      <button
        type="button"
        class="voice__play"
        aria-label={t(on ? "chat.voice_pause" : "chat.voice_play")}
        onClick={playing.toggle}
      >
        <Icon of={on ? pause : play} filled={!on} />
      </button>
      <Wave waveform={attachment.waveform ?? []} at={at} durationMs={durationMs} onSeek={playing.seek} />
      <span class="voice__foot">
        <span class="voice__time">{playing.failed ? t("chat.voice_failed") : clockTime(at > 0 ? at : durationMs)}</span>
        <button
          type="button"
          class="voice__speed"
          aria-label={t("chat.voice_speed", { times })}
          onClick={faster}
        >{`${times}×`}</button>
      </span>
    </fieldset>
  );
}

interface WaveProps {
  waveform: readonly number[];
  at: number;
  durationMs: number;
  onSeek: (ms: number) => void;
}

function Wave({ waveform, at, durationMs, onSeek }: WaveProps) {
  const { t } = useTexts<ChatKey>();
  const pointed = (event: PointerEvent & { currentTarget: HTMLDivElement }) => {
    const box = event.currentTarget.getBoundingClientRect();
    onSeek(momentAt(event.clientX - box.left, box.width, durationMs));
  };
  return (
    <div
      class="voice__wave"
      role="slider"
      tabIndex={0}
      aria-label={t("chat.voice_place")}
      aria-valuemin={0}
      aria-valuemax={Math.round(durationMs / 1000)}
      aria-valuenow={Math.round(at / 1000)}
      aria-valuetext={t("chat.voice_at", { at: clockTime(at), of: clockTime(durationMs) })}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        pointed(event);
      }}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && pointed(event)}
      onKeyDown={(event) => {
        const to = momentOf(event.key, at, durationMs);
        if (to === null) return;
        event.preventDefault();
        event.stopPropagation();
        onSeek(Math.min(durationMs, Math.max(0, to)));
      }}
    >
      <svg viewBox={`0 0 ${BARS * 4} 32`} preserveAspectRatio="none" aria-hidden="true">
        {barsOf(waveform, BARS).map((bar, index) => (
          <rect
            key={index}
            class={(index + 0.5) / BARS <= at / durationMs ? "voice__bar voice__bar--heard" : "voice__bar"}
            x={index * 4 + 0.7}
            y={16 - bar * 15}
            width={2.6}
            height={bar * 30}
            rx={1.3}
          />
        ))}
      </svg>
    </div>
  );
}

function momentOf(key: string, at: number, durationMs: number): number | null {
  if (key === "ArrowRight" || key === "ArrowUp") return at + STEP_MS;
  if (key === "ArrowLeft" || key === "ArrowDown") return at - STEP_MS;
  if (key === "PageUp") return at + LEAP_MS;
  if (key === "PageDown") return at - LEAP_MS;
  if (key === "Home") return 0;
  return key === "End" ? durationMs : null;
}

function usePlaying(files: AttachmentProps["files"], { id, duration_ms }: AttachmentProps["attachment"]) {
  const durationMs = Math.max(1, duration_ms ?? 0);
  const audio = useRef<HTMLAudioElement>(null);
  const [on, setOn] = useState(false);
  const [at, setAt] = useState(0);
  const [failed, setFailed] = useState(false);
  const speed = useRef(1);
  useOneAtATime(audio);
  useFrames(on, () => setAt(Math.min(durationMs, (audio.current?.currentTime ?? 0) * 1000)));
  const begin = async () => {
    const element = audio.current;
    if (!element) return;
    try {
      // A link that has run out, or was cut off, is asked for anew.
      if (!element.src || element.error) {
        element.src = await files.address(id, "playback");
        element.currentTime = at / 1000;
      }
      element.playbackRate = speed.current;
      setFailed(false);
      await element.play();
    } catch (error) {
      setFailed(!(error instanceof Error && error.name === "AbortError"));
    }
  };
  return {
    audio,
    on,
    at,
    durationMs,
    failed,
    toggle: () => (on ? audio.current?.pause() : void begin()),
    seek(ms: number) {
      setAt(ms);
      if (audio.current?.src) audio.current.currentTime = ms / 1000;
    },
    setSpeed(factor: number) {
      speed.current = factor;
      if (audio.current) audio.current.playbackRate = factor;
    },
    events: {
      onPlay: () => setOn(true),
      onPause: () => setOn(false),
      onEnded: () => {
        setOn(false);
        setAt(0);
        if (audio.current) audio.current.currentTime = 0;
      },
      onError: () => {
        setOn(false);
        setFailed(true);
      },
    },
  };
}

/** Another one begins: this one pauses. */
function useOneAtATime(audio: { current: HTMLAudioElement | null }): void {
  useEffect(() => {
    const root = audio.current?.getRootNode();
    const begun = (event: Event) => event.target !== audio.current && audio.current?.pause();
    root?.addEventListener("play", begun, true);
    return () => root?.removeEventListener("play", begun, true);
  }, [audio]);
}

function useFrames(on: boolean, draw: () => void): void {
  const latest = useRef(draw);
  latest.current = draw;
  useEffect(() => {
    if (!on) return;
    let frame = requestAnimationFrame(function next() {
      latest.current();
      frame = requestAnimationFrame(next);
    });
    return () => cancelAnimationFrame(frame);
  }, [on]);
}
