import { useEffect, useMemo, useState } from "preact/hooks";
import type { AuditRecord } from "../../contracts/openapi";
import { useTexts } from "../../shared/i18n/context";
import type { KitKey } from "../../shared/i18n/ru/kit";
import { type OfficeKey, office as texts } from "../../shared/i18n/ru/office";
import { Button } from "../../shared/ui/button";
import { Field } from "../../shared/ui/field";
import { Choice } from "../kit/choices";
import { FileLink } from "../kit/file_link";
import type { Screen } from "../kit/screen";
import { type Asked, addressWith, askedIn, createTable } from "../kit/table";
import { TableView } from "../kit/table_view";
import type { Office } from "../office";
import { AUDIT_FILTERS, auditAsked, placeOf } from "./asked";

type Texts = OfficeKey | KitKey;
type Action = AuditRecord["action"];
const PATH = "/admin/audit";
const OF_ACTION = /^office\.audit_(\w+\.\w+)$/;
/** In the order of the catalogue, which is the order of the list. */
const ACTIONS = Object.keys(texts).flatMap((key) => (OF_ACTION.exec(key)?.[1] ?? []) as Action[]);

/** What the team did, and whose data it saw. */
export const auditLog: Screen = { name: "audit", draw: (office) => <AuditLog office={office} /> };

function AuditLog({ office }: { office: Office }) {
  const { t, date } = useTexts<Texts>();
  const { api } = office.session;
  const [table] = useState(() => createTable<AuditRecord>());
  const { query } = office.router.place.value;
  const asked = useMemo(() => askedIn(query, AUDIT_FILTERS), [query]);
  useEffect(() => void table.show(auditAsked(api, asked)), [table, api, asked]);
  return (
    <div class="stack office__wide">
      <div class="row row--apart">
        <h1>{t("office.audit")}</h1>
        <FileLink path="/api/admin/audit.csv" asked={asked} />
      </div>
      <Filters office={office} asked={asked} rows={table.rows.value ?? []} />
      <TableView
        table={table}
        label={t("office.audit")}
        columns={[
          { label: "office.audit_what", draw: (row) => t(`office.audit_${row.action}`) },
          { label: "office.record_at", draw: (row) => date(row.at, "moment") },
          {
            label: "office.audit_who",
            draw: (row) =>
              row.actor ? <Person of={row.actor} asked={asked} name="actor" /> : t("office.audit_operator"),
          },
          { label: "office.audit_subject", draw: (row) => <Subject of={row.subject} /> },
          {
            label: "office.audit_whose",
            draw: (row) => row.person && <Person of={row.person} asked={asked} name="person" />,
          },
          { label: "office.audit_details", draw: (row) => <Details of={row} /> },
        ]}
        keyOf={(row) => row.id}
        asked={Object.keys(asked).length > 0}
      />
    </div>
  );
}

interface PersonProps {
  of: NonNullable<AuditRecord["actor"]>;
  asked: Asked;
  name: "actor" | "person";
}

/** Leads to everything that they did, or that was done with their data. */
function Person({ of, asked, name }: PersonProps) {
  const { t } = useTexts<Texts>();
  return <a href={addressWith(PATH, asked, name, of.id)}>{of.name || t("office.audit_nobody")}</a>;
}

function Subject({ of }: { of: string }) {
  const place = placeOf(of);
  return place ? <a href={place}>{of}</a> : <span>{of}</span>;
}

function Details({ of }: { of: AuditRecord }) {
  return (
    <>
      {Object.entries(of.details).map(([name, value]) => (
        <span key={name} class="office__detail">
          <span class="faint">{name}:</span> {value}
        </span>
      ))}
    </>
  );
}

function Filters({ office, asked, rows }: { office: Office; asked: Asked; rows: readonly AuditRecord[] }) {
  const { t } = useTexts<Texts>();
  const set = (name: string, value: string | null) =>
    office.router.go(addressWith(PATH, asked, name, value), { replace: true });
  const one = (name: "actor" | "person") => rows.find((row) => row[name]?.id === asked[name])?.[name]?.name;
  return (
    <fieldset class="office__filters">
      <legend class="visually-hidden">{t("office.filters")}</legend>
      <Choice
        label={t("office.audit_what")}
        hint={undefined}
        value={asked.action ?? null}
        onValue={(value) => set("action", value)}
        options={ACTIONS.map((action) => ({ value: action, label: t(`office.audit_${action}`) }))}
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
      {(["actor", "person"] as const).map(
        (name) =>
          asked[name] && (
            <Button key={name} tone="quiet" onClick={() => set(name, null)}>
              {t("office.audit_only", { name: one(name) || t("office.audit_nobody") })} ✕
            </Button>
          ),
      )}
    </fieldset>
  );
}
