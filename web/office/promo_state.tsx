import { useState } from "preact/hooks";
import { useTexts } from "../shared/i18n/context";
import type { KitKey } from "../shared/i18n/ru/kit";
import type { OfficeKey } from "../shared/i18n/ru/office";
import { Button } from "../shared/ui/button";
import { Tag } from "../shared/ui/mark";
import type { Editing } from "./kit/editing";
import type { Office } from "./office";
import type { PromoRow } from "./promo_codes";
import { createPromoSeries } from "./promo_series";

type State = Extract<OfficeKey, `office.promo_${"planned" | "active" | "over" | "used_up"}`>;

/** Where the code stands at `now`. */
export function stateOf(row: PromoRow, now: number): State {
  if (row.ends_at && Date.parse(row.ends_at) <= now) return "office.promo_over";
  if (row.uses_limit !== null && row.uses >= row.uses_limit) return "office.promo_used_up";
  return row.starts_at && Date.parse(row.starts_at) > now ? "office.promo_planned" : "office.promo_active";
}

/** What became of the code, the button that ends it, and its series. */
export function PromoState({ office, editing }: { office: Office; editing: Editing }) {
  const i18n = useTexts<OfficeKey | KitKey>();
  const { t } = i18n;
  const [series] = useState(() => createPromoSeries(office.session.api));
  const row = editing.row.value as PromoRow | null;
  if (!row) return null;
  const { toasts } = office.session;
  const state = stateOf(row, office.session.chat.now());
  const end = async () => {
    const refusal = await series.end(row.code, row.version);
    toasts.notify(refusal ? i18n.error(refusal) : t("office.promo_ended"), refusal ? "danger" : undefined);
    await editing.load();
  };
  const load = async (name: string) => {
    const refusal = await series.load(name);
    if (refusal) toasts.notify(i18n.error(refusal), "danger");
  };
  const codes = series.codes.value;
  return (
    <section class="office__aside stack stack--tight" aria-labelledby="promo-state">
      <div class="row">
        <h2 id="promo-state">{t("office.promo_state")}</h2>
        <Tag tone={state === "office.promo_active" ? "sage" : "warning"}>{t(state)}</Tag>
      </div>
      <p>
        {row.uses_limit
          ? t("office.uses_of", { uses: row.uses, limit: row.uses_limit })
          : t("office.uses", { count: row.uses })}
      </p>
      {row.uses > 0 && <p class="soft small">{t("office.promo_fixed")}</p>}
      <div class="row">
        {state !== "office.promo_over" && (
          <Button tone="secondary" busy={series.busy.value} disabled={editing.dirty.value} onClick={() => void end()}>
            {t("office.promo_end")}
          </Button>
        )}
        {row.series && codes === null && (
          <Button tone="quiet" busy={series.busy.value} onClick={() => void load(row.series ?? "")}>
            {t("office.promo_series", { series: row.series })}
          </Button>
        )}
      </div>
      {codes && <Codes codes={codes} />}
    </section>
  );
}

/** All codes of the series, ready to be copied. */
function Codes({ codes }: { codes: readonly string[] }) {
  const { t } = useTexts<OfficeKey>();
  return (
    <label class="stack stack--tight">
      <span class="field__label">{t("office.promo_codes_of", { count: codes.length })}</span>
      <textarea class="field__control office__codes" rows={8} readOnly value={codes.join("\n")} />
    </label>
  );
}
