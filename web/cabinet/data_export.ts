/** «Скачать мои данные»: on its way, stopped, failed, saved. */

import { type Signal, signal } from "@preact/signals";
import { ApiError } from "../shared/api";
import { download } from "../shared/download";
import type { Explained } from "../shared/i18n/i18n";

export type ExportState =
  | { readonly name: "idle" }
  | { readonly name: "running"; readonly bytes: number }
  | { readonly name: "failed"; readonly error: Explained }
  | { readonly name: "saved"; readonly bytes: number };

export interface DataExport {
  readonly state: Signal<ExportState>;
  start(): Promise<void>;
  stop(): void;
}

export interface ExportOptions {
  save: (file: Blob, name: string) => void;
  fetch?: typeof fetch;
  language?: string;
  now?: () => Date;
}

/** How the server's document ends; a file without it is not whole. */
const END = '"is_complete":true}';

export function createExport({ save, now = () => new Date(), ...options }: ExportOptions): DataExport {
  const state = signal<ExportState>({ name: "idle" });
  let stopping = new AbortController();
  return {
    state,
    async start() {
      if (state.value.name === "running") return;
      stopping = new AbortController();
      const { signal: stopped } = stopping;
      state.value = { name: "running", bytes: 0 };
      const onBytes = (bytes: number) => {
        if (!stopped.aborted) state.value = { name: "running", bytes };
      };
      const answer = await download("/api/me/export", { ...options, onBytes, signal: stopped });
      if (stopped.aborted) return;
      if (!answer.ok) {
        state.value = { name: "failed", error: answer.error };
      } else if ((await answer.data.slice(-END.length).text()) !== END) {
        state.value = { name: "failed", error: new ApiError("unavailable", "") };
      } else {
        save(answer.data, `astars-${now().toISOString().slice(0, 10)}.json`);
        state.value = { name: "saved", bytes: answer.data.size };
      }
    },
    stop() {
      stopping.abort();
      state.value = { name: "idle" };
    },
  };
}

/** As a click on a link to a file does. */
export function saveFile(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // Not at once: the browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
