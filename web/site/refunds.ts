/** «Форма возврата»: the person's paid orders, and giving one of them back. Whether that may be is the server's to say. */

import { signal } from "@preact/signals";
import type { OrderOut } from "../contracts/openapi";
import type { Api, ApiError } from "../shared/api";

export class Refunds {
  /** Null until they have come. */
  readonly orders = signal<readonly OrderOut[] | null>(null);
  /** The order that is asked about now. */
  readonly chosen = signal<OrderOut | null>(null);
  readonly failure = signal<ApiError | null>(null);
  readonly done = signal(false);
  readonly busy = signal(false);

  constructor(private readonly api: Api) {}

  async load(): Promise<void> {
    const answer = await this.api.call("GET /api/orders", { query: { limit: 100 } });
    if (answer.ok) this.orders.value = answer.data.items.filter(({ state }) => state === "paid");
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
