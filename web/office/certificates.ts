/** Certificates: batches, the sheet that is handed over once, and what became of each. */

import { type ReadonlySignal, signal } from "@preact/signals";
import type { BatchRecord, CertificateRecord, FoundCertificate, NewBatch } from "../contracts/openapi";
import { type Api, type ApiError, errorOf } from "../shared/api";

const PART = 50;
const ASK_MS = 1500;

export interface Certificates {
  readonly batches: ReadonlySignal<readonly BatchRecord[] | null>;
  readonly more: ReadonlySignal<boolean>;
  readonly failed: ReadonlySignal<ApiError | null>;
  readonly busy: ReadonlySignal<boolean>;
  readonly found: ReadonlySignal<FoundCertificate | "none" | null>;
  /** The first part, or the next one. */
  load(next?: boolean): Promise<void>;
  order(wanted: NewBatch): Promise<{ serial: string } | ApiError>;
  find(code: string): Promise<ApiError | null>;
}

export interface Batch {
  readonly record: ReadonlySignal<BatchRecord | null>;
  readonly items: ReadonlySignal<readonly CertificateRecord[]>;
  readonly more: ReadonlySignal<boolean>;
  readonly failed: ReadonlySignal<ApiError | null>;
  readonly busy: ReadonlySignal<boolean>;
  /** Asks again by itself while it is being made, until `leave`. */
  load(): Promise<void>;
  loadMore(): Promise<void>;
  leave(): void;
  /** Hands the sheet over as a file; there is no second time. */
  takeSheet(): Promise<ApiError | null>;
  void(number: number | null, reason: string): Promise<ApiError | null>;
}

export function createCertificates(api: Api): Certificates {
  const batches = signal<readonly BatchRecord[] | null>(null);
  const cursor = signal<string | null>(null);
  const more = signal(false);
  const failed = signal<ApiError | null>(null);
  const busy = signal(false);
  const found = signal<FoundCertificate | "none" | null>(null);
  return {
    batches,
    more,
    failed,
    busy,
    found,
    async load(next = false) {
      const from = next ? cursor.peek() : null;
      const query = { limit: PART, ...(from ? { cursor: from } : {}) };
      const answer = await api.call("GET /api/admin/certificate-batches", { query });
      failed.value = answer.ok ? null : answer.error;
      if (!answer.ok) return;
      batches.value = [...(from ? (batches.peek() ?? []) : []), ...answer.data.items];
      cursor.value = answer.data.next_cursor;
      more.value = answer.data.next_cursor !== null;
    },
    async order(wanted) {
      busy.value = true;
      const answer = await api.call("POST /api/admin/certificate-batches", { body: wanted });
      busy.value = false;
      return answer.ok ? answer.data : answer.error;
    },
    async find(code) {
      busy.value = true;
      const answer = await api.call("POST /api/admin/certificates/find", { body: { code } });
      busy.value = false;
      if (answer.ok) found.value = answer.data;
      else found.value = answer.error.code === "not_found" ? "none" : null;
      return answer.ok || answer.error.code === "not_found" ? null : answer.error;
    },
  };
}

export function createBatch(api: Api, serial: string): Batch {
  const record = signal<BatchRecord | null>(null);
  const items = signal<readonly CertificateRecord[]>([]);
  const cursor = signal<string | null>(null);
  const more = signal(false);
  const failed = signal<ApiError | null>(null);
  const busy = signal(false);
  const path = { serial };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let left = false;

  const part = async (from: string | null) => {
    const query = { limit: PART, ...(from ? { cursor: from } : {}) };
    const answer = await api.call("GET /api/admin/certificate-batches/{serial}/certificates", { path, query });
    if (!answer.ok) {
      failed.value = answer.error;
      return;
    }
    items.value = [...(from ? items.peek() : []), ...answer.data.items];
    cursor.value = answer.data.next_cursor;
    more.value = answer.data.next_cursor !== null;
  };
  const batch: Batch = {
    record,
    items,
    more,
    failed,
    busy,
    async load() {
      clearTimeout(timer);
      const answer = await api.call("GET /api/admin/certificate-batches/{serial}", { path });
      failed.value = answer.ok ? null : answer.error;
      if (!answer.ok) return;
      record.value = answer.data;
      if (answer.data.state !== "making") await part(null);
      else if (!left) timer = setTimeout(() => void batch.load(), ASK_MS);
    },
    loadMore: () => part(cursor.peek()),
    leave() {
      left = true;
      clearTimeout(timer);
    },
    async takeSheet() {
      busy.value = true;
      const refusal = await save(serial);
      busy.value = false;
      await batch.load();
      return refusal;
    },
    async void(number, reason) {
      busy.value = true;
      const answer = await api.call("POST /api/admin/certificate-batches/{serial}/void", {
        path,
        body: { reason, ...(number === null ? {} : { number }) },
      });
      busy.value = false;
      await batch.load();
      return answer.ok ? null : answer.error;
    },
  };
  return batch;
}

/** A file is no answer of the contract: it is asked for by itself and given to the browser whole. */
async function save(serial: string): Promise<ApiError | null> {
  const response = await fetch(`/api/admin/certificate-batches/${encodeURIComponent(serial)}/sheet`, {
    method: "POST",
    credentials: "same-origin",
  });
  if (!response.ok) return errorOf(response);
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement("a");
  link.href = address;
  link.download = `certificates-${serial}.pdf`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return null;
}
