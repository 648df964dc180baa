/** «Форма возврата»: the person's recent paid orders, and giving one of them back. Whether that may be is the server's to say. */

import { signal } from "@preact/signals";
import type { OrderOut } from "../contracts/openapi";
import type { Api, ApiError } from "../shared/api";

const DAY_MS = 24 * 3600 * 1000;

/** Paid, and bought no longer ago than money is returned for. */
export function mayBeReturned(order: Pick<OrderOut, "state" | "paid_at">, days: number, now: number): boolean {
  return order.state === "paid" && order.paid_at !== null && now - Date.parse(order.paid_at) <= days * DAY_MS;
}

export class Refunds {
  /** Null until they have come. */
  readonly orders = signal<readonly OrderOut[] | null>(null);
  /** The order that is asked about now. */
  readonly chosen = signal<OrderOut | null>(null);
  readonly failure = signal<ApiError | null>(null);
  readonly done = signal(false);
  readonly busy = signal(false);

  constructor(
    private readonly api: Api,
    private readonly days: number,
  ) {}

  async load(): Promise<void> {
    const answer = await this.api.call("GET /api/orders", { query: { limit: 100 } });
    const now = Date.now();
    if (answer.ok) this.orders.value = answer.data.items.filter((order) => mayBeReturned(order, this.days, now));
    else this.failure.value = answer.error;
  }

  choose(order: OrderOut | null): void {
    this.chosen.value = order;
  }

  async giveBack(order: OrderOut): Promise<void> {
    if (this.busy.value) return;
    this.busy.value = true;
    const answer = await this.api.call("POST /api/orders/{id}/refund", { path: { id: order.id } });
    this.busy.value = false;
    this.chosen.value = null;
    this.done.value = answer.ok;
    this.failure.value = answer.ok ? null : answer.error;
    if (answer.ok) await this.load();
  }
}
