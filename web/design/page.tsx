import type { FunctionComponent } from "preact";
import { useState } from "preact/hooks";
import { useTexts } from "../shared/i18n/context";
import type { DesignKey } from "../shared/i18n/ru/design";
import { FieldFrame } from "../shared/ui/field";
import { Buttons, Choices, Fields } from "./controls";
import { ChatStates, Conversation, Inbox } from "./conversations";
import { Colours, Icons, Sizes, Type } from "./foundations";
import { People, Surfaces, Windows } from "./surfaces";

const SECTIONS: readonly { key: DesignKey; View: FunctionComponent }[] = [
  { key: "design.colours", View: Colours },
  { key: "design.type", View: Type },
  { key: "design.space", View: Sizes },
  { key: "design.icons", View: Icons },
  { key: "design.buttons", View: Buttons },
  { key: "design.fields", View: Fields },
  { key: "design.choices", View: Choices },
  { key: "design.surfaces", View: Surfaces },
  { key: "design.people", View: People },
  { key: "design.windows", View: Windows },
  { key: "design.inbox", View: Inbox },
  { key: "design.chat", View: Conversation },
  { key: "design.chat_states", View: ChatStates },
];

const idOf = (key: DesignKey) => key.replace("design.", "");

/** Every part of the kit in every state, as the product's own code draws it. */
export function Page() {
  const { t } = useTexts<DesignKey>();
  return (
    <div class="design">
      <header class="design__head">
        <h1>{t("design.title")}</h1>
        <p class="design__lead">{t("design.lead")}</p>
        <ThemeChoice />
      </header>
      <nav class="design__nav" aria-label={t("design.sections")}>
        {SECTIONS.map(({ key }) => (
          <a key={key} href={`#${idOf(key)}`}>
            {t(key)}
          </a>
        ))}
      </nav>
      <main class="design__sections">
        {SECTIONS.map(({ key, View }) => (
          <section key={key} id={idOf(key)} class="design__section" aria-labelledby={`${idOf(key)}-title`}>
            <h2 id={`${idOf(key)}-title`}>{t(key)}</h2>
            <View />
          </section>
        ))}
      </main>
    </div>
  );
}

const THEMES = ["system", "light", "dark"] as const;

/** For this page alone: what the person has chosen for the product stays. */
function ThemeChoice() {
  const { t } = useTexts<DesignKey>();
  const [theme, setTheme] = useState<string>(document.documentElement.dataset.theme ?? "system");
  const choose = (next: string) => {
    setTheme(next);
    if (next === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
  };
  return (
    <div class="design__theme">
      <FieldFrame label={t("design.theme")}>
        {(control) => (
          <select {...control} value={theme} onChange={(event) => choose(event.currentTarget.value)}>
            {THEMES.map((each) => (
              <option key={each} value={each}>
                {t(`design.theme_${each}`)}
              </option>
            ))}
          </select>
        )}
      </FieldFrame>
    </div>
  );
}
