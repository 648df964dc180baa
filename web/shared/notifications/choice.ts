/** How the person wants to be reached. Every change is sent at once and shown at once; a refused one goes back. */

import { type Signal, signal } from "@preact/signals";
import type { Channel, ChannelOut, NotificationChoice, Notifications } from "../../contracts/openapi";
import type { Api } from "../api";
import type { Explained } from "../i18n/i18n";
import { createResource, type Resource } from "../shell/resource";

export interface Choice {
  readonly present: Resource<Notifications>;
  readonly busy: Signal<boolean>;
  readonly failure: Signal<Explained | null>;
  /** Where the bot waits, once it was asked for. */
  readonly link: Signal<string | null>;
  change(choice: NotificationChoice): Promise<void>;
  startTelegram(): Promise<void>;
  endTelegram(): Promise<void>;
}

export function createChoice(api: Api): Choice {
  const present = createResource<Notifications>(() => api.call("GET /api/me/notifications"));
  const busy = signal(false);
  const failure = signal<Explained | null>(null);
  const link = signal<string | null>(null);
  const during = async (act: () => Promise<void>) => {
    if (busy.value) return;
    busy.value = true;
    failure.value = null;
    await act();
    busy.value = false;
  };
  return {
    present,
    busy,
    failure,
    link,
    change: (choice) =>
      during(async () => {
        const answer = await api.call("PATCH /api/me/notifications", { body: choice });
        if (answer.ok) present.put(answer.data);
        else failure.value = answer.error;
      }),
    startTelegram: () =>
      during(async () => {
        const answer = await api.call("POST /api/me/telegram");
        if (answer.ok) link.value = answer.data.url;
        else failure.value = answer.error;
      }),
    endTelegram: () =>
      during(async () => {
        const answer = await api.call("DELETE /api/me/telegram");
        if (answer.ok) await present.load();
        else failure.value = answer.error;
      }),
  };
}

/** The order with the channel at its end, or without it. */
export function toggled(order: readonly Channel[], channel: Channel, on: boolean): Channel[] {
  const others = order.filter((one) => one !== channel);
  return on ? [...others, channel] : others;
}

/** The order with the channel one place earlier. */
export function earlier(order: readonly Channel[], channel: Channel): Channel[] {
  const at = order.indexOf(channel);
  if (at <= 0) return [...order];
  const moved = order.filter((one) => one !== channel);
  moved.splice(at - 1, 0, channel);
  return moved;
}

/** Chosen ones first, in their order; the rest behind them as they are offered. */
export function shown(choice: Notifications): ChannelOut[] {
  const place = (one: ChannelOut) => {
    const at = choice.order.indexOf(one.channel);
    return at < 0 ? choice.order.length : at;
  };
  return [...choice.channels].sort((a, b) => place(a) - place(b));
}
