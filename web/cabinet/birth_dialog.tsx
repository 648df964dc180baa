import { useEffect, useMemo, useRef } from "preact/hooks";
import type { BirthAnswer, BirthDataOutput } from "../contracts/openapi";
import type { Birth } from "../shared/birth/birth";
import { useTexts } from "../shared/i18n/context";
import type { BirthKey } from "../shared/i18n/ru/birth";
import type { CabinetKey } from "../shared/i18n/ru/cabinet";
import type { KitKey } from "../shared/i18n/ru/kit";
import { Loaded } from "../shared/shell/loaded";
import { Button } from "../shared/ui/button";
import { Dialog } from "../shared/ui/dialog";
import { Check, Field } from "../shared/ui/field";
import { Skeleton } from "../shared/ui/mark";
import { Banner } from "../shared/ui/surface";
import { type BirthGiving, type BirthProblem, giveBirth } from "./birth_giving";
import type { Cabinet } from "./cabinet";
import { PlaceField } from "./place_field";
import { today } from "./today";

interface BirthDialogProps {
  cabinet: Cabinet;
  birth: Birth;
  answer: BirthAnswer;
}

/** «Данные рождения»: asked for once, in the consultation they are for; the client's own are kept in the profile. */
export function BirthDialog({ cabinet, birth, answer }: BirthDialogProps) {
  const { t } = useTexts<BirthKey | KitKey>();
  useEffect(() => void cabinet.profile.load(), [cabinet]);
  const close = () => {
    cabinet.giving.value = null;
  };
  return (
    <Dialog open onClose={close} title={t("birth.title")} closeLabel={t("kit.close")}>
      <Loaded of={cabinet.profile} skeleton={<Skeleton height="18rem" />}>
        {(profile) => (
          <BirthFields
            cabinet={cabinet}
            answer={answer}
            profile={profile.birth}
            onGiven={(given) => {
              birth.put(given);
              void cabinet.profile.load();
              cabinet.session.toasts.notify(t("birth.saved"));
              close();
            }}
          />
        )}
      </Loaded>
    </Dialog>
  );
}

interface BirthFieldsProps {
  cabinet: Cabinet;
  answer: BirthAnswer;
  profile: BirthDataOutput | null;
  onGiven: (answer: BirthAnswer) => void;
}

function BirthFields({ cabinet, answer, profile, onGiven }: BirthFieldsProps) {
  const i18n = useTexts<BirthKey>();
  const { api } = cabinet.session;
  const giving = useMemo(() => giveBirth({ api, answer, profile, today }), []);
  const form = useRef<HTMLFormElement>(null);
  const problems = giving.problems.value;
  const failure = giving.failure.value;
  useEffect(() => {
    form.current?.querySelector<HTMLElement>("[aria-invalid='true']")?.focus();
  }, [problems]);
  const given = (stored: BirthAnswer | null) => stored && onGiven(stored);
  return (
    <form
      ref={form}
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void giving.send().then(given);
      }}
    >
      <Whose giving={giving} />
      <When giving={giving} />
      <Which giving={giving} onGiven={given} />
      <Where cabinet={cabinet} giving={giving} />
      {failure && <Banner tone="danger">{i18n.error(failure)}</Banner>}
      <Button type="submit" wide size="large" busy={giving.busy.value}>
        {i18n.t("birth.save")}
      </Button>
      <p class="faint small">
        {i18n.t("birth.until")} {giving.form.value.is_self && i18n.t("birth.kept")}
      </p>
    </form>
  );
}

function useProblem(): (problem: BirthProblem | undefined) => string | null {
  const { t } = useTexts<BirthKey | CabinetKey>();
  return (problem) => {
    if (!problem) return null;
    if (typeof problem !== "string") return problem.detail;
    return t(problem === "time_required" ? "birth.time_required" : `cabinet.${problem}`);
  };
}

function Whose({ giving }: { giving: BirthGiving }) {
  const { t } = useTexts<BirthKey>();
  const problem = useProblem();
  const form = giving.form.value;
  return (
    <>
      <fieldset class="birth__whose">
        <legend class="field__label">{t("birth.whose")}</legend>
        {([true, false] as const).map((self) => (
          <label class="check" key={String(self)}>
            <input type="radio" name="whose" checked={form.is_self === self} onChange={() => giving.isAbout(self)} />
            <span>{t(self ? "birth.mine" : "birth.others")}</span>
          </label>
        ))}
      </fieldset>
      {!form.is_self && (
        <Field
          label={t("birth.name")}
          name="name"
          autoComplete="off"
          maxLength={60}
          required
          value={form.name}
          onValue={(name) => giving.change({ name })}
          error={problem(giving.problems.value.name)}
        />
      )}
    </>
  );
}

function When({ giving }: { giving: BirthGiving }) {
  const { t } = useTexts<CabinetKey>();
  const problem = useProblem();
  const form = giving.form.value;
  const problems = giving.problems.value;
  return (
    <>
      <Field
        type="date"
        label={t("cabinet.birth_date")}
        name="birth_date"
        {...(form.is_self ? { autoComplete: "bday" } : {})}
        min="1900-01-01"
        max={today()}
        required
        value={form.date}
        onValue={(date) => giving.change({ date })}
        error={problem(problems.date)}
      />
      <div class="stack stack--tight">
        <Field
          type="time"
          label={t("cabinet.birth_time")}
          name="birth_time"
          disabled={form.time_unknown}
          value={form.time_unknown ? "" : form.time}
          onValue={(time) => giving.change({ time })}
          error={problem(problems.time)}
        />
        <Check checked={form.time_unknown} onChecked={(time_unknown) => giving.change({ time_unknown })}>
          {t("cabinet.birth_time_unknown")}
        </Check>
      </div>
    </>
  );
}

/** An hour that came twice, or never, is asked about where it was typed. */
function Which({ giving, onGiven }: { giving: BirthGiving; onGiven: (stored: BirthAnswer | null) => void }) {
  const { t } = useTexts<BirthKey>();
  const choices = giving.choices.value;
  if (choices.length === 0) return null;
  return (
    <fieldset class="birth__whose">
      <legend class="field__label">{t("birth.which")}</legend>
      {choices.map((choice) => (
        <Button key={choice.detail} tone="secondary" onClick={() => void giving.choose(choice).then(onGiven)}>
          {choice.detail}
        </Button>
      ))}
    </fieldset>
  );
}

function Where({ cabinet, giving }: { cabinet: Cabinet; giving: BirthGiving }) {
  const problem = useProblem();
  return (
    <PlaceField
      api={cabinet.session.api}
      place={giving.form.value.place}
      onPlace={(place) => giving.change({ place })}
      required
      error={problem(giving.problems.value.place)}
    />
  );
}
