import type { launcher as ru } from "../ru/launcher";

export const launcher: Record<keyof typeof ru, string> = {
  open: "Chat",
  failed: "The chat did not open. Please try again.",
};
