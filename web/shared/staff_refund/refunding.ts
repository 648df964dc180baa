/** A refund as support decides it: what the order is worth, how much goes back, asked once however often it is sent. */

import { computed, signal } from "@preact/signals";
import type { StaffOrderOut } from "../../contracts/openapi";
import type { Api, ApiError } from "../api";

export type Share = "all" | "unused" | "other";
/** `form`: deciding · `sure`: asked once more · `done`: told what became of it. */
export type Step = "form" | "sure" | "done";

/** Kopecks of what was typed as roubles («1 249,50»); null when it is no sum. */
export function kopecks(typed: string): number | null {
  const found = /^(\d{1,9})(?:[.,](\d{1,2}))?$/.exec(typed.replace(/[\s\u00a0₽]/g, ""));
  return found ? Number(found[1]) * 100 + Number((found[2] ?? "").padEnd(2, "0")) : null;
}

/** What is worth offering: the suggestion only where it is neither nothing nor everything. */
export function shares({ suggested, refundable }: Pick<StaffOrderOut, "suggested" | "refundable">): readonly Share[] {
  return 0 < suggested.amount && suggested.amount < refundable.amount ? ["unused", "all", "other"] : ["all", "other"];
}

/** What is chosen at first: what an unused order or the unused time is worth; nothing of it is left to choose then. */
function firstShare({ suggested, refundable }: StaffOrderOut): Share {
  if (suggested.amount === 0) return "other";
  return suggested.amount < refundable.amount ? "unused" : "all";
}

export class Refunding {
  /** Null until it has come. */
  readonly order = signal<StaffOrderOut | null>(null);
  readonly failure = signal<ApiError | null>(null);
  readonly step = signal<Step>("form");
  readonly busy = signal(false);
  readonly share = signal<Share>("all");
  readonly typed = signal("");
  readonly reason = signal("");
  /** Kopecks that were sent last. */
  readonly sent = signal(0);
  /** Whether what is missing is told: only after somebody wanted to go on. */
  readonly checked = signal(false);

  readonly amount = computed<number | null>(() => {
    const order = this.order.value;
    if (order === null) return null;
    if (this.share.value === "all") return order.refundable.amount;
    return this.share.value === "unused" ? order.suggested.amount : kopecks(this.typed.value);
  });

  /** What is wrong with the sum, if anything. */
  readonly amountProblem = computed<"missing" | "too_little" | "too_much" | null>(() => {
    const amount = this.amount.value;
    if (amount === null) return "missing";
    if (amount > (this.order.value?.refundable.amount ?? 0)) return "too_much";
    return this.share.value === "other" && amount < 100 ? "too_little" : null;
  });

  readonly isWhole = computed(() => this.amount.value === this.order.value?.refundable.amount);

  private key = crypto.randomUUID();

  constructor(
    private readonly api: Api,
    private readonly orderId: string,
    private readonly onDone: (order: StaffOrderOut) => void,
  ) {}

  async load(): Promise<void> {
    const answer = await this.api.call("GET /api/desk/orders/{id}", { path: { id: this.orderId } });
    if (!answer.ok) {
      this.failure.value = answer.error;
      return;
    }
    const isFirst = this.order.value === null;
    this.order.value = answer.data.order;
    if (isFirst) this.share.value = firstShare(answer.data.order);
  }

  /** Another sum is another refund. */
  choose(share: Share): void {
    this.share.value = share;
    this.key = crypto.randomUUID();
  }

  type(typed: string): void {
    this.typed.value = typed;
    this.key = crypto.randomUUID();
  }

  /** Ask once more, or tell what is missing. */
  proceed(): void {
    this.checked.value = true;
    this.failure.value = null;
    if (this.amountProblem.value === null && this.reason.value.trim() !== "") this.step.value = "sure";
  }

  back(): void {
    this.step.value = "form";
  }

  async refund(): Promise<void> {
    const amount = this.amount.value;
    if (this.busy.value || amount === null) return;
    this.busy.value = true;
    this.failure.value = null;
    const answer = await this.api.call("POST /api/desk/orders/{id}/refund", {
      path: { id: this.orderId },
      body: {
        reason: this.reason.value.trim(),
        client_refund_id: this.key,
        ...(this.isWhole.value ? {} : { amount: { amount, currency: "RUB" } }),
      },
    });
    this.busy.value = false;
    if (answer.ok) {
      this.order.value = answer.data.order;
      this.sent.value = amount;
      this.step.value = "done";
      this.onDone(answer.data.order);
      return;
    }
    this.failure.value = answer.error;
    this.step.value = "form";
    // It may have been done all the same, or by somebody else: the facts tell.
    await this.load();
  }
}
