import { useTexts } from "../i18n/context";
import type { ShellKey } from "../i18n/ru/shell";

/** The product's name; leads to the public home page. */
export function Brand() {
  const { t } = useTexts<ShellKey>();
  return (
    <a class="shell__brand" href="/" aria-label={t("shell.to_site")}>
      <svg class="shell__mark" viewBox="0 0 32 32" aria-hidden="true">
        <path d="M16 2c.9 7.6 4.5 12 14 14-9.5 2-13.1 6.4-14 14-.9-7.6-4.5-12-14-14 9.500-2 13.100-6.400 14-14z" />
        <circle cx="26" cy="6" r="1.800" />
      </svg>
      <span class="shell__name">Astars</span>
    </a>
  );
}
