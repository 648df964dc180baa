import { useEffect, useState } from "preact/hooks";
import type { Files, Variant } from "./files";

/** The file's address once there is one; `failed` when there will be none. */
export function useAddress(files: Files, id: string, variant: Variant): { address: string | null; failed: boolean } {
  const [loaded, setLoaded] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  const known = files.known(id, variant);
  useEffect(() => {
    let current = true;
    if (known === null) {
      files.address(id, variant).then(
        (address) => current && setLoaded(address),
        () => current && setFailed(true),
      );
    }
    return () => {
      current = false;
    };
  }, [files, id, variant, known]);
  return { address: known ?? loaded, failed };
}
