/** «Форма возврата»: what the person has paid for, why it may not be taken back, and taking one of it back. The server decides. */

import { signal } from "@preact/signals";
import type { OrderOut, RefundChoice } from "../contracts/openapi";
import type { Api, ApiError } from "../shared/api";

const AT_ONCE = 50;

export class Refunds {
  /** Null until they have come. */
  readonly choices = signal<readonly RefundChoice[] | null>(null);
  /** Where the list goes on; null at its end. */
  readonly next = signal<string | null>(null);
  /** The order that is asked about now. */
  readonly chosen = signal<OrderOut | null>(null);
  readonly failure = signal<ApiError | null>(null);
  readonly done = signal(false);
  readonly busy = signal(false);

  constructor(private readonly api: Api) {}

  async load(): Promise<void> {
    await this.read(null);
  }

  async more(): Promise<void> {
    if (this.next.value !== null) await this.read(this.next.value);
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
    // Whatever became of it, the list tells how things stand.
    await this.load();
    this.failure.value = answer.ok ? null : answer.error;
  }

  private async read(cursor: string | null): Promise<void> {
    const query = cursor === null ? { limit: AT_ONCE } : { limit: AT_ONCE, cursor };
    const answer = await this.api.call("GET /api/refunds", { query });
    if (!answer.ok) {
      this.failure.value = answer.error;
      return;
    }
    const before = cursor === null ? [] : (this.choices.value ?? []);
    this.choices.value = [...before, ...answer.data.items];
    this.next.value = answer.data.next_cursor;
    this.failure.value = null;
  }
}
