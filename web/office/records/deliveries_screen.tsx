import { useEffect, useMemo, useState } from "preact/hooks";
import type { Channel, DeliveryOut, NoticeKind, Outcome } from "../../contracts/openapi";
import { useTexts } from "../../shared/i18n/context";
import type { KitKey } from "../../shared/i18n/ru/kit";
import type { OfficeKey } from "../../shared/i18n/ru/office";
import { Button } from "../../shared/ui/button";
import { Tag } from "../../shared/ui/mark";
import { Choice } from "../kit/choices";
import { Finding } from "../kit/finding";
import type { Screen } from "../kit/screen";
import { type Asked, addressWith, askedIn, createTable } from "../kit/table";
import { TableView } from "../kit/table_view";
import type { Office } from "../office";
import { DELIVERY_FILTERS, deliveriesAsked, deliveriesFound, OUTCOME_TONES } from "./asked";

type Texts = OfficeKey | KitKey;
const PATH = "/admin/deliveries";
const KINDS: readonly NoticeKind[] = ["unread_message", "answer_due", "answer_overdue", "chat_waiting"];
const CHANNELS: readonly Channel[] = ["push", "email", "telegram", "sms"];
const OUTCOMES: readonly Outcome[] = ["sent", "not_needed", "unreachable", "gave_up"];

/** What people were told outside the chat, and trying once more what failed; neither whole addresses nor texts. */
export const deliveries: Screen = { name: "deliveries", draw: (office) => <Deliveries office={office} /> };

function Deliveries({ office }: { office: Office }) {
  const { t, date } = useTexts<Texts>();
  const { api, toasts } = office.session;
  const [table] = useState(() => createTable<DeliveryOut>());
  const [sought, setSought] = useState("");
  const { query } = office.router.place.value;
  const asked = useMemo(() => askedIn(query, DELIVERY_FILTERS), [query]);
  useEffect(() => {
    void table.show(sought ? deliveriesFound(api, sought) : deliveriesAsked(api, asked));
  }, [table, api, asked, sought]);
  const resend = async ({ id }: DeliveryOut) => {
    const answer = await api.call("POST /api/admin/deliveries/{id}/resend", { path: { id } });
    if (!answer.ok) return toasts.notify(answer.error.detail, "danger");
    table.replace((row) => (row.id === id ? answer.data : row));
    toasts.notify(t("office.delivery_resent"));
  };
  return (
    <div class="stack office__wide">
      <h1>{t("office.deliveries")}</h1>
      <Finding label={t("office.delivery_find")} sought={sought} onSeek={setSought} all={t("office.delivery_all")} />
      {!sought && <Filters office={office} asked={asked} />}
      <TableView
        table={table}
        label={t("office.deliveries")}
        columns={[
          { label: "office.delivery_kind", draw: (row) => t(`office.delivery_${row.kind}`) },
          { label: "office.record_at", draw: (row) => date(row.settled_at ?? row.created_at, "moment") },
          {
            label: "office.delivery_person",
            draw: (row) => <a href={addressWith(PATH, asked, "user_id", row.user_id)}>{row.user_id.slice(-6)}</a>,
          },
          { label: "office.delivery_channel", draw: (row) => <Way of={row} /> },
          { label: "office.delivery_outcome", draw: (row) => <OutcomeTag of={row} /> },
          { label: "office.delivery_tries", draw: (row) => <Tries of={row} /> },
          {
            label: "office.delivery_do",
            draw: (row) =>
              row.may_be_resent && (
                <Button tone="secondary" size="small" onClick={() => void resend(row)}>
                  {t("office.delivery_resend")}
                </Button>
              ),
          },
        ]}
        keyOf={(row) => row.id}
        asked={sought !== "" || Object.keys(asked).length > 0}
      />
    </div>
  );
}

/** By which way, and to where as far as it may be seen. */
function Way({ of }: { of: DeliveryOut }) {
  const { t } = useTexts<Texts>();
  if (!of.channel && !of.address) return <span>—</span>;
  return (
    <>
      {of.channel && t(`office.delivery_${of.channel}`)}
      {of.address && <span class="office__detail faint">{of.address}</span>}
    </>
  );
}

function OutcomeTag({ of }: { of: DeliveryOut }) {
  const { t, date } = useTexts<Texts>();
  if (!of.outcome) return <Tag tone="accent">{t("office.delivery_waiting", { time: date(of.due_at, "moment") })}</Tag>;
  return <Tag tone={OUTCOME_TONES[of.outcome]}>{t(`office.delivery_${of.outcome}`)}</Tag>;
}

/** Each way that was tried, with what the provider said. */
function Tries({ of }: { of: DeliveryOut }) {
  const { t } = useTexts<Texts>();
  return (
    <>
      {of.attempts.length === 0 && of.tries}
      {of.attempts.map(({ channel, at, code }) => (
        <span key={at} class="office__detail">
          {t(`office.delivery_${channel}`)}: {code}
        </span>
      ))}
    </>
  );
}

function Filters({ office, asked }: { office: Office; asked: Asked }) {
  const { t } = useTexts<Texts>();
  const set = (name: string, value: string | null) =>
    office.router.go(addressWith(PATH, asked, name, value), { replace: true });
  const choices = [
    ["kind", KINDS],
    ["channel", CHANNELS],
    ["outcome", OUTCOMES],
  ] as const;
  return (
    <fieldset class="office__filters">
      <legend class="visually-hidden">{t("office.filters")}</legend>
      {choices.map(([name, values]) => (
        <Choice
          key={name}
          label={t(`office.delivery_${name}`)}
          hint={undefined}
          value={asked[name] ?? null}
          onValue={(value) => set(name, value)}
          options={values.map((value) => ({ value, label: t(`office.delivery_${value}`) }))}
          none="office.filter_any"
          error={null}
        />
      ))}
      {asked.user_id && (
        <Button tone="quiet" onClick={() => set("user_id", null)}>
          {t("office.record_all_people")}
        </Button>
      )}
    </fieldset>
  );
}
