/** A file becomes a message: announce → upload to the storage → have it checked → send. Bytes never travel through the socket. */

import { type Answer, refusal, unanswered } from "./answer";
import { newId } from "./identity";
import type { Draft } from "./options";
import type { Attachment, Recorded, Upload } from "./state";
import type { Store } from "./store";
import type { Transfer, TransferPorts } from "./transfer";

export type ChatFile = Blob & { readonly name?: string };

export interface AttachOptions {
  /** Default: an image when it is one, else a file. A recording says "voice". */
  readonly kind?: "image" | "file" | "voice";
  readonly text?: string;
  readonly replyToSeq?: number | null;
  /** Sent under this id: for a file that is kept elsewhere and may be attached again after a reload. */
  readonly clientMessageId?: string;
  /** Shown, and not sent before `retry`. */
  readonly hold?: boolean;
  /** What there is to hear of it before it is sent. */
  readonly recorded?: Recorded;
  /** How its bytes get there; left out: whole, announced with their size. */
  readonly transfer?: Transfer;
  /** Its message is in the outbox, or it was discarded: nobody has to keep it any more. */
  finished?(): void;
  /** What was held is to be sent. */
  wanted?(): void;
}

export interface AttachmentPorts extends TransferPorts {
  readonly store: Store;
  send(conversationId: string, draft: Draft): void;
}

interface Job {
  readonly file: ChatFile;
  readonly options: AttachOptions;
  readonly onProgress: (fraction: number) => void;
  cancel: AbortController;
}

export class Attachments {
  readonly ports: AttachmentPorts;
  readonly #jobs = new Map<string, Job>();

  constructor(ports: AttachmentPorts) {
    this.ports = ports;
  }

  /** Resolves when the file is stored and checked and its message is in the outbox. */
  attach(
    conversationId: string,
    file: ChatFile,
    onProgress: (fraction: number) => void,
    options: AttachOptions,
  ): Promise<Answer<Attachment>> {
    const upload: Upload = {
      id: newId(),
      conversation_id: conversationId,
      name: file.name || "file",
      size: file.size,
      content_type: file.type || "application/octet-stream",
      progress: 0,
      state: options.hold ? "kept" : "uploading",
      kind: kindOf(file.type, options),
      recorded: options.recorded,
    };
    const job = { file, options, onProgress, cancel: new AbortController() };
    this.#jobs.set(upload.id, job);
    if (options.hold) {
      this.#show(upload);
      return Promise.resolve(refusal("attachment_not_ready"));
    }
    return this.#run(upload, job);
  }

  /** Begins a held upload; tries a failed one again, from the beginning. */
  retry(id: string): boolean {
    const job = this.#jobs.get(id);
    const upload = this.#shown(id);
    if (!job || (upload?.state !== "failed" && upload?.state !== "kept")) {
      return false;
    }
    if (upload.state === "kept") {
      job.options.wanted?.();
    }
    const { error: _, ...rest } = upload;
    job.cancel = new AbortController();
    void this.#run({ ...rest, progress: 0, state: "uploading" }, job);
    return true;
  }

  discard(id: string): boolean {
    const upload = this.#shown(id);
    const job = this.#jobs.get(id);
    job?.cancel.abort();
    this.#jobs.delete(id);
    job?.options.finished?.();
    if (upload) {
      this.ports.store.dispatch({ type: "upload.removed", upload });
    }
    return upload !== undefined;
  }

  /** Connected again: what failed for want of a connection is tried again. */
  resume(): void {
    for (const id of this.#jobs.keys()) {
      const upload = this.#shown(id);
      if (upload?.state === "failed" && upload.error?.retryable) {
        this.retry(id);
      }
    }
  }

  close(): void {
    for (const job of this.#jobs.values()) {
      job.cancel.abort();
    }
    this.#jobs.clear();
  }

  async #run(upload: Upload, job: Job): Promise<Answer<Attachment>> {
    this.#show(upload);
    const answer = this.#fault(upload) ?? (await this.#transfer(upload, job));
    if (!this.#jobs.has(upload.id)) {
      return answer.ok ? refusal("conflict") : answer; // discarded meanwhile: nothing is sent
    }
    if (!answer.ok) {
      this.#show({ ...upload, state: "failed", error: answer.error });
      return answer;
    }
    this.#jobs.delete(upload.id);
    const { text, replyToSeq, clientMessageId } = job.options;
    this.ports.send(upload.conversation_id, {
      kind: kindOf(upload.content_type, job.options),
      attachments: [answer.data],
      ...(text ? { text } : {}),
      ...(replyToSeq === undefined ? {} : { replyToSeq }),
      ...(clientMessageId ? { clientMessageId } : {}),
    });
    job.options.finished?.();
    this.ports.store.dispatch({ type: "upload.removed", upload });
    return answer;
  }

  /** What the server would refuse anyway is said at once. */
  #fault({ size, content_type }: Upload): Answer<Attachment> | null {
    const limits = this.ports.store.state.limits;
    if (limits && size > limits.max_attachment_bytes) {
      return refusal("too_large");
    }
    const type = content_type.split(";", 1)[0]?.trim() ?? "";
    return limits && !limits.attachment_types.includes(type) ? refusal("unsupported_type") : null;
  }

  /** What moves the bytes is loaded with the first file; a device that cannot load it is offline. */
  async #transfer(upload: Upload, job: Job): Promise<Answer<Attachment>> {
    const loaded = await import("./transfer").catch(() => null);
    const progressed = (progress: number) => {
      this.#show({ ...upload, progress });
      job.onProgress(progress);
    };
    return loaded
      ? (job.options.transfer ?? loaded.transfer)(this.ports, upload, job.file, job.cancel.signal, {
          progressed,
          checking: () => this.#show({ ...upload, progress: 1, state: "checking" }),
        })
      : unanswered("offline");
  }

  #show(upload: Upload): void {
    if (this.#jobs.has(upload.id)) {
      this.ports.store.dispatch({ type: "upload.changed", upload });
    }
  }

  #shown(id: string): Upload | undefined {
    for (const { uploads } of this.ports.store.state.conversations.values()) {
      const found = uploads.find((upload) => upload.id === id);
      if (found) {
        return found;
      }
    }
    return undefined;
  }
}

function kindOf(content_type: string, { kind }: AttachOptions): "image" | "file" | "voice" {
  return kind ?? (content_type.startsWith("image/") ? "image" : "file");
}
