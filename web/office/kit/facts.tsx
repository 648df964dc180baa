import type { ComponentChildren } from "preact";
import { useTexts } from "../../shared/i18n/context";
import type { OfficeKey } from "../../shared/i18n/ru/office";

export type Fact = readonly [OfficeKey, ComponentChildren];

/** What is known of something, name by name; what is not is left out. */
export function Facts({ title, facts }: { title: OfficeKey; facts: readonly Fact[] }) {
  const { t } = useTexts<OfficeKey>();
  return (
    <section class="office__facts" aria-label={t(title)}>
      <h2>{t(title)}</h2>
      <dl>
        {facts
          .filter(([, said]) => said)
          .map(([label, said]) => (
            <div key={label}>
              <dt>{t(label)}</dt>
              <dd>{said}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}
