/** The outline and the letter while the server makes them: how far they are, also for whoever left and came back. */

import { type ReadonlySignal, signal } from "@preact/signals";
import type { ChartLetterOut, OutlineStage } from "../contracts/openapi";
import { type Api, ApiError } from "../shared/api";
import { pageLanguage } from "../shared/i18n/i18n";

export type Outline =
  | { readonly name: "idle" }
  | { readonly name: "making"; readonly stage: Exclude<OutlineStage, "ready" | "failed"> }
  | { readonly name: "failed"; readonly error: ApiError };

export interface Letter {
  readonly stage: ChartLetterOut["stage"];
  /** The server forgets it once the letter is over; here it is known for as long as the page is. */
  readonly email: string;
  /** The mail server refused; when it is tried again. */
  readonly tryAgainAt: string | null;
}

export interface ChartMaking {
  readonly outline: ReadonlySignal<Outline>;
  /** The last letter asked for; one that was over before the page came is not spoken of. */
  readonly letter: ReadonlySignal<Letter | null>;
  /** Has the outline made, then saved. */
  download(): Promise<void>;
  /** Follows the last letter to its end; `asked` is the address of one that was just asked for. */
  follow(asked?: string): Promise<void>;
}

export interface MakingPorts {
  save(): void;
  pause(milliseconds: number): Promise<void>;
}

const GLANCE_MS = 500;
const PATIENT_MS = 10_000;
/** So many answers in a row may be missing before the outline counts as failed. */
const MOST_MISSED = 5;

export function createChartMaking(api: Api, ports: MakingPorts = browserPorts): ChartMaking {
  const outline = signal<Outline>({ name: "idle" });
  const letter = signal<Letter | null>(null);
  let following = false;
  let addressee = "";
  const glance = async () => {
    const answer = await api.call("GET /api/charts/natal/letters");
    return answer.ok ? (answer.data.items[0] ?? null) : answer.error;
  };
  const followOn = async () => {
    for (let missed = 0; ; ) {
      const newest = await glance();
      if (newest === null) return;
      if (newest instanceof ApiError) {
        missed += 1;
        await ports.pause(Math.min(GLANCE_MS * 2 ** missed, PATIENT_MS));
        continue;
      }
      missed = 0;
      const { stage, email, try_again_at: tryAgainAt } = newest;
      addressee = email || addressee;
      const isOver = stage === "sent" || stage === "failed";
      if (stage === "sent" && addressee === "") return;
      letter.value = { stage, email: addressee, tryAgainAt };
      if (isOver) return;
      await ports.pause(tryAgainAt ? PATIENT_MS : GLANCE_MS);
    }
  };
  return {
    outline,
    letter,
    async download() {
      if (outline.peek().name === "making") return;
      outline.value = { name: "making", stage: "positions" };
      for (let missed = 0; ; ) {
        const answer = await api.call("GET /api/charts/natal/outline");
        const stage = answer.ok ? answer.data.stage : null;
        if (stage === "ready") break;
        if (stage !== null && stage !== "failed") outline.value = { name: "making", stage };
        else if (answer.ok || ++missed === MOST_MISSED || answer.error.code !== "unavailable") {
          outline.value = { name: "failed", error: answer.ok ? new ApiError("unavailable", "") : answer.error };
          return;
        }
        await ports.pause(GLANCE_MS);
      }
      outline.value = { name: "idle" };
      ports.save();
    },
    async follow(asked = "") {
      if (asked) {
        addressee = asked;
        letter.value = { stage: "waiting", email: asked, tryAgainAt: null };
      }
      if (following) return;
      following = true;
      await followOn();
      following = false;
    },
  };
}

/** Where the outline is downloaded. */
export function outlineAddress(): string {
  return `/api/charts/natal.pdf?language=${pageLanguage()}`;
}

const browserPorts: MakingPorts = {
  save() {
    const link = document.createElement("a");
    link.href = outlineAddress();
    link.download = "";
    link.click();
  },
  pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};
