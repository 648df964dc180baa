import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { useTexts } from "../../i18n/context";
import type { ChatKey } from "../../i18n/ru/chat";
import type { KitKey } from "../../i18n/ru/kit";
import { Button, IconButton } from "../button";
import type { Parts } from "../chat/parts";
import { Icon } from "../icon";
import { microphone, pause, retry, send as sendIcon, trash } from "../icons";
import RecordedVoice from "./recorded";
import { LONGEST_MS, NEAR_END_MS } from "./recorder";
import { RecordingSession } from "./session";
import { barsOf, clockTime } from "./shape";

export interface RecordingProps {
  parts: Parts;
  replyToSeq: number | null;
  onClose: (sent: boolean) => void;
}

const TICK_MS = 100;
/** A shorter one is said again sooner than a question is answered. */
const ASKED_FROM_MS = 10_000;
const BARS = 48;

/** The composer's place while a voice is recorded: Enter sends, Space pauses, the microphone's refusal is explained. */
export default function Recording(props: RecordingProps) {
  const [take, setTake] = useState(0);
  return <Take key={take} {...props} onAgain={() => setTake(take + 1)} />;
}

type Asked = "delete" | "again";

function Take({ parts, replyToSeq, onClose, onAgain }: RecordingProps & { onAgain: () => void }) {
  const { t } = useTexts<ChatKey>();
  const session = useSession(parts, replyToSeq);
  const [asked, setAsked] = useState<Asked | null>(null);
  const { recorder } = session;
  const running = recorder.state === "recording" || recorder.state === "paused";
  if (recorder.state === "refused" || recorder.state === "missing") {
    return <NoMicrophone state={recorder.state} onRetry={() => void recorder.start()} onClose={() => onClose(false)} />;
  }
  const without = (what: Asked) => {
    void session.end("drop");
    if (what === "again") onAgain();
    else onClose(false);
  };
  /** What took a while to say is not thrown away by one click. */
  const ask = (what: Asked) => {
    if (recorder.durationMs < ASKED_FROM_MS) return without(what);
    recorder.pause();
    setAsked(what);
  };
  const send = () => {
    void session.end("send");
    onClose(true);
  };
  const heard = recorder.state === "paused" ? session.recorded : null;
  return (
    <>
      <Notices session={session} />
      {heard && (
        <div class="voice-recording__heard">
          <RecordedVoice key={heard.duration_ms} recorded={heard} conversation={parts.conversation} />
          <Button tone="quiet" size="small" icon={retry} onClick={() => ask("again")}>
            {t("chat.record_again")}
          </Button>
        </div>
      )}
      {asked && <Sure what={asked} onYes={() => without(asked)} onNo={() => setAsked(null)} />}
      {!asked && (
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
          <IconButton icon={trash} label={t("chat.record_cancel")} onClick={() => ask("delete")} />
          <span class={`voice-recording__time${recorder.state === "recording" ? " voice-recording__time--on" : ""}`}>
            {running ? clockTime(recorder.durationMs) : t("chat.record_asking")}
          </span>
          {running && <Levels levels={session.levels} />}
          <span class="visually-hidden" role="status">
            {recorder.state === "recording" && t("chat.record_on")}
            {recorder.state === "paused" && t("chat.record_paused")}
          </span>
          {running && !recorder.full && !recorder.lost && <PauseButton session={session} onSend={send} />}
          <IconButton icon={sendIcon} label={t("chat.record_send")} filled disabled={!running} onClick={send} />
        </fieldset>
      )}
    </>
  );
}

/** Has the focus from the beginning: Space pauses and goes on, Enter sends. */
function PauseButton({ session, onSend }: { session: RecordingSession; onSend: () => void }) {
  const { t } = useTexts<ChatKey>();
  const { recorder } = session;
  const focus = useRef<HTMLButtonElement>(null);
  useEffect(() => focus.current?.focus(), []);
  const isOn = recorder.state === "recording";
  const label = t(isOn ? "chat.record_pause" : "chat.record_resume");
  return (
    <button
      ref={focus}
      type="button"
      class="icon-button"
      aria-label={label}
      title={label}
      onClick={() => (isOn ? recorder.pause() : recorder.resume())}
      onKeyDown={(event) => {
        if (event.key !== "Enter") return;
        event.preventDefault();
        onSend();
      }}
    >
      <Icon of={isOn ? pause : microphone} />
    </button>
  );
}

/** What somebody who records has to know: little time left, no microphone any more, no room on the device. */
function Notices({ session: { recorder, unkept } }: { session: RecordingSession }) {
  const { t } = useTexts<ChatKey>();
  const left = LONGEST_MS - recorder.durationMs;
  return (
    <div role="status" class="voice-recording__notices">
      {left <= NEAR_END_MS && (
        <p class="composer__room">
          {t(recorder.full ? "chat.record_full" : "chat.record_left", { time: clockTime(left) })}
        </p>
      )}
      {recorder.lost && <p class="composer__room">{t("chat.record_lost")}</p>}
      {unkept && <p class="composer__room">{t("chat.record_unkept")}</p>}
    </div>
  );
}

/** Once more, in the place of the line. The focus is on keeping it. */
function Sure({ what, onYes, onNo }: { what: Asked; onYes: () => void; onNo: () => void }) {
  const { t } = useTexts<ChatKey>();
  const keep = useRef<HTMLDivElement>(null);
  useEffect(() => keep.current?.querySelector("button")?.focus(), []);
  return (
    <fieldset class="composer__line voice-recording voice-recording__sure" aria-label={t("chat.voice")}>
      <p>{t(what === "delete" ? "chat.record_delete_sure" : "chat.record_again_sure")}</p>
      <div class="row" ref={keep}>
        <Button tone="secondary" size="small" onClick={onNo}>
          {t("chat.record_keep")}
        </Button>
        <Button tone="danger" size="small" onClick={onYes}>
          {t(what === "delete" ? "chat.record_delete_yes" : "chat.record_again")}
        </Button>
      </div>
    </fieldset>
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

/** One recording for as long as its view is there; left without a word, it waits in the conversation for one. */
function useSession({ chat, conversation, me }: Parts, replyToSeq: number | null): RecordingSession {
  const [, redraw] = useState(0);
  const session = useMemo(() => {
    const place = { conversationId: conversation.id, ownerId: me?.id ?? "", replyToSeq };
    return new RecordingSession(chat, place, () => redraw((count) => count + 1));
  }, []);
  useEffect(() => {
    void session.recorder.start();
    const timer = setInterval(() => {
      if (session.recorder.state !== "recording") return;
      session.tick();
      chat.setTyping(conversation.id, session.recorder.state === "recording" ? "recording" : "idle");
      redraw((count) => count + 1);
    }, TICK_MS);
    return () => {
      clearInterval(timer);
      chat.setTyping(conversation.id, "idle");
      void session.end("hold");
    };
  }, []);
  return session;
}
