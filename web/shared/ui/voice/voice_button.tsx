import type { FunctionComponent } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";
import { useTexts } from "../../i18n/context";
import type { ChatKey } from "../../i18n/ru/chat";
import { IconButton } from "../button";
import { BringContext } from "../chat/later";
import type { Parts } from "../chat/parts";
import { microphone } from "../icons";
import type { RecordingProps } from "./recording";

export interface Voice {
  /** What takes the composer's place while a voice is recorded. */
  readonly View: FunctionComponent<RecordingProps> | null;
  open(): void;
  shut(): void;
}

/** Recording is loaded when it is first wanted. */
export function useVoice(parts: Parts): Voice {
  const [view, setView] = useState<{ View: FunctionComponent<RecordingProps> } | null>(null);
  const bring = useContext(BringContext);
  useRecovery(parts);
  return {
    View: view?.View ?? null,
    open: () => {
      // Without a connection there is none this time; words can still be written.
      void Promise.all([import("./recording"), bring()])
        .then(([{ default: View }]) => setView({ View }))
        .catch(() => undefined);
    },
    shut: () => setView(null),
  };
}

export function VoiceButton({ voice }: { voice: Voice }) {
  const { t } = useTexts<ChatKey>();
  return <IconButton icon={microphone} label={t("chat.record")} onClick={voice.open} />;
}

/** What was recorded here and never sent is taken up again; who has nothing waiting loads nothing for it. */
function useRecovery({ chat, me }: Parts): void {
  const id = me?.id;
  useEffect(() => {
    if (!id || !isMarked()) return;
    void import("./sending").then(({ recover }) => recover(chat, id)).catch(() => undefined);
  }, [chat, id]);
}

function isMarked(): boolean {
  try {
    return localStorage.getItem("astars-voice") !== null;
  } catch {
    return false;
  }
}
