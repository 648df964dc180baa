import { useEffect, useRef, useState } from "preact/hooks";
import { useTexts } from "../../i18n/context";
import type { ChatKey } from "../../i18n/ru/chat";
import type { KitKey } from "../../i18n/ru/kit";
import { Button } from "../button";
import { Dialog } from "../dialog";
import { Field } from "../field";
import type { Parts } from "./parts";

export interface DateWindowProps {
  parts: Parts;
  /** The day one comes from. */
  at: string;
  onClose: () => void;
  /** The beginning of the chosen day, here. */
  onChosen: (date: Date) => void;
}

/** Asks for a day of the conversation. */
export function DateWindow({ parts: { chat, conversation }, at, onClose, onChosen }: DateWindowProps) {
  const { t } = useTexts<ChatKey | KitKey>();
  const [day, setDay] = useState(dayOf(at));
  const field = useRef<HTMLInputElement>(null);
  const begun = conversation.details?.created_at;
  const first = begun ? dayOf(begun) : undefined;
  const last = dayOf(chat.now());
  const valid = day !== "" && day <= last && (!first || day >= first);
  useEffect(() => field.current?.focus(), []);
  return (
    <Dialog open onClose={onClose} title={t("chat.to_date")} closeLabel={t("kit.close")}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (valid) onChosen(new Date(`${day}T00:00`));
        }}
      >
        <Field
          type="date"
          label={t("chat.date")}
          value={day}
          onValue={setDay}
          max={last}
          {...(first ? { min: first } : {})}
          error={day !== "" && !valid ? t("chat.date_outside") : null}
          inputRef={field}
        />
        <Button type="submit" disabled={!valid}>
          {t("chat.date_go")}
        </Button>
      </form>
    </Dialog>
  );
}

/** A moment's day here, as a date field writes it. */
function dayOf(moment: string | number): string {
  const at = new Date(moment);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
