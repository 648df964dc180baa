/** The versions of a legal text: what each changed, and who agreed to it. */

import { type ReadonlySignal, signal } from "@preact/signals";
import type { ConsentRecord, LegalChanges, LegalVersion } from "../contracts/openapi";
import type { Api, ApiError } from "../shared/api";

export interface Consents {
  readonly number: number;
  readonly items: readonly ConsentRecord[];
  readonly next: string | null;
}

export interface LegalHistory {
  readonly versions: ReadonlySignal<readonly LegalVersion[] | null>;
  readonly failed: ReadonlySignal<ApiError | null>;
  readonly busy: ReadonlySignal<boolean>;
  /** What is looked at now. */
  readonly changes: ReadonlySignal<LegalChanges | null>;
  readonly consents: ReadonlySignal<Consents | null>;
  load(): Promise<void>;
  showChanges(number: number): Promise<ApiError | null>;
  /** The first part, or with the same number again the next one. */
  showConsents(number: number): Promise<ApiError | null>;
  leave(): void;
  withdraw(version: number): Promise<ApiError | null>;
}

export function createLegalHistory(api: Api, slug: string, language: "ru" | "en"): LegalHistory {
  const versions = signal<readonly LegalVersion[] | null>(null);
  const failed = signal<ApiError | null>(null);
  const busy = signal(false);
  const changes = signal<LegalChanges | null>(null);
  const consents = signal<Consents | null>(null);
  return {
    versions,
    failed,
    busy,
    changes,
    consents,
    async load() {
      const answer = await api.call("GET /api/admin/legal/{slug}/versions", { path: { slug } });
      failed.value = answer.ok ? null : answer.error;
      if (answer.ok) versions.value = answer.data.items;
    },
    async showChanges(number) {
      const answer = await api.call("GET /api/admin/legal/{slug}/versions/{number}/changes", {
        path: { slug, number: String(number) },
        query: { language },
      });
      if (answer.ok) changes.value = answer.data;
      return answer.ok ? null : answer.error;
    },
    async showConsents(number) {
      const before = consents.peek()?.number === number ? consents.peek() : null;
      busy.value = true;
      const answer = await api.call("GET /api/admin/legal/{slug}/versions/{number}/consents", {
        path: { slug, number: String(number) },
        query: before?.next ? { cursor: before.next } : {},
      });
      busy.value = false;
      if (!answer.ok) return answer.error;
      const items = [...(before?.items ?? []), ...answer.data.items];
      consents.value = { number, items, next: answer.data.next_cursor };
      return null;
    },
    leave() {
      changes.value = null;
      consents.value = null;
    },
    async withdraw(version) {
      busy.value = true;
      const answer = await api.call("DELETE /api/admin/legal/{slug}/planned", { path: { slug }, query: { version } });
      busy.value = false;
      return answer.ok ? null : answer.error;
    },
  };
}
