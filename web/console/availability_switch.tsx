import { useState } from "preact/hooks";
import type { Availability } from "../shared/chat/chat";
import { useTexts } from "../shared/i18n/context";
import type { ConsoleKey } from "../shared/i18n/ru/console";
import type { Session } from "../shared/shell/session";
import { useChat } from "../shared/ui/chat/use_chat";
import { Icon } from "../shared/ui/icon";
import { check, chevronDown } from "../shared/ui/icons";
import { Presence } from "../shared/ui/mark";
import { Menu } from "../shared/ui/menu";

const STATES = ["available", "busy", "away"] as const;
const DOTS = { available: "online", busy: "away", away: "offline" } as const;

/** What clients see of whether one is there; said by oneself, live to everybody. */
export function AvailabilitySwitch({ session: { chat, user, toasts } }: { session: Session }) {
  const { t } = useTexts<ConsoleKey>();
  const known = useChat(chat, (state) => state.availability.get(user.id)?.state);
  const [asked, setAsked] = useState<Availability["state"] | null>(null);
  const state = asked ?? known ?? "available";
  const choose = async (next: Availability["state"]) => {
    setAsked(next);
    const answer = await chat.setAvailability(next);
    if (!answer.ok) {
      setAsked(null);
      toasts.notify(t("console.availability_failed"), "danger");
    }
  };
  return (
    <Menu
      items={STATES.map((one) => ({
        label: t(`console.${one}`),
        ...(one === state ? { icon: check } : {}),
        onSelect: () => void choose(one),
      }))}
      button={(attributes) => (
        <button
          type="button"
          class="button button--quiet button--small availability-switch"
          aria-label={`${t("console.availability")}: ${t(`console.${state}`)}`}
          {...attributes}
        >
          <Presence state={DOTS[state]} />
          <span class="shell__word">{t(`console.${state}`)}</span>
          <Icon of={chevronDown} small />
        </button>
      )}
    />
  );
}
