import { useState } from "preact/hooks";
import type { ServiceRecord } from "../contracts/openapi";
import { ApiError } from "../shared/api";
import { useTexts } from "../shared/i18n/context";
import type { KitKey } from "../shared/i18n/ru/kit";
import type { OfficeKey } from "../shared/i18n/ru/office";
import { Button } from "../shared/ui/button";
import { Field, FieldFrame } from "../shared/ui/field";
import { plus } from "../shared/ui/icons";
import { Banner } from "../shared/ui/surface";
import type { Certificates } from "./certificates";
import { NumberField } from "./kit/amounts";
import { Choice } from "./kit/choices";
import { localOf, momentOf } from "./kit/moments";
import type { Office } from "./office";

type Format = "audio" | "written";

/** What to make: closed until somebody wants some. */
export function BatchForm({ office, list }: { office: Office; list: Certificates }) {
  const i18n = useTexts<OfficeKey | KitKey>();
  const { t } = i18n;
  const [open, setOpen] = useState(false);
  const [service, setService] = useState<string | null>(null);
  const [format, setFormat] = useState<Format>("written");
  const [language, setLanguage] = useState<"ru" | "en">("ru");
  const [count, setCount] = useState(10);
  const [until, setUntil] = useState<string | null>(null);
  const [note, setNote] = useState("");
  const [problem, setProblem] = useState<ApiError | null>(null);
  const services = office.rowsOf("services") as readonly ServiceRecord[];
  const error = (name: string) => problem?.of(name) ?? null;
  if (!open) {
    return (
      <div>
        <Button icon={plus} onClick={() => setOpen(true)}>
          {t("office.certificates_add")}
        </Button>
      </div>
    );
  }
  const order = async () => {
    const wanted = { service: service ?? "", format, language, count, expires_at: until, note };
    const made = await list.order(wanted);
    if (made instanceof ApiError) setProblem(made);
    else office.go(`/admin/certificates/${made.serial}`);
  };
  return (
    <form
      class="office__aside stack"
      noValidate
      aria-label={t("office.certificates_add")}
      onSubmit={(event) => {
        event.preventDefault();
        void order();
      }}
    >
      <h2>{t("office.certificates_add")}</h2>
      {problem && (
        <Banner tone="danger">{problem.code === "validation_failed" ? t("office.check") : i18n.error(problem)}</Banner>
      )}
      <div class="office__pair">
        <Choice
          label={t("office.certificate_service")}
          hint={undefined}
          value={service}
          onValue={setService}
          options={services.map((one) => ({ value: one.slug, label: one.title[office.language] }))}
          none="office.none"
          error={error("service")}
        />
        <Choice
          label={t("office.certificate_format")}
          hint={undefined}
          value={format}
          onValue={(value) => setFormat((value ?? "written") as Format)}
          options={[
            { value: "written", label: "office.format_written" },
            { value: "audio", label: "office.format_audio" },
          ]}
          none={undefined}
          error={error("format")}
        />
        <NumberField label={t("office.certificate_count")} value={count} onValue={setCount} error={error("count")} />
        <Choice
          label={t("office.certificate_language")}
          hint={undefined}
          value={language}
          onValue={(value) => setLanguage(value === "en" ? "en" : "ru")}
          options={[
            { value: "ru", label: "office.ru" },
            { value: "en", label: "office.en" },
          ]}
          none={undefined}
          error={null}
        />
        <FieldFrame
          label={t("office.certificate_until")}
          hint={t("office.certificate_until_hint")}
          error={error("expires_at")}
        >
          {(control) => (
            <input
              {...control}
              type="datetime-local"
              value={until ? localOf(until) : ""}
              onInput={(event) => setUntil(momentOf(event.currentTarget.value))}
            />
          )}
        </FieldFrame>
        <Field
          label={t("office.certificate_note")}
          value={note}
          onValue={setNote}
          error={error("note")}
          maxLength={200}
        />
      </div>
      <div class="row">
        <Button type="submit" busy={list.busy.value}>
          {t("office.certificates_make")}
        </Button>
        <Button tone="quiet" onClick={() => setOpen(false)}>
          {t("kit.cancel")}
        </Button>
      </div>
    </form>
  );
}
