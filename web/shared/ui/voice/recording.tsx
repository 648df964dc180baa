import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { newId } from "../../chat/identity";
import { useTexts } from "../../i18n/context";
import type { ChatKey } from "../../i18n/ru/chat";
import type { KitKey } from "../../i18n/ru/kit";
import { Button, IconButton } from "../button";
import type { Parts } from "../chat/parts";
import { Icon } from "../icon";
import { microphone, pause, send, trash } from "../icons";
import { alone, Kept, type KeptRecording } from "./kept";
import { browserPorts, LONGEST_MS, NEAR_END_MS, Recorder } from "./recorder";
import { deliver } from "./sending";
import { barsOf, clockTime } from "./shape";

export interface RecordingProps {
  parts: Parts;
  replyToSeq: number | null;
  onClose: (sent: boolean) => void;
}

const TICK_MS = 100;
const BARS = 48;

/** The composer's place while a voice is recorded: Enter sends, Space pauses, the microphone's refusal is explained. */
export default function Recording({ parts, replyToSeq, onClose }: RecordingProps) {
  const { t } = useTexts<ChatKey>();
  const session = useSession(parts, replyToSeq);
  const { recorder, levels } = session;
  const focus = useRef<HTMLButtonElement>(null);
  const running = recorder.state === "recording" || recorder.state === "paused";
  useEffect(() => focus.current?.focus(), [running]);
  if (recorder.state === "refused" || recorder.state === "missing") {
    return <NoMicrophone state={recorder.state} onRetry={() => void recorder.start()} onClose={() => onClose(false)} />;
  }
  const cancel = () => {
    session.drop();
    onClose(false);
  };
  const toggle = () => (recorder.state === "recording" ? recorder.pause() : recorder.resume());
  const left = LONGEST_MS - recorder.durationMs;
  return (
    <>
      {running && left <= NEAR_END_MS && (
        <p class="composer__room">
          {t(recorder.full ? "chat.record_full" : "chat.record_left", { time: clockTime(left) })}
        </p>
      )}
      <fieldset
        class="composer__line voice-recording"
        aria-label={t("chat.voice")}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || recorder.state !== "recording") return;
          event.preventDefault();
          event.stopPropagation();
          recorder.pause();
        }}
      >
        <IconButton icon={trash} label={t("chat.record_cancel")} onClick={cancel} />
        <span class={`voice-recording__time${recorder.state === "recording" ? " voice-recording__time--on" : ""}`}>
          {running ? clockTime(recorder.durationMs) : t("chat.record_asking")}
        </span>
        {running && <Levels levels={levels} />}
        <span class="visually-hidden" role="status">
          {recorder.state === "recording" && t("chat.record_on")}
          {recorder.state === "paused" && t("chat.record_paused")}
        </span>
        {running && !recorder.full && (
          <button
            ref={focus}
            type="button"
            class="icon-button"
            aria-label={t(recorder.state === "recording" ? "chat.record_pause" : "chat.record_resume")}
            title={t(recorder.state === "recording" ? "chat.record_pause" : "chat.record_resume")}
            onClick={toggle}
            onKeyDown={(event) => {
              if (event.key !== "Enter") return;
              event.preventDefault();
              session.send();
              onClose(true);
            }}
          >
            <Icon of={recorder.state === "recording" ? pause : microphone} />
          </button>
        )}
        <IconButton
          icon={send}
          label={t("chat.record_send")}
          filled
          disabled={!running}
          onClick={() => {
            session.send();
            onClose(true);
          }}
        />
      </fieldset>
    </>
  );
}

function Levels({ levels }: { levels: readonly number[] }) {
  const bars = barsOf([...Array(Math.max(0, BARS - levels.length)).fill(0), ...levels.slice(-BARS)], BARS);
  return (
    <svg
      class="voice-recording__levels"
      viewBox={`0 0 ${BARS * 4} 32`}
      preserveAspectRatio="xMaxYMid slice"
      aria-hidden="true"
    >
      {bars.map((bar, index) => (
        <rect key={index} x={index * 4 + 1} y={16 - bar * 15} width={2.2} height={bar * 30} rx={1.1} />
      ))}
    </svg>
  );
}

interface NoMicrophoneProps {
  state: "refused" | "missing";
  onRetry: () => void;
  onClose: () => void;
}

function NoMicrophone({ state, onRetry, onClose }: NoMicrophoneProps) {
  const { t } = useTexts<ChatKey | KitKey>();
  const shown = useRef<HTMLDivElement>(null);
  useEffect(() => shown.current?.focus(), []);
  return (
    <div class="voice-refused" role="alert" tabIndex={-1} ref={shown}>
      <Icon of={microphone} />
      <div class="voice-refused__body">
        <p class="voice-refused__title">{t(state === "refused" ? "chat.mic_refused" : "chat.mic_missing")}</p>
        <p>{t(state === "refused" ? "chat.mic_refused_hint" : "chat.mic_missing_hint")}</p>
        <div class="row">
          <Button size="small" tone="secondary" onClick={onRetry}>
            {t("kit.retry")}
          </Button>
          <Button size="small" tone="quiet" onClick={onClose}>
            {t("chat.mic_write")}
          </Button>
        </div>
      </div>
    </div>
  );
}

interface Session {
  readonly recorder: Recorder;
  readonly levels: readonly number[];
  send(): void;
  drop(): void;
}

/** One recording for as long as its view is there; left without a word, it waits in the conversation for one. */
function useSession(parts: Parts, replyToSeq: number | null): Session {
  const [, redraw] = useState(0);
  const levels = useRef<number[]>([]);
  const session = useMemo(() => begin(parts, replyToSeq, () => redraw((count) => count + 1)), []);
  useEffect(() => {
    void session.recorder.start();
    const timer = setInterval(() => {
      if (session.recorder.state !== "recording") return;
      levels.current.push(session.recorder.tick());
      parts.chat.setTyping(parts.conversation.id, session.recorder.state === "recording" ? "recording" : "idle");
      redraw((count) => count + 1);
    }, TICK_MS);
    return () => {
      clearInterval(timer);
      parts.chat.setTyping(parts.conversation.id, "idle");
      session.end("hold");
    };
  }, []);
  return {
    recorder: session.recorder,
    levels: levels.current,
    send: () => session.end("send"),
    drop: () => session.end("drop"),
  };
}

function begin({ chat, conversation, me }: Parts, replyToSeq: number | null, changed: () => void) {
  const kept = new Kept();
  const id = newId();
  let pieces = 0;
  let over = false;
  const release = Promise.withResolvers<void>();
  const facts = (wanted: boolean): KeptRecording => ({
    id,
    owner_id: me?.id ?? "",
    conversation_id: conversation.id,
    reply_to_seq: replyToSeq,
    content_type: recorder.type,
    created_at: Date.now(),
    wanted,
  });
  const recorder: Recorder = new Recorder({
    ...browserPorts(),
    changed,
    keep(piece) {
      if (pieces === 0) {
        // Held until its end is known, so that no other tab takes it for an abandoned one.
        void alone(id, () => release.promise);
        void kept.put(facts(false));
      }
      void kept.add(id, pieces, piece);
      pieces += 1;
    },
  });
  const end = async (how: "send" | "hold" | "drop") => {
    if (over) return;
    over = true;
    const sound = await recorder.finish();
    if (sound && how !== "drop") {
      const recording = facts(how === "send");
      await kept.put(recording);
      await deliver(chat, kept, recording, sound);
    } else {
      await kept.remove(id);
    }
    release.resolve();
  };
  return { recorder, end: (how: "send" | "hold" | "drop") => void end(how) };
}
