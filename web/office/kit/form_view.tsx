import { useEffect, useRef, useState } from "preact/hooks";
import type { ApiError } from "../../shared/api";
import { useTexts } from "../../shared/i18n/context";
import type { KitKey } from "../../shared/i18n/ru/kit";
import type { OfficeKey } from "../../shared/i18n/ru/office";
import { Failed } from "../../shared/shell/loaded";
import { Button } from "../../shared/ui/button";
import { Dialog } from "../../shared/ui/dialog";
import { Icon } from "../../shared/ui/icon";
import { arrowLeft, external } from "../../shared/ui/icons";
import { Skeleton } from "../../shared/ui/mark";
import { Banner, EmptyState } from "../../shared/ui/surface";
import { addressOf, type Office } from "../office";
import { Control } from "./controls";
import type { Editing } from "./editing";
import { PictureField } from "./picture_field";

/** One thing, made or changed: its fields, its picture, and the bar that says whether it is saved. */
export function FormView({ office, editing }: { office: Office; editing: Editing }) {
  const { t } = useTexts<OfficeKey | KitKey>();
  const stage = editing.stage.value;
  const { kind } = editing;
  return (
    <div class="stack office__form">
      {!kind.single && (
        <p>
          <a class="back-link office__back" href={addressOf(kind)}>
            <Icon of={arrowLeft} small />
            {t("office.back")}
          </a>
        </p>
      )}
      {stage === "loading" && <Skeleton height="20rem" />}
      {stage === "missing" && <EmptyState title={t("office.missing")}>{t("office.missing_text")}</EmptyState>}
      {stage === "failed" && <Failed error={{ code: "unavailable" }} onRetry={() => void editing.load()} />}
      {stage === "ready" && <Form office={office} editing={editing} />}
      {stage === "ready" && editing.row.value && kind.below?.(office, editing)}
    </div>
  );
}

function Form({ office, editing }: { office: Office; editing: Editing }) {
  const { t } = useTexts<OfficeKey>();
  const form = useRef<HTMLFormElement>(null);
  const { kind, isNew } = editing;
  const problem = editing.problem.value;
  const row = editing.row.value;
  const address = row && kind.addressOf(row);
  useFirstWrong(form.current, problem);
  const save = async () => {
    const saved = await editing.save();
    if (!saved) return;
    office.session.toasts.notify(t(kind.savedOf?.(saved) ?? "office.saved"));
    if (isNew) office.made(kind, saved);
  };
  return (
    <form
      ref={form}
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key !== "s" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        void save();
      }}
    >
      <div class="row row--apart">
        <h1>{row && !kind.single ? kind.titleOf(row, office.language) : t(`office.${kind.name}_add`)}</h1>
        {row && address !== null && kind.absenceOf(row, office.session.chat.now()) === null && (
          <a class="button button--quiet" href={address} target="_blank" rel="noopener">
            <Icon of={external} small />
            {t("office.on_site")}
          </a>
        )}
      </div>
      <Told editing={editing} />
      {kind.picture && <PictureField office={office} editing={editing} picture={kind.picture} />}
      {kind.fields
        .filter(({ onlyNew }) => isNew || !onlyNew)
        .map((field) => (
          <Control key={field.name} office={office} editing={editing} field={field} />
        ))}
      <Foot office={office} editing={editing} />
    </form>
  );
}

function Told({ editing }: { editing: Editing }) {
  const i18n = useTexts<OfficeKey>();
  const problem = editing.problem.value;
  const meeting = editing.meeting.value;
  return (
    <>
      {meeting && (
        <Banner tone="warning" title={i18n.t("office.conflict")}>
          {i18n.t(meeting === "clash" ? "office.conflict_clash" : "office.conflict_merged")}
        </Banner>
      )}
      {problem && (
        <Banner tone="danger">
          {problem.code === "validation_failed" ? i18n.t("office.check") : i18n.error(problem)}
        </Banner>
      )}
    </>
  );
}

function Foot({ office, editing }: { office: Office; editing: Editing }) {
  const { t } = useTexts<OfficeKey>();
  const [removing, setRemoving] = useState(false);
  const dirty = editing.dirty.value;
  return (
    <div class="office__foot">
      <p class="soft small" role="status">
        {dirty ? t("office.unsaved") : editing.isNew ? "" : t("office.all_saved")}
      </p>
      {editing.kind.remove && editing.row.value && (
        <Button tone="quiet" onClick={() => setRemoving(true)}>
          {t("office.remove")}
        </Button>
      )}
      <Button type="submit" busy={editing.busy.value}>
        {t(editing.isNew ? "office.create" : "office.save")}
      </Button>
      {removing && <Removing office={office} editing={editing} onClose={() => setRemoving(false)} />}
    </div>
  );
}

function Removing({ office, editing, onClose }: { office: Office; editing: Editing; onClose: () => void }) {
  const i18n = useTexts<OfficeKey | KitKey>();
  const { t } = i18n;
  const { kind } = editing;
  const row = editing.row.value;
  const { toasts } = office.session;
  const remove = async () => {
    const refusal = await editing.remove();
    onClose();
    if (refusal) {
      toasts.notify(refusal.code === "conflict" ? t("office.remove_conflict") : i18n.error(refusal), "danger");
      return;
    }
    toasts.notify(t("office.removed"));
    office.go(addressOf(kind));
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("office.remove_title", { title: row ? kind.titleOf(row, office.language) : "" })}
      closeLabel={t("kit.close")}
      footer={
        <>
          <Button tone="secondary" onClick={onClose}>
            {t("kit.cancel")}
          </Button>
          <Button tone="danger" busy={editing.busy.value} onClick={() => void remove()}>
            {t("office.remove")}
          </Button>
        </>
      }
    >
      <p>{t("office.remove_text")}</p>
    </Dialog>
  );
}

/** After a refusal the first wrong field has the focus. */
function useFirstWrong(form: HTMLFormElement | null, problem: ApiError | null): void {
  useEffect(() => {
    if (problem) form?.querySelector<HTMLElement>("[aria-invalid='true']")?.focus();
  }, [problem]);
}
