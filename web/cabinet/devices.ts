/** «Устройства»: where the person is signed in, and signing out there. */

import { type Signal, signal } from "@preact/signals";
import type { SessionOut } from "../contracts/openapi";
import type { Api } from "../shared/api";
import type { Explained } from "../shared/i18n/i18n";
import { createResource, type Resource } from "../shared/shell/resource";

export interface Devices {
  readonly list: Resource<readonly SessionOut[]>;
  /** The device that is being signed out, or all others. */
  readonly ending: Signal<string | null>;
  readonly failure: Signal<Explained | null>;
  /** Whether it is signed out now; one that was so already counts. */
  end(id: string): Promise<boolean>;
  endOthers(): Promise<boolean>;
}

export const OTHERS = "others";

export function createDevices(api: Api): Devices {
  const ending = signal<string | null>(null);
  const failure = signal<Explained | null>(null);
  const list = createResource<readonly SessionOut[]>(async () => {
    const answer = await api.call("GET /api/me/sessions");
    return answer.ok ? { ok: true, data: answer.data.items } : answer;
  });
  const ask = async (what: string, stays: (one: SessionOut) => boolean): Promise<boolean> => {
    if (ending.value !== null) return false;
    ending.value = what;
    failure.value = null;
    const answer =
      what === OTHERS
        ? await api.call("DELETE /api/me/sessions")
        : await api.call("DELETE /api/me/sessions/{id}", { path: { id: what } });
    ending.value = null;
    const done = answer.ok || answer.error.code === "not_found";
    if (!done) failure.value = answer.error;
    const known = list.state.value;
    if (done && known.name === "ready") list.put(known.data.filter(stays));
    return done;
  };
  return {
    list,
    ending,
    failure,
    end: (id) => ask(id, (one) => one.id !== id),
    endOthers: () => ask(OTHERS, (one) => one.current),
  };
}
