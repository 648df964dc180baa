/** One file on its way: announced, stored, checked. Each step is asked again a few times before it is given up. */

import { type Answer, failure, success, unanswered } from "./answer";
import { type Clock, retryWait } from "./clock";
import type { Http } from "./http";
import type { Attachment, Upload } from "./state";
import { type Uploader, type UploadTarget, xhrUploader } from "./uploader";

export interface TransferPorts {
  readonly http: Http;
  /** Default: XMLHttpRequest, because it alone tells how far it is. */
  readonly uploader: Uploader | undefined;
  readonly clock: Clock;
  readonly random: () => number;
}

export interface TransferNews {
  progressed(fraction: number): void;
  checking(): void;
}

export type Transfer = (
  ports: TransferPorts,
  upload: Upload,
  file: Blob,
  signal: AbortSignal,
  news: TransferNews,
) => Promise<Answer<Attachment>>;

const ATTEMPTS = 4;
/** The upload is signed against overwriting: "already there" means that an earlier attempt arrived. */
const ALREADY_THERE = 412;

/** Answers the checked attachment, or why there is none. */
export const transfer: Transfer = async (ports, upload, file, signal, news) => {
  const { conversation_id, name, size, content_type } = upload;
  const kind = upload.kind === "voice" ? "voice" : "file";
  const body = { conversation_id, name, size, content_type, kind } as const;
  const announced = await persistently(ports, signal, () => ports.http.request("POST /api/attachments", { body }));
  if (!announced.ok) {
    return announced;
  }
  const { attachment, upload: target } = announced.data;
  const stored = await persistently(ports, signal, () => store(ports, target, file, signal, news.progressed));
  if (!stored.ok) {
    return stored;
  }
  news.checking();
  const path = { id: attachment.id };
  const checked = await persistently(ports, signal, () =>
    ports.http.request("POST /api/attachments/{id}/complete", { path }),
  );
  return checked.ok ? success(checked.data.attachment) : checked;
};

/** One upload by the leave that the server gave for it. */
export async function store(
  { uploader = xhrUploader }: TransferPorts,
  target: UploadTarget,
  file: Blob,
  signal: AbortSignal,
  progressed: (fraction: number) => void,
): Promise<Answer<void>> {
  try {
    const status = await uploader(target, file, progressed, signal);
    if ((status >= 200 && status < 300) || status === ALREADY_THERE) {
      progressed(1);
      return success(undefined);
    }
    return failure({ code: "unavailable", detail: "", retryable: status >= 500 || status === 429 });
  } catch {
    return unanswered("offline");
  }
}

/** Asks again what may succeed later, a few times. */
export async function persistently<T>(
  { clock, random }: TransferPorts,
  signal: AbortSignal,
  ask: () => Promise<Answer<T>>,
): Promise<Answer<T>> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await ask();
    if (answer.ok || !answer.error.retryable || attempt === ATTEMPTS || signal.aborted) {
      return answer;
    }
    const wait = retryWait(answer.error, attempt, random);
    await new Promise<void>((resolve) => clock.after(wait, resolve));
  }
}
