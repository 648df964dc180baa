import { useEffect, useMemo, useState } from "preact/hooks";
import type { AstrologerRecord, ConversationRecord } from "../../contracts/openapi";
import { useTexts } from "../../shared/i18n/context";
import type { KitKey } from "../../shared/i18n/ru/kit";
import type { OfficeKey } from "../../shared/i18n/ru/office";
import { Button } from "../../shared/ui/button";
import { Field } from "../../shared/ui/field";
import { Tag } from "../../shared/ui/mark";
import { Choice } from "../kit/choices";
import type { Screen } from "../kit/screen";
import { type Asked, addressWith, askedIn, createTable, rememberList } from "../kit/table";
import { TableView } from "../kit/table_view";
import type { Office } from "../office";
import { ConversationView } from "./conversation_view";
import { conversationsAsked, FILTERS } from "./conversations";

type Texts = OfficeKey | KitKey;
const PATH = "/admin/conversations";

/** Everybody's conversations: who and when; and one, which is read by whoever says why. */
export const conversations: Screen = {
  name: "conversations",
  draw: (office, [id]) =>
    id ? <ConversationView key={id} office={office} id={id} /> : <Conversations office={office} />,
};

function Conversations({ office }: { office: Office }) {
  const { t, date } = useTexts<Texts>();
  const { api } = office.session;
  const [table] = useState(() => createTable<ConversationRecord>());
  const { query } = office.router.place.value;
  const asked = useMemo(() => askedIn(query, FILTERS), [query]);
  rememberList(PATH, query);
  useEffect(() => void table.show(conversationsAsked(api, asked)), [table, api, asked]);
  return (
    <div class="stack office__wide">
      <h1>{t("office.conversations")}</h1>
      <Filters office={office} asked={asked} />
      <TableView
        table={table}
        label={t("office.conversations")}
        columns={[
          { label: "office.conversation_people", draw: (row) => namesOf(row, t) },
          { label: "office.conversation_about", draw: (row) => aboutOf(row, office, t) },
          { label: "office.conversation_begun", draw: (row) => date(row.created_at, "moment") },
          { label: "office.conversation_state", draw: (row) => <StateTag state={row.state} /> },
          { label: "office.conversation_messages", draw: (row) => row.messages, number: true },
        ]}
        keyOf={(row) => row.id}
        addressOf={(row) => `${PATH}/${row.id}`}
        asked={Object.keys(asked).length > 0}
      />
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
        label={t("office.conversation_kind")}
        hint={undefined}
        value={asked.kind ?? null}
        onValue={(value) => set("kind", value)}
        options={(["consultation", "support"] as const).map((kind) => ({
          value: kind,
          label: t(`office.conversation_kind_${kind}`),
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
      {asked.person && (
        <Button tone="quiet" onClick={() => set("person", null)}>
          {t("office.conversation_all_people")}
        </Button>
      )}
    </fieldset>
  );
}

export function StateTag({ state }: { state: ConversationRecord["state"] }) {
  const { t } = useTexts<Texts>();
  return <Tag tone={state === "active" ? "sage" : "plain"}>{t(`office.conversation_${state}`)}</Tag>;
}

export function namesOf(row: ConversationRecord, t: (key: OfficeKey) => string): string {
  return row.people.map((one) => one.name || t("office.conversation_nobody")).join(" — ");
}

export function aboutOf(row: ConversationRecord, office: Office, t: (key: OfficeKey) => string): string {
  return row.service_title ? row.service_title[office.language] : t("office.conversation_support");
}
