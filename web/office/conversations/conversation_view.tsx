import { useEffect, useState } from "preact/hooks";
import type { ConversationRecord, ReadingReason } from "../../contracts/openapi";
import { useTexts } from "../../shared/i18n/context";
import type { KitKey } from "../../shared/i18n/ru/kit";
import type { OfficeKey } from "../../shared/i18n/ru/office";
import { Failed, Loaded } from "../../shared/shell/loaded";
import { createResource } from "../../shared/shell/resource";
import { Button } from "../../shared/ui/button";
import { Field } from "../../shared/ui/field";
import { Icon } from "../../shared/ui/icon";
import { arrowLeft } from "../../shared/ui/icons";
import { Skeleton } from "../../shared/ui/mark";
import { Banner } from "../../shared/ui/surface";
import { Choice } from "../kit/choices";
import { Facts } from "../kit/facts";
import { listAddress } from "../kit/table";
import type { Office } from "../office";
import { createReading, REASONS, type Reading, SHORTEST_COMMENT } from "./reading";
import { aboutOf, namesOf, StateTag } from "./screen";
import { Transcript } from "./transcript";

type Texts = OfficeKey | KitKey;

/** One conversation: who and when at once, what was said after saying why. */
export function ConversationView({ office, id }: { office: Office; id: string }) {
  const { t } = useTexts<Texts>();
  const { api } = office.session;
  const [resource] = useState(() =>
    createResource(() => api.call("GET /api/admin/conversations/{id}", { path: { id } })),
  );
  const [reading] = useState(() => createReading(api, id));
  useEffect(() => void resource.load(), [resource]);
  return (
    <div class="stack office__form">
      <a class="office__back" href={listAddress("/admin/conversations")}>
        <Icon of={arrowLeft} small />
        {t("office.back")}
      </a>
      <Loaded of={resource} skeleton={<Skeleton height="12rem" />}>
        {(record) => (
          <>
            <About office={office} record={record} />
            {reading.state.value.name === "open" ? (
              <Transcript reading={reading} state={reading.state.value} />
            ) : (
              <Why reading={reading} over={reading.state.value.over} />
            )}
          </>
        )}
      </Loaded>
    </div>
  );
}

function About({ office, record }: { office: Office; record: ConversationRecord }) {
  const { t, date } = useTexts<Texts>();
  const at = (moment: string | null) => moment && date(moment, "moment");
  return (
    <>
      <div class="row row--apart">
        <h1>{namesOf(record, t)}</h1>
        <StateTag state={record.state} />
      </div>
      <Facts
        title="office.conversation_facts"
        facts={[
          ["office.conversation_number", <code key="number">{record.id}</code>],
          ["office.conversation_about", aboutOf(record, office, t)],
          ["office.conversation_people", <People key="people" record={record} />],
          ["office.conversation_begun", at(record.created_at)],
          ["office.conversation_last", record.messages > 0 && at(record.last_message_at)],
          ["office.conversation_messages", String(record.messages)],
          ["office.conversation_until", at(record.active_until)],
          ["office.conversation_completed", at(record.completed_at)],
        ]}
      />
    </>
  );
}

function People({ record }: { record: ConversationRecord }) {
  const { t } = useTexts<Texts>();
  return (
    <ul class="office__lines">
      {record.people.map((one) => (
        <li key={one.id}>
          <a href={`/admin/conversations?person=${one.id}`}>{one.name || t("office.conversation_nobody")}</a>,{" "}
          {t(`office.role_${one.role}`)}
        </li>
      ))}
    </ul>
  );
}

/** What has to be said before anything is shown. */
function Why({ reading, over }: { reading: Reading; over: boolean }) {
  const { t } = useTexts<Texts>();
  const [reason, setReason] = useState<string | null>(null);
  const [comment, setComment] = useState("");
  const [tried, setTried] = useState(false);
  const short = comment.trim().length < SHORTEST_COMMENT;
  return (
    <form
      class="office__facts stack"
      aria-label={t("office.reading")}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (reason && !short) void reading.open(reason as ReadingReason, comment.trim());
      }}
    >
      <h2>{t("office.reading")}</h2>
      {over && <Banner title={t("office.reading_over")} />}
      <p>{t("office.reading_private")}</p>
      <Choice
        label={t("office.reading_reason")}
        hint={undefined}
        value={reason}
        onValue={setReason}
        options={REASONS.map((one) => ({ value: one, label: t(`office.reading_${one}`) }))}
        none="office.reading_choose"
        error={tried && !reason ? t("office.reading_reason_missing") : null}
      />
      <Field
        label={t("office.reading_comment")}
        hint={t("office.reading_comment_hint")}
        value={comment}
        onValue={setComment}
        maxLength={300}
        autoComplete="off"
        error={tried && short ? t("office.reading_comment_short") : null}
      />
      {reading.failed.value && (
        <Failed
          error={reading.failed.value}
          onRetry={() => void reading.open(reason as ReadingReason, comment.trim())}
        />
      )}
      <div class="row">
        <Button type="submit" busy={reading.busy.value}>
          {t("office.reading_open")}
        </Button>
      </div>
    </form>
  );
}
