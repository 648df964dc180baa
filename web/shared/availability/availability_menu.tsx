import { useEffect, useState } from "preact/hooks";
import type { Availability, Chat } from "../chat/chat";
import { Icon } from "../ui/icon";
import { check, chevronDown } from "../ui/icons";
import { Presence } from "../ui/mark";
import { Menu, type MenuItem } from "../ui/menu";
import type { Toasts } from "../ui/toast";

export const STATES = ["available", "busy", "away"] as const;
export const DOTS = { available: "online", busy: "away", away: "offline" } as const;

export interface AvailabilityMenuProps {
  chat: Chat;
  toasts: Toasts;
  /** What holds as far as it was told; undefined: nothing yet. */
  known: Availability | undefined;
  /** What the menu is for, how the states are called, and what is said when one does not arrive. */
  name: string;
  words: Readonly<Record<Availability["state"], string>>;
  failed: string;
  /** Instead of the state's word, while nothing else is asked for. */
  shown?: string | null;
  more?: readonly MenuItem[];
}

/** Whether one is there, as one says oneself; live to everybody. What does not arrive goes back to what holds. */
export function AvailabilityMenu({
  chat,
  toasts,
  known,
  name,
  words,
  failed,
  shown,
  more = [],
}: AvailabilityMenuProps) {
  const [asked, setAsked] = useState<Availability["state"] | null>(null);
  // What holds by now is what counts: it may be another one since, by the hours or from another device.
  useEffect(() => setAsked(null), [known]);
  const state = asked ?? known?.state ?? "available";
  const text = (asked === null && shown) || words[state];
  const choose = async (next: Availability["state"]) => {
    setAsked(next);
    const answer = await chat.setAvailability(next);
    if (!answer.ok) {
      setAsked(null);
      toasts.notify(failed, "danger");
    }
  };
  return (
    <Menu
      items={[
        ...STATES.map((one) => ({
          label: words[one],
          ...(one === state ? { icon: check } : {}),
          onSelect: () => void choose(one),
        })),
        ...more,
      ]}
      button={(attributes) => (
        <button
          type="button"
          class="button button--quiet button--small availability-switch"
          aria-label={`${name}: ${words[state]}${text === words[state] ? "" : `, ${text}`}`}
          {...attributes}
        >
          <Presence state={DOTS[state]} />
          <span class="shell__word">{text}</span>
          <Icon of={chevronDown} small />
        </button>
      )}
    />
  );
}
