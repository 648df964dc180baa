import { useEffect, useState } from "preact/hooks";
import type { BatchRecord } from "../contracts/openapi";
import { useTexts } from "../shared/i18n/context";
import type { KitKey } from "../shared/i18n/ru/kit";
import type { OfficeKey } from "../shared/i18n/ru/office";
import { Failed } from "../shared/shell/loaded";
import { Button } from "../shared/ui/button";
import { Field } from "../shared/ui/field";
import { Skeleton, Tag } from "../shared/ui/mark";
import { Banner, EmptyState } from "../shared/ui/surface";
import { BatchView } from "./certificate_batch";
import { BatchForm } from "./certificate_form";
import { type Certificates, createCertificates } from "./certificates";
import type { Screen } from "./kit/screen";
import type { Office } from "./office";

type Texts = OfficeKey | KitKey;

/** Certificates in batches. */
export const certificates: Screen = {
  name: "certificates",
  draw: (office, [serial]) =>
    serial ? <BatchView key={serial} office={office} serial={serial} /> : <Batches key="batches" office={office} />,
};

export function titleOfService(office: Office, slug: string): string {
  const row = office.rowsOf("services").find((one) => one.slug === slug) as
    | { title?: Record<string, string> }
    | undefined;
  return row?.title?.[office.language] ?? slug;
}

function Batches({ office }: { office: Office }) {
  const { t } = useTexts<Texts>();
  const [list] = useState(() => createCertificates(office.session.api));
  useEffect(() => void list.load(), [list]);
  const batches = list.batches.value;
  const failed = list.failed.value;
  return (
    <div class="stack office__list">
      <h1>{t("office.certificates")}</h1>
      <BatchForm office={office} list={list} />
      <Finding office={office} list={list} />
      {failed && <Failed error={failed} onRetry={() => void list.load()} />}
      {!batches && !failed && <Skeleton height="8rem" />}
      {batches?.length === 0 && <EmptyState title={t("office.nothing")} />}
      {batches && batches.length > 0 && (
        <section class="stack stack--tight" aria-labelledby="batches">
          <h2 id="batches">{t("office.batches")}</h2>
          <ul class="office__rows">
            {batches.map((one) => (
              <BatchRow key={one.serial} office={office} batch={one} />
            ))}
          </ul>
        </section>
      )}
      {list.more.value && (
        <Button tone="secondary" onClick={() => void list.load(true)}>
          {t("office.more")}
        </Button>
      )}
    </div>
  );
}

function BatchRow({ office, batch }: { office: Office; batch: BatchRecord }) {
  const { t, date } = useTexts<Texts>();
  return (
    <li class="office__row">
      <div class="office__row-words">
        <a class="office__row-title" href={`/admin/certificates/${batch.serial}`}>
          {`${titleOfService(office, batch.service)} · ${batch.serial}`}
        </a>
        <span class="soft small">
          {[
            t("office.batch_counts", { count: batch.count, used: batch.used, void: batch.void }),
            batch.note,
            date(batch.created_at, "date"),
          ]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </div>
      {batch.state !== "printed" && (
        <Tag tone={batch.state === "ready" ? "accent" : batch.state === "lost" ? "danger" : "plain"}>
          {t(`office.batch_${batch.state}`)}
        </Tag>
      )}
    </li>
  );
}

/** A code that somebody reads aloud: what became of it. */
function Finding({ office, list }: { office: Office; list: Certificates }) {
  const i18n = useTexts<Texts>();
  const { t, date } = i18n;
  const [code, setCode] = useState("");
  const found = list.found.value;
  const find = async () => {
    const refusal = await list.find(code);
    if (refusal) office.session.toasts.notify(i18n.error(refusal), "danger");
  };
  return (
    <form
      class="office__finding"
      onSubmit={(event) => {
        event.preventDefault();
        if (code.trim()) void find();
      }}
    >
      <Field label={t("office.certificate_find")} value={code} onValue={setCode} autoComplete="off" />
      <Button type="submit" tone="secondary" busy={list.busy.value}>
        {t("office.certificate_look")}
      </Button>
      <div role="status" class="office__found">
        {found === "none" && <Banner tone="warning">{t("office.certificate_none")}</Banner>}
        {found && found !== "none" && (
          <Banner>
            {[
              found.serial ? `№ ${found.serial}` : "",
              titleOfService(office, found.service),
              t(`office.certificate_${found.state}`),
              found.used_at ? date(found.used_at, "moment") : found.voided_at ? date(found.voided_at, "moment") : "",
            ]
              .filter(Boolean)
              .join(" · ")}
          </Banner>
        )}
      </div>
    </form>
  );
}
