import { AvailabilityMenu } from "../shared/availability/availability_menu";
import { useTexts } from "../shared/i18n/context";
import type { ConsoleKey } from "../shared/i18n/ru/console";
import type { OwnKey } from "../shared/i18n/ru/own";
import { useChat } from "../shared/ui/chat/use_chat";
import { clock, star } from "../shared/ui/icons";
import type { Desktop } from "./desktop";

/** What clients see of whether one is there; said by oneself, live to everybody. */
export function AvailabilitySwitch({ desktop }: { desktop: Desktop }) {
  const { t, date } = useTexts<ConsoleKey | OwnKey>();
  const { chat, user, toasts } = desktop.session;
  const known = useChat(chat, (state) => state.availability.get(user.id));
  const until = known?.until;
  const isToday = until && new Date(until).toDateString() === new Date(chat.now()).toDateString();
  const show = (part: "hours" | "figures") => () => {
    desktop.ownPart.value = part;
  };
  return (
    <AvailabilityMenu
      chat={chat}
      toasts={toasts}
      known={known}
      name={t("console.availability")}
      words={{ available: t("console.available"), busy: t("console.busy"), away: t("console.away") }}
      failed={t("console.availability_failed")}
      shown={until ? t("own.away_until", { when: date(until, isToday ? "time" : "day") }) : null}
      more={[
        { label: t("own.back_at"), icon: clock, onSelect: show("hours") },
        { label: t("own.figures"), icon: star, onSelect: show("figures") },
      ]}
    />
  );
}
