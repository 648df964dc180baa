import { useState } from "preact/hooks";
import { useTexts } from "../../shared/i18n/context";
import type { KitKey } from "../../shared/i18n/ru/kit";
import type { TriageKey } from "../../shared/i18n/ru/triage";
import { Button } from "../../shared/ui/button";
import { Dialog } from "../../shared/ui/dialog";
import { Field } from "../../shared/ui/field";
import type { AskedProps } from "../asked_window";
import { useDoing } from "../doing";
import { fieldMoment, ownMoment, snoozeChoices } from "./snoozing";

/** Until when a request is put off: one press for the usual moments, or a moment of one's own. */
export function SnoozeWindow({ desk, conversation, onClose }: AskedProps) {
  const { t, date } = useTexts<TriageKey | KitKey>();
  const { chat } = desk.session;
  const doing = useDoing(desk);
  const [now] = useState(() => new Date(chat.now()));
  const [own, setOwn] = useState("");
  const [checked, setChecked] = useState(false);
  const moment = ownMoment(own, now);
  const sleep = async (until: Date) => {
    const payload = { conversation_id: conversation.id, until: until.toISOString() };
    const done = t("triage.slept", { when: date(until, "moment") });
    const words = { done, conflict: t("triage.snooze_conflict") };
    if (await doing.ask(() => chat.connection.command("queue.snooze", payload), words)) onClose();
  };
  return (
    <Dialog open onClose={onClose} title={t("triage.snooze_title")} closeLabel={t("kit.close")}>
      <div class="stack">
        <p class="soft small">{t("triage.snooze_text")}</p>
        <ul class="choices">
          {snoozeChoices(now).map(({ name, until }) => (
            <li key={name}>
              <button type="button" class="choices__one" onClick={() => void sleep(until)}>
                <span>{t(`triage.snooze_${name}`)}</span>
                <span class="choices__about">{date(until, "moment")}</span>
              </button>
            </li>
          ))}
        </ul>
        <form
          class="inline-form"
          onSubmit={(event) => {
            event.preventDefault();
            setChecked(true);
            if (typeof moment !== "string") void sleep(moment);
          }}
        >
          <Field
            type="datetime-local"
            label={t("triage.snooze_own")}
            value={own}
            min={fieldMoment(now)}
            onValue={setOwn}
            error={checked && typeof moment === "string" ? t(`triage.moment_${moment}`) : null}
          />
          <Button type="submit" tone="secondary" busy={doing.busy}>
            {t("triage.snooze_do")}
          </Button>
        </form>
      </div>
    </Dialog>
  );
}
