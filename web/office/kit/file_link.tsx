import { useTexts } from "../../shared/i18n/context";
import type { OfficeKey } from "../../shared/i18n/ru/office";
import { Icon } from "../../shared/ui/icon";
import { download } from "../../shared/ui/icons";
import { type Asked, momentsOf } from "./table";

/** What a list shows, whole, as a file. */
export function FileLink({ path, asked }: { path: string; asked: Asked }) {
  const { t } = useTexts<OfficeKey>();
  const query = new URLSearchParams(momentsOf(asked)).toString();
  return (
    <a class="button button--secondary button--small" href={query ? `${path}?${query}` : path} download>
      <Icon of={download} small />
      {t("office.as_file")}
    </a>
  );
}
