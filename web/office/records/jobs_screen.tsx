import { useEffect, useState } from "preact/hooks";
import type { JobRecord } from "../../contracts/openapi";
import { useTexts } from "../../shared/i18n/context";
import type { KitKey } from "../../shared/i18n/ru/kit";
import { type OfficeKey, office as texts } from "../../shared/i18n/ru/office";
import { Button } from "../../shared/ui/button";
import { Tag } from "../../shared/ui/mark";
import type { Screen } from "../kit/screen";
import { createTable } from "../kit/table";
import { TableView } from "../kit/table_view";
import type { Office } from "../office";
import { every, JOB_TONES } from "./asked";

type Texts = OfficeKey | KitKey;
const AGAIN_MS = 5_000;

/** What the product does by itself, and how it went last. */
export const jobs: Screen = { name: "jobs", draw: (office) => <Jobs office={office} /> };

function Jobs({ office }: { office: Office }) {
  const { t, date } = useTexts<Texts>();
  const { api, toasts } = office.session;
  const [table] = useState(() => createTable<JobRecord>());
  const [asking, setAsking] = useState<string | null>(null);
  useEffect(() => {
    void table.show(async () => {
      const answer = await api.call("GET /api/admin/jobs");
      return answer.ok ? { ok: true, data: { items: answer.data.items, next_cursor: null } } : answer;
    });
    const timer = setInterval(() => document.visibilityState === "visible" && void table.retry(), AGAIN_MS);
    return () => clearInterval(timer);
  }, [table, api]);
  const run = async ({ name }: JobRecord) => {
    setAsking(name);
    const answer = await api.call("POST /api/admin/jobs/{name}/run", { path: { name } });
    setAsking(null);
    if (answer.ok) toasts.notify(t("office.job_asked"));
    else toasts.notify(answer.error.detail, "danger");
    void table.retry();
  };
  return (
    <div class="stack office__wide">
      <h1>{t("office.jobs")}</h1>
      <p class="soft">{t("office.jobs_text")}</p>
      <TableView
        table={table}
        label={t("office.jobs")}
        columns={[
          { label: "office.job_name", draw: (row) => titleOf(row, t) },
          { label: "office.job_state", draw: (row) => <StateOf job={row} /> },
          { label: "office.job_last", draw: (row) => (row.started_at ? date(row.started_at, "moment") : "—") },
          {
            label: "office.job_took",
            draw: (row) => (row.took_ms === null ? "—" : t("office.job_ms", { count: row.took_ms })),
            number: true,
          },
          {
            label: "office.job_every",
            draw: (row) => {
              const { name, count } = every(row.every_seconds);
              return t(name, { count });
            },
          },
          {
            label: "office.job_run",
            draw: (row) => (
              <Button
                tone="secondary"
                size="small"
                busy={asking === row.name}
                aria-label={t("office.job_run_of", { name: titleOf(row, t) })}
                onClick={() => void run(row)}
              >
                {t("office.job_run")}
              </Button>
            ),
          },
        ]}
        keyOf={(row) => row.name}
        asked={false}
      />
    </div>
  );
}

function StateOf({ job }: { job: JobRecord }) {
  const { t, date } = useTexts<Texts>();
  return (
    <>
      <Tag tone={JOB_TONES[job.state]}>
        {job.state === "failing" ? t("office.job_failing", { count: job.failures }) : t(`office.job_${job.state}`)}
      </Tag>
      {job.error && job.failed_at && (
        <span class="office__detail faint small">
          {t("office.job_error", { error: job.error, when: date(job.failed_at, "moment") })}
        </span>
      )}
    </>
  );
}

/** A job that is newer than this page is shown by its own name. */
function titleOf({ name }: JobRecord, t: (key: OfficeKey) => string): string {
  const key = `office.job_${name}`;
  return key in texts ? t(key as OfficeKey) : name;
}
