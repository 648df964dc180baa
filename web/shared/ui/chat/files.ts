/** Where the bytes of attachments come from: an address the browser may follow by itself, or one made for it first. */

export type Variant = "original" | "thumbnail" | "playback";

export interface Files {
  /** An address for `src` or `href`; rejects when the file cannot be had. */
  address(attachmentId: string, variant: Variant): Promise<string>;
  /** The same at once where nothing has to be fetched before; else null. */
  known(attachmentId: string, variant: Variant): string | null;
  /** Frees what was fetched. */
  close(): void;
}

function pathOf(attachmentId: string, variant: Variant): string {
  const query = variant === "original" ? "" : `?variant=${variant}`;
  return `/api/attachments/${encodeURIComponent(attachmentId)}${query}`;
}

/** With the session's cookie on this origin: the browser asks by itself. */
export const cookieFiles: Files = {
  address: async (attachmentId, variant) => pathOf(attachmentId, variant),
  known: pathOf,
  close() {},
};

/** With a token, which only `fetch` can carry: files are fetched once and kept until `close`. */
export function tokenFiles(origin: string, token: string): Files {
  const kept = new Map<string, Promise<string>>();
  const ready = new Map<string, string>();
  const load = async (path: string): Promise<string> => {
    const response = await fetch(origin + path, { headers: { Authorization: `Bearer ${token}` }, credentials: "omit" });
    if (!response.ok) throw new Error(`file: ${response.status}`);
    const address = URL.createObjectURL(await response.blob());
    ready.set(path, address);
    return address;
  };
  return {
    address(attachmentId, variant) {
      const path = pathOf(attachmentId, variant);
      const loading = kept.get(path) ?? load(path);
      kept.set(path, loading);
      loading.catch(() => kept.delete(path));
      return loading;
    },
    known: (attachmentId, variant) => ready.get(pathOf(attachmentId, variant)) ?? null,
    close() {
      for (const address of ready.values()) URL.revokeObjectURL(address);
      ready.clear();
      kept.clear();
    },
  };
}
