import { useEffect, useState } from "preact/hooks";
import type { AnswerOf } from "../shared/api";
import { useTexts } from "../shared/i18n/context";
import type { DeskKey } from "../shared/i18n/ru/desk";
import type { KitKey } from "../shared/i18n/ru/kit";
import { Button } from "../shared/ui/button";
import { Dialog } from "../shared/ui/dialog";
import { FieldFrame } from "../shared/ui/field";
import { Spinner } from "../shared/ui/mark";
import type { AskedProps } from "./asked_window";
import type { Desk } from "./desk";
import { useDoing } from "./doing";

type Colleague = AnswerOf<"GET /api/desk/colleagues">["items"][number];

/** To whom a request goes from my hands, and what they should know. */
export function Transfer({ desk, conversation, onClose }: AskedProps) {
  const { t } = useTexts<DeskKey | KitKey>();
  const { chat } = desk.session;
  const doing = useDoing(desk);
  const colleagues = useColleagues(desk);
  const [to, setTo] = useState("");
  const [note, setNote] = useState("");
  const give = async () => {
    const words = note.trim();
    const payload = { conversation_id: conversation.id, ...(to ? { to } : {}), ...(words ? { note: words } : {}) };
    const done = t(to ? "desk.transfer_done" : "desk.transfer_back_done");
    if (await doing.ask(() => chat.connection.command("queue.transfer", payload), { done })) onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("desk.transfer_title")}
      closeLabel={t("kit.close")}
      footer={
        <Button busy={doing.busy} onClick={() => void give()}>
          {t("desk.transfer_do")}
        </Button>
      }
    >
      <fieldset class="transfer">
        <legend class="field__label">{t("desk.transfer_to")}</legend>
        <Choice
          value=""
          to={to}
          onPick={setTo}
          label={t("desk.transfer_queue")}
          about={t("desk.transfer_queue_text")}
        />
        {colleagues === null ? (
          <Spinner label={t("desk.transfer_loading")} />
        ) : (
          colleagues.map((one) => (
            <Choice
              key={one.id}
              value={one.id}
              to={to}
              onPick={setTo}
              label={one.name || t("desk.colleague")}
              about={t(one.presence === "online" ? "desk.load_online" : "desk.load_offline", {
                count: String(one.load),
              })}
            />
          ))
        )}
      </fieldset>
      <FieldFrame label={t("desk.transfer_note")} hint={t("desk.notes_hint")}>
        {(control) => (
          <textarea
            {...control}
            rows={3}
            maxLength={2000}
            value={note}
            onInput={(event) => setNote(event.currentTarget.value)}
          />
        )}
      </FieldFrame>
    </Dialog>
  );
}

interface ChoiceProps {
  value: string;
  to: string;
  onPick: (value: string) => void;
  label: string;
  about: string;
}

function Choice({ value, to, onPick, label, about }: ChoiceProps) {
  return (
    <label class="check">
      <input type="radio" name="to" value={value} checked={to === value} onChange={() => onPick(value)} />
      <span>
        {label}
        <span class="transfer__about">{about}</span>
      </span>
    </label>
  );
}

/** Everybody else who answers; null while they are being asked for, nobody when that failed. */
function useColleagues(desk: Desk): readonly Colleague[] | null {
  const [found, setFound] = useState<readonly Colleague[] | null>(null);
  const { api, user } = desk.session;
  useEffect(() => {
    let gone = false;
    void api.call("GET /api/desk/colleagues").then((answer) => {
      if (!gone) setFound(answer.ok ? answer.data.items.filter(({ id }) => id !== user.id) : []);
    });
    return () => {
      gone = true;
    };
  }, [api, user.id]);
  return found;
}
