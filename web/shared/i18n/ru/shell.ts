import type { Catalogue } from "../i18n";

export const shell = {
  "shell.to_site": "Astars: на сайт",
  "shell.sign_out": "Выйти",
  "shell.sign_out_failed": "Не удалось выйти. Проверьте интернет и повторите.",
  "shell.skip": "К содержанию",
} as const satisfies Catalogue;

export type ShellKey = keyof typeof shell;
