import { useEffect, useState } from "preact/hooks";
import { useTexts } from "../../shared/i18n/context";
import type { Explained } from "../../shared/i18n/i18n";
import type { KitKey } from "../../shared/i18n/ru/kit";
import type { OfficeKey } from "../../shared/i18n/ru/office";
import { Failed } from "../../shared/shell/loaded";
import { FieldFrame } from "../../shared/ui/field";
import { Skeleton } from "../../shared/ui/mark";
import { Tabs } from "../../shared/ui/tabs";
import type { Office } from "../office";
import { Labelled } from "./choices";
import type { Words } from "./fields";
import { createPreview, type Drawn } from "./preview";

export interface MarkdownProps {
  office: Office;
  label: string;
  name: string;
  value: Words;
  onValue: (value: Words) => void;
  error: (path: string) => string | null;
  /** Details of the organisation stand in it as `{…}`. */
  facts: boolean;
}

type Side = "write" | "preview";

/** Markdown in both languages, and what the server makes of it: exactly what readers will see. */
export function MarkdownField({ office, label, name, value, onValue, error, facts }: MarkdownProps) {
  const { t } = useTexts<OfficeKey>();
  const [side, setSide] = useState<Side>("write");
  return (
    <Labelled label={label} error={error(name)}>
      <Tabs<Side>
        label={label}
        selected={side}
        onSelect={setSide}
        tabs={[
          { key: "write", label: t("office.write") },
          { key: "preview", label: t("office.preview") },
        ]}
      >
        <div class="office__pair office__pair--prose">
          {(["ru", "en"] as const).map((language) =>
            side === "preview" ? (
              <Shown key={language} office={office} language={language} markdown={value[language]} facts={facts} />
            ) : (
              <FieldFrame
                key={language}
                label={t(`office.${language}`)}
                hint={t(facts ? "office.markdown_facts" : "office.markdown")}
                error={error(`${name}.${language}`)}
                required
              >
                {(control) => (
                  <textarea
                    {...control}
                    class={`${control.class} office__prose`}
                    lang={language}
                    rows={12}
                    value={value[language]}
                    onInput={(event) => onValue({ ...value, [language]: event.currentTarget.value })}
                  />
                )}
              </FieldFrame>
            ),
          )}
        </div>
      </Tabs>
    </Labelled>
  );
}

interface ShownProps {
  office: Office;
  language: "ru" | "en";
  markdown: string;
  facts: boolean;
}

function Shown({ office, language, markdown, facts }: ShownProps) {
  const { t } = useTexts<OfficeKey | KitKey>();
  const [preview] = useState(() => createPreview(office.session.api));
  const draw = () => void preview.draw(markdown, facts ? language : undefined);
  useEffect(draw, [markdown]);
  return (
    <section class="stack stack--tight" aria-label={t(`office.${language}`)}>
      <p class="field__label">{t(`office.${language}`)}</p>
      <Drawing drawn={preview.drawn.value} language={language} onRetry={draw} />
    </section>
  );
}

function Drawing({ drawn, language, onRetry }: { drawn: Drawn; language: string; onRetry: () => void }) {
  const { t } = useTexts<OfficeKey>();
  if (drawn.name === "failed") return <Failed error={drawn.error as Explained} onRetry={onRetry} />;
  if (drawn.name === "drawing") return <Skeleton height="12rem" />;
  if (drawn.html === "") return <p class="soft">{t("office.preview_empty")}</p>;
  return <div class="prose office__preview" lang={language} dangerouslySetInnerHTML={{ __html: drawn.html }} />;
}
