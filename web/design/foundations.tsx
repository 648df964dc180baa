import { useMemo } from "preact/hooks";
import { useTexts } from "../shared/i18n/context";
import type { DesignKey } from "../shared/i18n/ru/design";
import { Icon } from "../shared/ui/icon";
import * as icons from "../shared/ui/icons";
import { tokensNamed } from "./tokens";

export function Colours() {
  const names = useMemo(() => tokensNamed("--color-"), []);
  return (
    <ul class="swatches">
      {names.map((name) => (
        <li key={name} class="swatch">
          <span class="swatch__colour" style={{ background: `var(${name})` }} />
          <code class="swatch__name">{name}</code>
        </li>
      ))}
    </ul>
  );
}

export function Type() {
  const { t } = useTexts<DesignKey>();
  const names = useMemo(() => tokensNamed("--text-").toReversed(), []);
  return (
    <div class="stack">
      {names.map((name) => (
        <div key={name} class="typeface">
          <code class="specimen__name">{name}</code>
          <p class="typeface__line" style={{ fontSize: `var(${name})` }}>
            {t("design.specimen")}
          </p>
        </div>
      ))}
      <div class="prose">
        <h3>{t("design.specimen")}</h3>
        <p>
          {t("design.specimen_text")} <a href="#type">{t("design.link")}</a>.
        </p>
      </div>
    </div>
  );
}

export function Sizes() {
  const spaces = useMemo(() => tokensNamed("--space-"), []);
  const radii = useMemo(() => tokensNamed("--radius-"), []);
  const shadows = useMemo(() => tokensNamed("--shadow-"), []);
  const motions = useMemo(() => tokensNamed("--motion"), []);
  return (
    <>
      <ul class="rulers">
        {spaces.map((name) => (
          <li key={name} class="ruler">
            <code class="specimen__name">{name}</code>
            <span class="ruler__bar" style={{ width: `var(${name})` }} />
          </li>
        ))}
      </ul>
      <ul class="boxes">
        {radii.map((name) => (
          <li key={name} class="box" style={{ borderRadius: `var(${name})` }}>
            <code>{name}</code>
          </li>
        ))}
        {shadows.map((name) => (
          <li key={name} class="box box--bare" style={{ boxShadow: `var(${name})` }}>
            <code>{name}</code>
          </li>
        ))}
        {motions.map((name) => (
          <li key={name} class="box box--moving" style={{ transitionDuration: `var(${name})` }}>
            <code>{name}</code>
          </li>
        ))}
      </ul>
    </>
  );
}

export function Icons() {
  return (
    <ul class="signs">
      {Object.entries(icons).map(([name, shape]) => (
        <li key={name} class="sign">
          <Icon of={shape} />
          <code>{name}</code>
        </li>
      ))}
    </ul>
  );
}
