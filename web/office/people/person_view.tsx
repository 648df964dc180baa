import { useEffect, useState } from "preact/hooks";
import type { PersonStory } from "../../contracts/openapi";
import { useTexts } from "../../shared/i18n/context";
import type { KitKey } from "../../shared/i18n/ru/kit";
import type { OfficeKey } from "../../shared/i18n/ru/office";
import { Loaded } from "../../shared/shell/loaded";
import { createResource } from "../../shared/shell/resource";
import { Button } from "../../shared/ui/button";
import { Icon } from "../../shared/ui/icon";
import { arrowLeft, lock, retry, signOut, user } from "../../shared/ui/icons";
import { Skeleton, Tag } from "../../shared/ui/mark";
import { Facts } from "../kit/facts";
import { listAddress } from "../kit/table";
import type { Office } from "../office";
import { DecisionWindow } from "./decision_window";
import type { Decision } from "./people";

type Texts = OfficeKey | KitKey;

/** One person: how they are reached, where they are signed in, and what may be decided. */
export function PersonView({ office, id }: { office: Office; id: string }) {
  const { t } = useTexts<Texts>();
  const [resource] = useState(() =>
    createResource(() => office.session.api.call("GET /api/admin/people/{id}", { path: { id } })),
  );
  useEffect(() => void resource.load(), [resource]);
  return (
    <div class="stack office__form">
      <a class="office__back" href={listAddress("/admin/people")}>
        <Icon of={arrowLeft} small />
        {t("office.back")}
      </a>
      <Loaded of={resource} skeleton={<Skeleton height="12rem" />}>
        {(person) => <Person office={office} person={person} onChanged={resource.put} />}
      </Loaded>
    </div>
  );
}

interface PersonProps {
  office: Office;
  person: PersonStory;
  onChanged: (person: PersonStory) => void;
}

function Person({ office, person, onChanged }: PersonProps) {
  const { t, date } = useTexts<Texts>();
  const [asked, setAsked] = useState<Decision["what"] | null>(null);
  return (
    <>
      <div class="row row--apart">
        <h1>{person.name || t("office.person_nameless")}</h1>
        <Tag tone={person.blocked_at ? "danger" : "sage"}>
          {t(person.blocked_at ? "office.person_blocked" : "office.person_let_in")}
        </Tag>
      </div>
      <p class="faint small">{t("office.person_audited")}</p>
      <Facts
        title="office.person_facts"
        facts={[
          ["office.person_role", t(`office.role_${person.role}`)],
          ["office.person_email", person.email],
          ["office.person_phone", person.phone],
          ["office.person_number", <code key="id">{person.id}</code>],
          ["office.person_since", date(person.created_at, "date")],
          ["office.person_seen", person.last_seen_at && date(person.last_seen_at, "moment")],
          ["office.person_blocked_at", person.blocked_at && date(person.blocked_at, "moment")],
          ["office.person_devices", String(person.devices)],
          ["office.person_page", person.page && <a href={`/admin/astrologers/${person.page}`}>{person.page}</a>],
          ["office.person_links", <Links key="links" person={person} />],
        ]}
      />
      {person.role === "astrologer" && !person.page && <p class="soft">{t("office.person_no_page")}</p>}
      {person.is_me ? <p class="soft">{t("office.person_me")}</p> : <Decisions person={person} onAsk={setAsked} />}
      {asked && (
        <DecisionWindow
          office={office}
          person={person}
          asked={asked}
          onDone={onChanged}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}

function Links({ person }: { person: PersonStory }) {
  const { t } = useTexts<Texts>();
  return (
    <span class="row">
      <a href={`/admin/orders?client=${person.id}`}>{t("office.orders")}</a>
      <a href={`/admin/conversations?person=${person.id}`}>{t("office.conversations")}</a>
      <a href={`/admin/audit?person=${person.id}`}>{t("office.audit")}</a>
      <a href={`/admin/deliveries?user_id=${person.id}`}>{t("office.deliveries")}</a>
    </span>
  );
}

function Decisions({ person, onAsk }: { person: PersonStory; onAsk: (asked: Decision["what"]) => void }) {
  const { t } = useTexts<Texts>();
  return (
    <div class="row">
      <Button tone="secondary" icon={user} onClick={() => onAsk("role")}>
        {t("office.person_change_role")}
      </Button>
      <Button tone="secondary" icon={signOut} onClick={() => onAsk("sign_out")}>
        {t("office.person_sign_out")}
      </Button>
      {person.blocked_at ? (
        <Button tone="secondary" icon={retry} onClick={() => onAsk("unblock")}>
          {t("office.person_unblock")}
        </Button>
      ) : (
        <Button tone="danger" icon={lock} onClick={() => onAsk("block")}>
          {t("office.person_block")}
        </Button>
      )}
    </div>
  );
}
