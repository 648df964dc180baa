/** A file that the server writes while it is read: nobody knows how large it will be, so what has come is counted. */

import { ApiError, errorOf, type Result } from "./api";
import { pageLanguage } from "./i18n/i18n";

export interface DownloadOptions {
  onBytes: (bytes: number) => void;
  signal?: AbortSignal;
  fetch?: typeof fetch;
  language?: string;
  /** So long nothing may come. */
  patienceMs?: number;
}

const PATIENCE_MS = 30_000;

/** The whole file, or why not; one that was cut off on its way is a failure. */
export async function download(path: string, options: DownloadOptions): Promise<Result<Blob>> {
  const { onBytes, fetch: send = fetch, signal, patienceMs = PATIENCE_MS } = options;
  const silence = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stillThere = () => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), patienceMs);
  };
  stillThere();
  try {
    const response = await send(path, {
      headers: { Accept: "application/json", "Accept-Language": options.language ?? pageLanguage() },
      credentials: "same-origin",
      signal: signal ? AbortSignal.any([signal, silence.signal]) : silence.signal,
    });
    if (!response.ok || !response.body) return { ok: false, error: await errorOf(response) };
    const parts: BlobPart[] = [];
    let bytes = 0;
    const reader = response.body.getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      stillThere();
      parts.push(next.value);
      bytes += next.value.byteLength;
      onBytes(bytes);
    }
    return { ok: true, data: new Blob(parts, { type: "application/json" }) };
  } catch {
    return { ok: false, error: new ApiError("unavailable", "") };
  } finally {
    clearTimeout(timer);
  }
}
