import type { FunctionComponent } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useTexts } from "../../i18n/context";
import type { ChatKey } from "../../i18n/ru/chat";
import type { AttachmentProps } from "../chat/attachment";

/** The player is loaded with the first voice in sight; its place is kept, so that nothing jumps. */
export function VoiceView(props: AttachmentProps) {
  const { t } = useTexts<ChatKey>();
  const [player, setPlayer] = useState<{ View: FunctionComponent<AttachmentProps> } | null>(null);
  useEffect(() => {
    let current = true;
    import("./player").then(
      ({ default: View }) => current && setPlayer({ View }),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, []);
  return player ? <player.View {...props} /> : <div class="voice">{t("chat.voice")}</div>;
}
