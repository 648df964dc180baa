import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/context";
import type { ChatKey } from "../../i18n/ru/chat";
import { Icon } from "../icon";
import { calendar } from "../icons";
import type { Changing } from "./changing";
import type { Jump } from "./jump";
import { LateDateWindow } from "./late_windows";
import { Message } from "./message";
import type { Parts } from "./parts";
import type { Row } from "./rows";

export interface RowViewProps {
  parts: Parts;
  row: Row;
  changing: Changing | undefined;
  jump: Jump;
}

/** A row of the list: a message, what the product itself says, or a separator. */
export function RowView({ parts, row, changing, jump }: RowViewProps) {
  const { t } = useTexts<ChatKey>();
  if (row.type === "message") return <Message parts={parts} row={row} changing={changing} jump={jump} />;
  if (row.type === "day") return <Day parts={parts} at={row.at} jump={jump} />;
  if (row.type === "unread") return <p class="messages__unread">{t("chat.unread")}</p>;
  const { seq, system } = row.message;
  const key = `chat.system.${system?.code ?? "unknown"}` as ChatKey;
  const text = t(key, system?.params);
  return (
    <p class="messages__system" data-seq={seq} tabIndex={-1}>
      {text === key ? t("chat.system.unknown") : text}
    </p>
  );
}

/** The date over a day's messages, and the way to other dates. */
function Day({ parts, at, jump }: { parts: Parts; at: string; jump: Jump }) {
  const { t, relativeDay } = useTexts<ChatKey>();
  const [choosing, setChoosing] = useState(false);
  return (
    <>
      <button
        type="button"
        class="messages__day"
        aria-haspopup="dialog"
        title={t("chat.to_date")}
        onClick={() => setChoosing(true)}
      >
        <time dateTime={at}>{relativeDay(at, parts.chat.now())}</time>
        <Icon of={calendar} small />
      </button>
      {choosing && (
        <LateDateWindow
          parts={parts}
          at={at}
          onClose={() => setChoosing(false)}
          onChosen={(date) => {
            setChoosing(false);
            jump.toDate(date);
          }}
        />
      )}
    </>
  );
}
