import { useTexts } from "../../i18n/context";
import type { InboxKey } from "../../i18n/ru/inbox";
import { Icon } from "../icon";
import { search } from "../icons";

/** Narrows the list below it while one types. */
export function SearchField({ value, onValue }: { value: string; onValue: (value: string) => void }) {
  const { t } = useTexts<InboxKey>();
  return (
    <div class="inbox__search">
      <Icon of={search} small />
      <input
        class="field__control"
        type="search"
        aria-label={t("inbox.search")}
        placeholder={t("inbox.search")}
        value={value}
        onInput={(event) => onValue(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape" && value) {
            event.preventDefault();
            onValue("");
          }
        }}
      />
    </div>
  );
}
