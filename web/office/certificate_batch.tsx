import { useEffect, useState } from "preact/hooks";
import type { BatchRecord } from "../contracts/openapi";
import { useTexts } from "../shared/i18n/context";
import type { KitKey } from "../shared/i18n/ru/kit";
import type { OfficeKey } from "../shared/i18n/ru/office";
import { Failed } from "../shared/shell/loaded";
import { Button } from "../shared/ui/button";
import { Dialog } from "../shared/ui/dialog";
import { Field } from "../shared/ui/field";
import { Icon } from "../shared/ui/icon";
import { arrowLeft, download } from "../shared/ui/icons";
import { Skeleton, Tag } from "../shared/ui/mark";
import { Banner } from "../shared/ui/surface";
import { type Batch, createBatch } from "./certificates";
import { titleOfService } from "./certificates_screen";
import type { Office } from "./office";

type Texts = OfficeKey | KitKey;
/** Which certificate is to be void: its number, all of them, or nothing is asked. */
type Voiding = number | "all" | null;

/** One batch: how far its making is, its sheet, and every certificate of it. */
export function BatchView({ office, serial }: { office: Office; serial: string }) {
  const { t } = useTexts<Texts>();
  const [batch] = useState(() => createBatch(office.session.api, serial));
  useEffect(() => {
    void batch.load();
    return () => batch.leave();
  }, [batch]);
  const record = batch.record.value;
  const failed = batch.failed.value;
  return (
    <div class="stack office__list">
      <p>
        <a class="back-link office__back" href="/admin/certificates">
          <Icon of={arrowLeft} small />
          {t("office.back")}
        </a>
      </p>
      {failed && <Failed error={failed} onRetry={() => void batch.load()} />}
      {!record && !failed && <Skeleton height="12rem" />}
      {record && <Shown office={office} batch={batch} record={record} />}
    </div>
  );
}

function Shown({ office, batch, record }: { office: Office; batch: Batch; record: BatchRecord }) {
  const { t, date } = useTexts<Texts>();
  const [voiding, setVoiding] = useState<Voiding>(null);
  const left = record.count - record.used - record.void;
  return (
    <>
      <h1>{`${titleOfService(office, record.service)} · ${record.serial}`}</h1>
      <p class="soft">
        {[
          t("office.batch_counts", { count: record.count, used: record.used, void: record.void }),
          t(`office.format_${record.format}`),
          record.expires_at ? t("office.batch_until", { date: date(record.expires_at, "date") }) : "",
          record.note,
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      <Sheet office={office} batch={batch} record={record} />
      {record.state !== "making" && left > 0 && (
        <div>
          <Button tone="quiet" onClick={() => setVoiding("all")}>
            {t("office.void_all", { count: left })}
          </Button>
        </div>
      )}
      <Each batch={batch} onVoid={setVoiding} />
      {voiding !== null && (
        <VoidDialog
          office={office}
          batch={batch}
          which={voiding}
          serial={record.serial}
          onClose={() => setVoiding(null)}
        />
      )}
    </>
  );
}

function Sheet({ office, batch, record }: { office: Office; batch: Batch; record: BatchRecord }) {
  const i18n = useTexts<Texts>();
  const { t, date } = i18n;
  const take = async () => {
    const refusal = await batch.takeSheet();
    if (refusal) office.session.toasts.notify(i18n.error(refusal), "danger");
  };
  if (record.state === "making") {
    return (
      <div class="office__aside stack stack--tight" role="status">
        <p>{t("office.batch_making_text", { made: record.made, count: record.count })}</p>
        <progress
          class="office__progress"
          max={record.count}
          value={record.made}
          aria-label={t("office.batch_making")}
        />
      </div>
    );
  }
  if (record.state === "ready") {
    return (
      <Banner
        tone="warning"
        title={t("office.batch_ready")}
        action={
          <Button icon={download} busy={batch.busy.value} onClick={() => void take()}>
            {t("office.sheet_take")}
          </Button>
        }
      >
        {t("office.batch_ready_text", { until: date(record.sheet_until ?? "", "moment") })}
      </Banner>
    );
  }
  if (record.state === "lost") return <Banner tone="danger">{t("office.batch_lost_text")}</Banner>;
  return <p class="soft">{t("office.batch_printed_text", { at: date(record.printed_at ?? "", "moment") })}</p>;
}

function Each({ batch, onVoid }: { batch: Batch; onVoid: (which: Voiding) => void }) {
  const { t, date } = useTexts<Texts>();
  const items = batch.items.value;
  if (items.length === 0) return null;
  return (
    <>
      <ul class="office__rows">
        {items.map((one) => (
          <li key={one.number} class="office__row office__row--plain">
            <div class="office__row-words">
              <span>
                {`№ ${one.serial}`}{" "}
                <Tag tone={one.state === "used" ? "sage" : one.state === "unused" ? "plain" : "warning"}>
                  {t(`office.certificate_${one.state}`)}
                </Tag>
              </span>
              <span class="soft small">
                {one.used_at ? date(one.used_at, "moment") : one.voided_at ? date(one.voided_at, "moment") : ""}
              </span>
            </div>
            {one.state === "unused" && (
              <Button
                tone="quiet"
                size="small"
                aria-label={t("office.void_label", { serial: one.serial })}
                onClick={() => onVoid(one.number)}
              >
                {t("office.void")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {batch.more.value && (
        <Button tone="secondary" onClick={() => void batch.loadMore()}>
          {t("office.more")}
        </Button>
      )}
    </>
  );
}

interface VoidDialogProps {
  office: Office;
  batch: Batch;
  which: number | "all";
  serial: string;
  onClose: () => void;
}

function VoidDialog({ office, batch, which, serial, onClose }: VoidDialogProps) {
  const i18n = useTexts<Texts>();
  const { t } = i18n;
  const [reason, setReason] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const confirm = async () => {
    const refusal = await batch.void(which === "all" ? null : which, reason);
    if (refusal?.code === "validation_failed") {
      setWrong(refusal.of("reason"));
      return;
    }
    onClose();
    office.session.toasts.notify(refusal ? i18n.error(refusal) : t("office.voided"), refusal ? "danger" : undefined);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={
        which === "all"
          ? t("office.void_all_title")
          : t("office.void_title", { serial: `${serial}-${String(which).padStart(4, "0")}` })
      }
      closeLabel={t("kit.close")}
      footer={
        <>
          <Button tone="secondary" onClick={onClose}>
            {t("kit.cancel")}
          </Button>
          <Button tone="danger" busy={batch.busy.value} onClick={() => void confirm()}>
            {t("office.void_yes")}
          </Button>
        </>
      }
    >
      <div class="stack stack--tight">
        <p>{t("office.void_text")}</p>
        <Field
          label={t("office.void_reason")}
          required
          value={reason}
          onValue={setReason}
          error={wrong}
          maxLength={200}
        />
      </div>
    </Dialog>
  );
}
