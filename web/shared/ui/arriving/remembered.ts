/** What this device remembers about signs. Where nothing can be kept, every page begins with the default. */

const SILENT = "astars-silent";
const LATER = "astars-notifications-later";
const PUSH_OFF = "astars-push-off";

export const isSilent = () => has(SILENT);
export const setSilent = (silent: boolean) => set(SILENT, silent);
export const isPutOff = () => has(LATER);
export const putOff = () => set(LATER, true);
export const isPushOff = () => has(PUSH_OFF);
export const setPushOff = (off: boolean) => set(PUSH_OFF, off);

function has(key: string): boolean {
  try {
    return localStorage.getItem(key) !== null;
  } catch {
    return false;
  }
}

function set(key: string, on: boolean): void {
  try {
    if (on) localStorage.setItem(key, "1");
    else localStorage.removeItem(key);
  } catch {
    // A full or forbidden storage: it holds for this page.
  }
}
