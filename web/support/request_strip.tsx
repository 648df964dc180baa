import type { Conversation } from "../shared/chat/chat";
import { useTexts } from "../shared/i18n/context";
import type { DeskKey } from "../shared/i18n/ru/desk";
import type { TriageKey } from "../shared/i18n/ru/triage";
import { useNow } from "../shared/shell/use_now";
import { Button } from "../shared/ui/button";
import { Icon } from "../shared/ui/icon";
import { clock, eye, lock, pencil } from "../shared/ui/icons";
import { Tag } from "../shared/ui/mark";
import { act } from "./acting";
import type { Desk } from "./desk";
import { useDoing } from "./doing";
import { placeOf } from "./queue";
import { presentIn } from "./together/viewers";

/** Under the head: who else is here, and what was put on the request. Nothing where there is nothing. */
export function RequestStrip({ desk, conversation }: { desk: Desk; conversation: Conversation }) {
  const { t } = useTexts<TriageKey>();
  const put = placeOf(conversation)?.desk;
  const tags = put?.tags ?? [];
  return (
    <div class="strip-desk">
      {put?.snoozed_until && <Sleeping desk={desk} conversation={conversation} until={put.snoozed_until} />}
      {put?.blocked_at && <Blocked desk={desk} conversation={conversation} at={put.blocked_at} />}
      {tags.length > 0 && (
        <ul class="strip-desk__tags" aria-label={t("triage.tags_name")}>
          {tags.map((tag) => (
            <li key={tag}>
              <Tag tone="plain">{tag}</Tag>
            </li>
          ))}
          <li>
            <Button tone="quiet" size="small" icon={pencil} onClick={() => act(desk, "tags")}>
              {t("triage.tags_change")}
            </Button>
          </li>
        </ul>
      )}
      <Present desk={desk} conversationId={conversation.id} />
    </div>
  );
}

/** Who else looks at it or types in it. */
function Present({ desk, conversationId }: { desk: Desk; conversationId: string }) {
  const { t } = useTexts<DeskKey | TriageKey>();
  const now = useNow(desk.session.chat, 5_000);
  const present = presentIn(desk.together.viewers.value, conversationId, now);
  const names = (isTyping: boolean) =>
    present
      .filter((one) => one.isTyping === isTyping)
      .map(({ name }) => name || t("desk.colleague"))
      .join(", ");
  const [typing, viewing] = [names(true), names(false)];
  return (
    <p class="strip-desk__present" role="status">
      {typing && (
        <span>
          <Icon of={pencil} small /> {t("triage.typing", { names: typing })}
        </span>
      )}
      {viewing && (
        <span>
          <Icon of={eye} small /> {t("triage.viewing", { names: viewing })}
        </span>
      )}
    </p>
  );
}

interface StateProps {
  desk: Desk;
  conversation: Conversation;
}

function Sleeping({ desk, conversation, until }: StateProps & { until: string }) {
  const { t, date } = useTexts<TriageKey>();
  const doing = useDoing(desk);
  const wake = () =>
    doing.ask(() => desk.session.chat.connection.command("queue.snooze", { conversation_id: conversation.id }), {
      done: t("triage.woken"),
    });
  return (
    <p class="strip-desk__state">
      <Icon of={clock} small /> {t("triage.sleeps", { when: date(until, "moment") })}
      <Button tone="quiet" size="small" busy={doing.busy} onClick={() => void wake()}>
        {t("triage.wake")}
      </Button>
    </p>
  );
}

function Blocked({ desk, conversation, at }: StateProps & { at: string }) {
  const { t, date } = useTexts<TriageKey>();
  const doing = useDoing(desk);
  const unblock = () =>
    doing.ask(
      () => desk.session.chat.connection.command("queue.block", { conversation_id: conversation.id, blocked: false }),
      { done: t("triage.unblocked") },
    );
  return (
    <p class="strip-desk__state strip-desk__state--danger">
      <Icon of={lock} small /> {t("triage.blocked_since", { when: date(at, "moment") })}
      <Button tone="quiet" size="small" busy={doing.busy} onClick={() => void unblock()}>
        {t("triage.unblock")}
      </Button>
    </p>
  );
}
