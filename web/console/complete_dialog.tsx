import { useEffect } from "preact/hooks";
import type { Conversation } from "../shared/chat/chat";
import { useTexts } from "../shared/i18n/context";
import type { ConsoleKey } from "../shared/i18n/ru/console";
import type { KitKey } from "../shared/i18n/ru/kit";
import { Button } from "../shared/ui/button";
import { Dialog } from "../shared/ui/dialog";
import { FieldFrame } from "../shared/ui/field";
import { waitingSince } from "../shared/ui/inbox/facts";
import { Banner } from "../shared/ui/surface";
import { type Beginning, MOST_DAYS } from "./completing";
import type { Desktop } from "./desktop";

export interface CompleteDialogProps {
  desktop: Desktop;
  conversation: Conversation;
  name: string;
  onClose: () => void;
}

const LONGEST = 4_000;

/** «Завершить консультацию»: cannot be undone, so it is asked for twice and by name, over what it came to. */
export function CompleteDialog({ desktop, conversation, name, onClose }: CompleteDialogProps) {
  const i18n = useTexts<ConsoleKey | KitKey>();
  const { t } = i18n;
  const { chat, toasts } = desktop.session;
  const completing = desktop.completingOf(conversation.id);
  useEffect(() => void completing.beginning.load(), [completing]);
  const beginning = completing.beginning.state.value;
  const days = completing.days.value;
  const busy = completing.busy.value;
  const failure = completing.failure.value;
  const complete = async () => {
    if (!(await completing.complete())) return;
    toasts.notify(t(days > 0 ? "console.following" : "console.completed"));
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("console.complete_title")}
      closeLabel={t("kit.close")}
      footer={
        <>
          <Button tone="secondary" disabled={busy} onClick={onClose}>
            {t("kit.cancel")}
          </Button>
          <Button busy={busy} onClick={() => void complete()}>
            {t("console.complete")}
          </Button>
        </>
      }
    >
      <Summary conversation={conversation} beginning={beginning.name === "ready" ? beginning.data : null} />
      {waitingSince(conversation, chat.store.state.me) !== null && (
        <Banner tone="warning">{t("console.complete_unanswered")}</Banner>
      )}
      <FieldFrame label={t("console.closing")} hint={t("console.closing_hint", { name })}>
        {(control) => (
          <textarea
            {...control}
            rows={3}
            maxLength={LONGEST}
            disabled={busy}
            value={completing.words.value}
            onInput={(event) => completing.write(event.currentTarget.value)}
          />
        )}
      </FieldFrame>
      <FieldFrame label={t("console.follow_up")}>
        {(control) => (
          <select
            {...control}
            disabled={busy}
            value={String(days)}
            onChange={(event) => completing.keepOpen(Number(event.currentTarget.value))}
          >
            {Array.from({ length: MOST_DAYS + 1 }, (_, count) => (
              <option key={count} value={String(count)}>
                {count === 0 ? t("console.follow_up_none") : t("console.follow_up_days", { count })}
              </option>
            ))}
          </select>
        )}
      </FieldFrame>
      <p>{days > 0 ? t("console.follow_up_text", { name, count: days }) : t("console.complete_text", { name })}</p>
      {failure && <Banner tone="danger">{i18n.error(failure)}</Banner>}
    </Dialog>
  );
}

/** What was bought and until when, what the client asked, when they were answered. */
function Summary({ conversation, beginning }: { conversation: Conversation; beginning: Beginning | null }) {
  const { t, date, language } = useTexts<ConsoleKey>();
  const bought = conversation.details?.consultation;
  const until = conversation.details?.active_until;
  return (
    <dl class="completion">
      {bought && (
        <div>
          <dt>{t("console.bought")}</dt>
          <dd>
            {bought.service_title[language]}
            {until && <span class="faint">{`, ${t("console.bought_until", { date: date(until, "date") })}`}</span>}
          </dd>
        </div>
      )}
      {beginning && (
        <>
          <div>
            <dt>{t("console.asked")}</dt>
            <dd class="completion__words">{beginning.asked ?? t("console.asked_nothing")}</dd>
          </div>
          <div>
            <dt>{t("console.answered")}</dt>
            <dd>{beginning.answeredAt ? date(beginning.answeredAt, "moment") : t("console.answered_not")}</dd>
          </div>
        </>
      )}
    </dl>
  );
}
