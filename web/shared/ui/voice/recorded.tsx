import { useEffect, useMemo } from "preact/hooks";
import type { Attachment, Conversation } from "../../chat/chat";
import type { Recorded } from "../../chat/state";
import type { Files } from "../chat/files";
import VoicePlayer from "./player";

export interface RecordedVoiceProps {
  recorded: Recorded;
  conversation: Conversation;
}

/** A voice to listen to before it is sent: the sound is here already. What is recorded further is another one (`key`). */
export default function RecordedVoice({ recorded, conversation }: RecordedVoiceProps) {
  const files = useMemo(() => soundOf(recorded), []);
  useEffect(() => files.close, [files]);
  return <VoicePlayer files={files} attachment={asAttachment(recorded)} conversation={conversation} />;
}

function soundOf({ sound }: Recorded): Files {
  let made: string | null = null;
  const address = () => {
    made ??= URL.createObjectURL(sound);
    return made;
  };
  return {
    address: async () => address(),
    known: () => null,
    close() {
      if (made !== null) URL.revokeObjectURL(made);
      made = null;
    },
  };
}

function asAttachment({ sound, duration_ms, waveform }: Recorded): Attachment {
  return {
    id: "",
    name: "",
    content_type: sound.type,
    size: sound.size,
    width: null,
    height: null,
    has_thumbnail: false,
    duration_ms,
    waveform,
  };
}
