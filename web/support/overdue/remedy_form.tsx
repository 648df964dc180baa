import { useEffect, useState } from "preact/hooks";
import type { AstrologerCard, OfferOption, OverdueOut } from "../../contracts/openapi";
import { useTexts } from "../../shared/i18n/context";
import type { OverdueKey } from "../../shared/i18n/ru/overdue";
import { Button } from "../../shared/ui/button";
import { Check, Field, FieldFrame } from "../../shared/ui/field";
import type { Desk } from "../desk";
import { useDoing } from "../doing";
import { isSendable, OPTIONS, type Remedy, type Wanted } from "./remedies";

export type { Remedy } from "./remedies";

export interface RemedyFormProps {
  desk: Desk;
  one: OverdueOut;
  remedy: Remedy;
  onDone: () => void;
}

const LONGEST_NOTE = 500;

/** One way to make a late answer good, and why it was taken. */
export function RemedyForm({ desk, one, remedy, onDone }: RemedyFormProps) {
  const { t } = useTexts<OverdueKey>();
  const { api } = desk.session;
  const doing = useDoing(desk);
  const [wanted, setWanted] = useState<Wanted>({ astrologer: "", days: "7", note: "", options: OPTIONS });
  const change = (part: Partial<Wanted>) => setWanted((before) => ({ ...before, ...part }));
  const send = async () => {
    if (!isSendable(remedy, wanted)) return;
    const path = { id: one.conversation_id };
    const days = Number(wanted.days);
    const note = wanted.note.trim();
    const asked = {
      reassign: () =>
        api.call("POST /api/desk/consultations/{id}/reassign", {
          path,
          body: { note, ...(wanted.astrologer ? { astrologer: wanted.astrologer } : {}) },
        }),
      extend: () => api.call("POST /api/desk/consultations/{id}/extend", { path, body: { days, note } }),
      offer: () =>
        api.call("POST /api/desk/consultations/{id}/offer", { path, body: { options: wanted.options, days } }),
    }[remedy];
    const answer = await doing.ask(asked, { done: t(`overdue.${remedy}_done`), conflict: t("overdue.conflict") });
    if (!answer) return;
    desk.overdue.put(answer.overdue);
    onDone();
  };
  return (
    <form
      class="stack overdue__form"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <p class="soft small">{t(`overdue.${remedy}_text`)}</p>
      {remedy === "reassign" && <WhoNext desk={desk} one={one} wanted={wanted} onChange={change} />}
      {remedy === "offer" && <Options wanted={wanted} onChange={change} />}
      {remedy !== "reassign" && (
        <Field
          label={t("overdue.days")}
          inputMode="numeric"
          autoComplete="off"
          maxLength={2}
          value={wanted.days}
          onValue={(days) => change({ days: days.replace(/\D/g, "") })}
        />
      )}
      {remedy !== "offer" && (
        <Field
          label={t("overdue.note")}
          hint={t("overdue.note_hint")}
          value={wanted.note}
          maxLength={LONGEST_NOTE}
          required
          onValue={(note) => change({ note })}
        />
      )}
      <div>
        <Button type="submit" size="small" busy={doing.busy} disabled={!isSendable(remedy, wanted)}>
          {t(`overdue.${remedy}_do`)}
        </Button>
      </div>
    </form>
  );
}

interface PartProps {
  wanted: Wanted;
  onChange: (part: Partial<Wanted>) => void;
}

/** Whoever suits best, or somebody by name. */
function WhoNext({ desk, one, wanted, onChange }: PartProps & { desk: Desk; one: OverdueOut }) {
  const { t } = useTexts<OverdueKey>();
  const [found, setFound] = useState<readonly AstrologerCard[]>([]);
  const { api } = desk.session;
  useEffect(() => {
    void api.call("GET /api/astrologers", { query: { limit: 100 } }).then((answer) => {
      if (answer.ok) setFound(answer.data.items);
    });
  }, [api]);
  return (
    <FieldFrame label={t("overdue.astrologer")}>
      {(control) => (
        <select
          {...control}
          value={wanted.astrologer}
          onChange={(event) => onChange({ astrologer: event.currentTarget.value })}
        >
          <option value="">{t("overdue.anybody")}</option>
          {found
            .filter(({ name }) => name !== one.astrologer_name)
            .map(({ slug, name, takes_new }) => (
              <option key={slug} value={slug}>
                {takes_new ? name : t("overdue.full", { name })}
              </option>
            ))}
        </select>
      )}
    </FieldFrame>
  );
}

function Options({ wanted, onChange }: PartProps) {
  const { t } = useTexts<OverdueKey>();
  const toggled = (option: OfferOption, isOn: boolean) =>
    OPTIONS.filter((one) => (one === option ? isOn : wanted.options.includes(one)));
  return (
    <fieldset class="stack stack--tight overdue__options">
      <legend class="field__label">{t("overdue.options")}</legend>
      {OPTIONS.map((option) => (
        <Check
          key={option}
          checked={wanted.options.includes(option)}
          onChecked={(isOn) => onChange({ options: toggled(option, isOn) })}
        >
          {t(`overdue.option_${option}`)}
        </Check>
      ))}
    </fieldset>
  );
}
