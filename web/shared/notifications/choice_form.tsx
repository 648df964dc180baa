import { useEffect, useMemo } from "preact/hooks";
import type { Channel, ChannelOut, Notifications } from "../../contracts/openapi";
import type { Api } from "../api";
import { useTexts } from "../i18n/context";
import type { NotificationsKey } from "../i18n/ru/notifications";
import { Loaded } from "../shell/loaded";
import { Button, IconButton } from "../ui/button";
import { Check, FieldFrame } from "../ui/field";
import { chevronUp } from "../ui/icons";
import { Skeleton } from "../ui/mark";
import { Banner } from "../ui/surface";
import { type Choice, createChoice, earlier, shown, toggled } from "./choice";
import { QuietHours } from "./quiet_hours";
import "./notifications.css";

const PATIENCE = [5, 10, 15, 30, 60, 120];

/** How the person is reached outside the chat: channels and their order, how soon, when not. */
export function ChoiceForm({ api }: { api: Api }) {
  const i18n = useTexts<NotificationsKey>();
  const { t } = i18n;
  const choice = useMemo(() => createChoice(api), [api]);
  useEffect(() => void choice.present.load(), [choice]);
  const failure = choice.failure.value;
  return (
    <div class="stack">
      <p class="soft">{t("notifications.text")}</p>
      {failure && <Banner tone="danger">{i18n.error(failure)}</Banner>}
      <Loaded of={choice.present} skeleton={<Skeleton height="9rem" />}>
        {(present) => (
          <div class="stack stack--loose">
            <Channels choice={choice} present={present} />
            <Patience choice={choice} present={present} />
            <QuietHours choice={choice} present={present} />
          </div>
        )}
      </Loaded>
    </div>
  );
}

interface PartProps {
  choice: Choice;
  present: Notifications;
}

function Channels({ choice, present }: PartProps) {
  const { t } = useTexts<NotificationsKey>();
  return (
    <fieldset class="stack">
      <legend class="field__label reach__title">{t("notifications.channels")}</legend>
      <p class="soft small">{t("notifications.channels_text")}</p>
      <ul class="reach__list">
        {shown(present).map((one) => (
          <ChannelLine key={one.channel} one={one} choice={choice} order={present.order} />
        ))}
      </ul>
    </fieldset>
  );
}

interface ChannelLineProps {
  one: ChannelOut;
  choice: Choice;
  order: readonly Channel[];
}

function ChannelLine({ one, choice, order }: ChannelLineProps) {
  const { t } = useTexts<NotificationsKey>();
  const { channel, state } = one;
  const name = t(`notifications.${channel}`);
  const why = state === "lost" ? "notifications.lost_telegram" : (`notifications.missing_${channel}` as const);
  return (
    <li class="reach__one">
      <Check checked={one.is_chosen} onChecked={(on) => void choice.change({ order: toggled(order, channel, on) })}>
        {name}
      </Check>
      {order.indexOf(channel) > 0 && (
        <IconButton
          icon={chevronUp}
          label={t("notifications.earlier", { channel: name })}
          onClick={() => void choice.change({ order: earlier(order, channel) })}
        />
      )}
      {state !== "ready" && <p class="reach__why soft small">{t(why)}</p>}
      {channel === "telegram" && (
        <div class="reach__why">
          <Telegram choice={choice} isLinked={state === "ready"} />
        </div>
      )}
    </li>
  );
}

function Telegram({ choice, isLinked }: { choice: Choice; isLinked: boolean }) {
  const { t } = useTexts<NotificationsKey>();
  const link = choice.link.value;
  const busy = choice.busy.value;
  if (isLinked)
    return (
      <Button tone="quiet" size="small" busy={busy} onClick={() => void choice.endTelegram()}>
        {t("notifications.telegram_end")}
      </Button>
    );
  if (link === null)
    return (
      <Button tone="secondary" size="small" busy={busy} onClick={() => void choice.startTelegram()}>
        {t("notifications.telegram_link")}
      </Button>
    );
  return (
    <div class="stack stack--tight" role="status">
      <p class="soft small">{t("notifications.telegram_waiting")}</p>
      <p class="row">
        <a class="button button--secondary button--small" href={link} target="_blank" rel="noopener noreferrer">
          {t("notifications.telegram_open")}
        </a>
        <Button tone="quiet" size="small" onClick={() => void choice.present.load()}>
          {t("notifications.telegram_check")}
        </Button>
      </p>
    </div>
  );
}

function Patience({ choice, present }: PartProps) {
  const { t } = useTexts<NotificationsKey>();
  const offered = [...new Set([...PATIENCE, present.after_minutes])].sort((a, b) => a - b);
  return (
    <div class="reach__minutes">
      <FieldFrame label={t("notifications.after")}>
        {(control) => (
          <select
            {...control}
            value={String(present.after_minutes)}
            onChange={(event) => void choice.change({ after_minutes: Number(event.currentTarget.value) })}
          >
            {offered.map((count) => (
              <option key={count} value={String(count)}>
                {t("notifications.minutes", { count })}
              </option>
            ))}
          </select>
        )}
      </FieldFrame>
    </div>
  );
}
