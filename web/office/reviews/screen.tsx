import { useEffect, useMemo, useState } from "preact/hooks";
import type { AstrologerRecord, ReviewRecord, ReviewsQuery } from "../../contracts/openapi";
import { useTexts } from "../../shared/i18n/context";
import type { KitKey } from "../../shared/i18n/ru/kit";
import type { OfficeKey } from "../../shared/i18n/ru/office";
import { Button } from "../../shared/ui/button";
import { Tag } from "../../shared/ui/mark";
import { Choice } from "../kit/choices";
import type { Screen } from "../kit/screen";
import { type Ask, type Asked, addressWith, askedIn, createTable } from "../kit/table";
import { TableView } from "../kit/table_view";
import type { Office } from "../office";
import { ModerateWindow } from "./moderate_window";

type Texts = OfficeKey | KitKey;
const PATH = "/admin/reviews";
const FILTERS = ["status", "astrologer"] as const;
const PART = 50;

/** What clients say of consultations. */
export const reviews: Screen = { name: "reviews", draw: (office) => <Reviews office={office} /> };

function Reviews({ office }: { office: Office }) {
  const { t, date } = useTexts<Texts>();
  const { api } = office.session;
  const [table] = useState(() => createTable<ReviewRecord>());
  const [moderated, setModerated] = useState<ReviewRecord | null>(null);
  const { query } = office.router.place.value;
  const asked = useMemo(() => askedIn(query, FILTERS), [query]);
  const ask: Ask<ReviewRecord> = (cursor) =>
    api.call("GET /api/admin/reviews", {
      query: { ...asked, limit: PART, ...(cursor ? { cursor } : {}) } as ReviewsQuery,
    });
  useEffect(() => void table.show(ask), [table, api, asked]);
  return (
    <div class="stack office__wide">
      <h1>{t("office.reviews")}</h1>
      <Filters office={office} asked={asked} />
      <TableView
        table={table}
        label={t("office.reviews")}
        columns={[
          { label: "office.review_text", draw: (row) => row.text || t("office.review_wordless") },
          { label: "office.review_stars", draw: (row) => t("office.review_of_five", { count: row.stars }) },
          { label: "office.review_client", draw: (row) => row.client || t("office.audit_nobody") },
          { label: "office.order_astrologer", draw: (row) => row.astrologer },
          { label: "office.record_at", draw: (row) => date(row.changed_at ?? row.created_at, "moment") },
          {
            label: "office.review_status",
            draw: (row) => (
              <Tag tone={row.status === "published" ? "sage" : "plain"}>{t(`office.review_${row.status}`)}</Tag>
            ),
          },
          {
            label: "office.review_do",
            draw: (row) => (
              <Button tone="secondary" size="small" onClick={() => setModerated(row)}>
                {t(row.status === "published" ? "office.review_hide" : "office.review_show")}
              </Button>
            ),
          },
        ]}
        keyOf={(row) => row.id}
        asked={Object.keys(asked).length > 0}
      />
      {moderated && (
        <ModerateWindow
          office={office}
          review={moderated}
          onDone={() => void table.show(ask)}
          onClose={() => setModerated(null)}
        />
      )}
    </div>
  );
}

function Filters({ office, asked }: { office: Office; asked: Asked }) {
  const { t } = useTexts<Texts>();
  const set = (name: string, value: string | null) =>
    office.router.go(addressWith(PATH, asked, name, value), { replace: true });
  return (
    <fieldset class="office__filters">
      <legend class="visually-hidden">{t("office.filters")}</legend>
      <Choice
        label={t("office.review_status")}
        hint={undefined}
        value={asked.status ?? null}
        onValue={(value) => set("status", value)}
        options={(["published", "hidden"] as const).map((status) => ({
          value: status,
          label: t(`office.review_${status}`),
        }))}
        none="office.filter_any"
        error={null}
      />
      <Choice
        label={t("office.order_astrologer")}
        hint={undefined}
        value={asked.astrologer ?? null}
        onValue={(value) => set("astrologer", value)}
        options={office.optionsOf("astrologers", (row) => (row as AstrologerRecord).name[office.language])}
        none="office.filter_any"
        error={null}
      />
    </fieldset>
  );
}
