import { useEffect, useMemo, useState } from "preact/hooks";
import type { PersonRecord } from "../../contracts/openapi";
import { useTexts } from "../../shared/i18n/context";
import type { KitKey } from "../../shared/i18n/ru/kit";
import type { OfficeKey } from "../../shared/i18n/ru/office";
import { Button } from "../../shared/ui/button";
import { plus } from "../../shared/ui/icons";
import { Tag } from "../../shared/ui/mark";
import { Choice } from "../kit/choices";
import { Finding } from "../kit/finding";
import type { Screen } from "../kit/screen";
import { type Asked, addressWith, askedIn, createTable, rememberList } from "../kit/table";
import { TableView } from "../kit/table_view";
import type { Office } from "../office";
import { InviteWindow } from "./invite_window";
import { FILTERS, peopleAsked, peopleFound, ROLES } from "./people";
import { PersonView } from "./person_view";

type Texts = OfficeKey | KitKey;
const PATH = "/admin/people";

/** Who works here and who is a client. */
export const people: Screen = {
  name: "people",
  draw: (office, [id]) => (id ? <PersonView key={id} office={office} id={id} /> : <People office={office} />),
};

function People({ office }: { office: Office }) {
  const { t, date } = useTexts<Texts>();
  const { api } = office.session;
  const [table] = useState(() => createTable<PersonRecord>());
  const [sought, setSought] = useState("");
  const [inviting, setInviting] = useState(false);
  const { query } = office.router.place.value;
  const asked = useMemo(() => askedIn(query, FILTERS), [query]);
  rememberList(PATH, query);
  useEffect(() => {
    void table.show(sought ? peopleFound(api, sought) : peopleAsked(api, asked));
  }, [table, api, asked, sought]);
  return (
    <div class="stack office__wide">
      <div class="row row--apart">
        <h1>{t("office.people")}</h1>
        <Button icon={plus} onClick={() => setInviting(true)}>
          {t("office.person_invite")}
        </Button>
      </div>
      <Finding label={t("office.person_find")} sought={sought} onSeek={setSought} all={t("office.person_all")} />
      {!sought && <Filters office={office} asked={asked} />}
      <TableView
        table={table}
        label={t("office.people")}
        columns={[
          { label: "office.person_name", draw: (row) => row.name || t("office.person_nameless") },
          { label: "office.person_role", draw: (row) => t(`office.role_${row.role}`) },
          { label: "office.person_since", draw: (row) => date(row.created_at, "date") },
          {
            label: "office.person_seen",
            draw: (row) => (row.last_seen_at ? date(row.last_seen_at, "moment") : t("office.person_never")),
          },
          {
            label: "office.person_state",
            draw: (row) => (
              <Tag tone={row.blocked_at ? "danger" : "sage"}>
                {t(row.blocked_at ? "office.person_blocked" : "office.person_let_in")}
              </Tag>
            ),
          },
        ]}
        keyOf={(row) => row.id}
        addressOf={(row) => `${PATH}/${row.id}`}
        asked={sought !== "" || Object.keys(asked).length > 0}
      />
      {inviting && <InviteWindow office={office} onClose={() => setInviting(false)} />}
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
        label={t("office.person_role")}
        hint={undefined}
        value={asked.who ?? null}
        onValue={(value) => set("who", value)}
        options={ROLES.map((role) => ({ value: role, label: t(`office.role_${role}`) }))}
        none="office.person_team"
        error={null}
      />
      <Choice
        label={t("office.person_state")}
        hint={undefined}
        value={asked.blocked ?? null}
        onValue={(value) => set("blocked", value)}
        options={[
          { value: "false", label: t("office.person_let_in") },
          { value: "true", label: t("office.person_blocked") },
        ]}
        none="office.filter_any"
        error={null}
      />
    </fieldset>
  );
}
