/** Bytes → the object storage, by the presigned request the server gave. */

export interface UploadTarget {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>> | null;
  /** Form fields of a POST policy; the file goes last, as the storage demands. */
  readonly fields?: Readonly<Record<string, string>> | null;
}

/** Resolves to the HTTP status; rejects when there was no answer or `signal` ended it. */
export type Uploader = (
  target: UploadTarget,
  file: Blob,
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
) => Promise<number>;

/** With XMLHttpRequest, because fetch cannot tell how far an upload is. */
export const xhrUploader: Uploader = (target, file, onProgress, signal) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(target.method, target.url);
    for (const [name, value] of Object.entries(target.headers ?? {})) {
      request.setRequestHeader(name, value);
    }
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => resolve(request.status);
    request.onerror = () => reject(new Error("the storage did not answer"));
    request.onabort = () => reject(new Error("cancelled"));
    signal.addEventListener("abort", () => request.abort());
    request.send(bodyOf(target, file));
  });

export function bodyOf({ fields }: UploadTarget, file: Blob): Blob | FormData {
  if (!fields) {
    return file;
  }
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    form.append(name, value);
  }
  form.append("file", file);
  return form;
}
