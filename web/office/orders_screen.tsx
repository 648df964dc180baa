import { useEffect, useMemo, useState } from "preact/hooks";
import type { AstrologerRecord, OrderRecord, ServiceRecord } from "../contracts/openapi";
import { useTexts } from "../shared/i18n/context";
import type { KitKey } from "../shared/i18n/ru/kit";
import type { OfficeKey } from "../shared/i18n/ru/office";
import { Button } from "../shared/ui/button";
import { Field } from "../shared/ui/field";
import { Tag } from "../shared/ui/mark";
import { Choice } from "./kit/choices";
import { FileLink } from "./kit/file_link";
import { Finding } from "./kit/finding";
import type { Screen } from "./kit/screen";
import { type Asked, addressWith, askedIn, createTable, rememberList } from "./kit/table";
import { TableView } from "./kit/table_view";
import type { Office } from "./office";
import { OrderStoryView } from "./order_story";
import { FILTERS, ordersAsked, ordersFound, STATES, TONES } from "./orders";

type Texts = OfficeKey | KitKey;
const PATH = "/admin/orders";

/** Everybody's orders, and the story of one. */
export const orders: Screen = {
  name: "orders",
  draw: (office, [id]) => (id ? <OrderStoryView key={id} office={office} id={id} /> : <Orders office={office} />),
};

function Orders({ office }: { office: Office }) {
  const { t, date, money } = useTexts<Texts>();
  const { api } = office.session;
  const [table] = useState(() => createTable<OrderRecord>());
  const [sought, setSought] = useState("");
  const { query } = office.router.place.value;
  const asked = useMemo(() => askedIn(query, FILTERS), [query]);
  rememberList(PATH, query);
  useEffect(() => {
    void table.show(sought ? ordersFound(api, sought) : ordersAsked(api, asked));
  }, [table, api, asked, sought]);
  return (
    <div class="stack office__wide">
      <div class="row row--apart">
        <h1>{t("office.orders")}</h1>
        <FileLink path="/api/admin/orders.csv" asked={asked} />
      </div>
      <Finding
        label={t("office.order_find")}
        sought={sought}
        onSeek={(q) => {
          setSought(q);
          if (q) office.router.go(PATH, { replace: true });
        }}
        all={t("office.order_all")}
      />
      {!sought && <Filters office={office} asked={asked} />}
      <TableView
        table={table}
        label={t("office.orders")}
        columns={[
          { label: "office.order_service", draw: (row) => row.service_title[office.language] },
          { label: "office.order_buyer", draw: (row) => row.buyer || t("office.order_nobody") },
          { label: "office.order_placed", draw: (row) => date(row.created_at, "moment") },
          {
            label: "office.order_state",
            draw: (row) => <Tag tone={TONES[row.state]}>{t(`office.order_${row.state}`)}</Tag>,
          },
          { label: "office.order_total", draw: (row) => money(row.total), number: true },
        ]}
        keyOf={(row) => row.id}
        addressOf={(row) => `${PATH}/${row.id}`}
        asked={sought !== "" || Object.keys(asked).length > 0}
      />
    </div>
  );
}

function Filters({ office, asked }: { office: Office; asked: Asked }) {
  const { t } = useTexts<Texts>();
  const set = (name: string, value: string | null) =>
    office.router.go(addressWith(PATH, asked, name, value), { replace: true });
  const { language } = office;
  return (
    <fieldset class="office__filters">
      <legend class="visually-hidden">{t("office.filters")}</legend>
      <Choice
        label={t("office.order_state")}
        hint={undefined}
        value={asked.state ?? null}
        onValue={(value) => set("state", value)}
        options={STATES.map((state) => ({ value: state, label: t(`office.order_${state}`) }))}
        none="office.filter_any"
        error={null}
      />
      <Choice
        label={t("office.order_service")}
        hint={undefined}
        value={asked.service ?? null}
        onValue={(value) => set("service", value)}
        options={office.optionsOf("services", (row) => (row as ServiceRecord).title[language])}
        none="office.filter_any"
        error={null}
      />
      <Choice
        label={t("office.order_astrologer")}
        hint={undefined}
        value={asked.astrologer ?? null}
        onValue={(value) => set("astrologer", value)}
        options={office.optionsOf("astrologers", (row) => (row as AstrologerRecord).name[language])}
        none="office.filter_any"
        error={null}
      />
      <Field
        type="date"
        label={t("office.filter_since")}
        value={asked.since ?? ""}
        onValue={(value) => set("since", value)}
      />
      <Field
        type="date"
        label={t("office.filter_until")}
        value={asked.until ?? ""}
        onValue={(value) => set("until", value)}
      />
      {asked.client && (
        <Button tone="quiet" onClick={() => set("client", null)}>
          {t("office.order_all_clients")}
        </Button>
      )}
    </fieldset>
  );
}
