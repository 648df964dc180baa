import type { Catalogue } from "../i18n";

export const shell = {
  "shell.to_site": "Astars: на сайт",
  "shell.sign_out": "Выйти",
  "shell.sign_out_failed": "Не удалось выйти. Проверьте интернет и повторите.",
  "shell.skip": "К содержанию",
  "shell.over": "Вы вышли из аккаунта",
  "shell.over_text":
    "Сеанс на этом устройстве завершён, и мы убрали всё личное с экрана. Войдите, чтобы вернуться к этой странице.",
  "shell.sign_in": "Войти",
  "shell.to_home": "На главную",
} as const satisfies Catalogue;

export type ShellKey = keyof typeof shell;
