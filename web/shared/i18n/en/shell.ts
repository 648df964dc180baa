import type { SameKeys } from "../i18n";
import type { shell as ru } from "../ru/shell";

export const shell: SameKeys<typeof ru> = {
  "shell.to_site": "Astars: to the site",
  "shell.sign_out": "Sign out",
  "shell.sign_out_failed": "We could not sign you out. Check your connection and try again.",
  "shell.skip": "To the content",
  "shell.over": "You have been signed out",
  "shell.over_text":
    "The session on this device is over, and nothing private is left on the screen. Sign in to return to this page.",
  "shell.sign_in": "Sign in",
  "shell.to_home": "To the home page",
};
