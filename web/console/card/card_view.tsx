import { useEffect, useId, useState } from "preact/hooks";
import type { CardConsultation, ClientCard, TransitList } from "../../contracts/openapi";
import { birthWords } from "../../shared/birth/words";
import { useTexts } from "../../shared/i18n/context";
import type { BirthKey } from "../../shared/i18n/ru/birth";
import type { CardKey } from "../../shared/i18n/ru/card";
import type { KitKey } from "../../shared/i18n/ru/kit";
import type { Loadable } from "../../shared/shell/resource";
import { Button, IconButton } from "../../shared/ui/button";
import { Field, FieldFrame } from "../../shared/ui/field";
import { close } from "../../shared/ui/icons";
import { Spinner, Tag } from "../../shared/ui/mark";
import { Banner } from "../../shared/ui/surface";
import type { Desktop } from "../desktop";
import type { Card } from "./card";
import "./card.css";
import { Natal } from "./natal";

const TEXT_MOST = 20_000;
const FIRST_TRANSITS = 6;

/** Beside the chat: who the client is, what there was, and what one keeps in mind. */
export function CardView({ desktop, conversationId }: { desktop: Desktop; conversationId: string }) {
  const i18n = useTexts<CardKey | KitKey>();
  const { t } = i18n;
  const card = desktop.cardOf(conversationId);
  const id = useId();
  useEffect(() => {
    void card.load();
    return () => void card.save();
  }, [card]);
  useEscape(desktop);
  const state = card.about.state.value;
  return (
    <aside class="card-column" aria-labelledby={id}>
      <header class="card-column__head">
        <h2 class="card-column__title" id={id}>
          {state.name === "ready" ? state.data.name || t("card.title") : t("card.title")}
        </h2>
        <IconButton
          icon={close}
          label={t("card.close")}
          onClick={() => {
            desktop.card.value = false;
          }}
        />
      </header>
      {state.name === "loading" && <Spinner label={t("kit.loading")} />}
      {state.name === "failed" && (
        <Banner
          tone="danger"
          action={
            <Button tone="secondary" size="small" onClick={() => void card.load()}>
              {t("kit.retry")}
            </Button>
          }
        >
          {i18n.error(state.error)}
        </Banner>
      )}
      {state.name === "ready" && <Known desktop={desktop} card={card} about={state.data} here={conversationId} />}
    </aside>
  );
}

/** Over the conversation the card is a drawer: Escape shuts it, and one writes on. */
function useEscape(desktop: Desktop): void {
  const isColumn = desktop.isCardColumn.value;
  useEffect(() => {
    if (isColumn) return;
    const pressed = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog[open]")) return;
      desktop.card.value = false;
      document.querySelector<HTMLElement>(".pane--current .composer__field")?.focus({ preventScroll: true });
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, [desktop, isColumn]);
}

function Known({ desktop, card, about, here }: { desktop: Desktop; card: Card; about: ClientCard; here: string }) {
  const i18n = useTexts<BirthKey | CardKey>();
  const { t } = i18n;
  return (
    <>
      <section class="card-column__part">
        <h3>{t("card.birth")}</h3>
        <p>{about.birth ? birthWords(about.birth, i18n) : t("card.no_birth")}</p>
      </section>
      {about.has_chart && <Natal card={card} />}
      {about.has_chart && <Transits state={card.transits.state.value} onRetry={() => void card.transits.load()} />}
      <Notes card={card} />
      <section class="card-column__part">
        <h3>{t("card.consultations")}</h3>
        <ul class="card-column__list">
          {about.consultations.map((one) => (
            <Past key={one.conversation_id} desktop={desktop} one={one} isHere={one.conversation_id === here} />
          ))}
        </ul>
      </section>
    </>
  );
}

function Past({ desktop, one, isHere }: { desktop: Desktop; one: CardConsultation; isHere: boolean }) {
  const { t, date, language } = useTexts<CardKey>();
  const end = one.completed_at ?? one.active_until;
  const about = (
    <>
      <span>{one.service_title[language]}</span>{" "}
      <span class="faint small">
        {date(one.opened_at, "date")}
        {end && ` – ${date(end, "date")}`}
      </span>
    </>
  );
  return (
    <li>
      {isHere ? about : <a href={desktop.addressTo(one.conversation_id)}>{about}</a>}{" "}
      {isHere && <Tag tone="plain">{t("card.this_one")}</Tag>}
      {!isHere && one.state === "active" && <Tag>{t("card.active")}</Tag>}
    </li>
  );
}

/** The planets that come to exact aspects with the natal chart in the next month. */
function Transits({ state, onRetry }: { state: Loadable<TransitList>; onRetry: () => void }) {
  const i18n = useTexts<CardKey | KitKey>();
  const { t, date } = i18n;
  const [all, setAll] = useState(false);
  const items = state.name === "ready" ? state.data.items : [];
  return (
    <section class="card-column__part">
      <h3>{t("card.transits")}</h3>
      {state.name === "loading" && <Spinner label={t("kit.loading")} />}
      {state.name === "failed" && (
        <p>
          {i18n.error(state.error)}{" "}
          <Button tone="quiet" size="small" onClick={onRetry}>
            {t("kit.retry")}
          </Button>
        </p>
      )}
      {state.name === "ready" && items.length === 0 && <p>{t("card.no_transits")}</p>}
      <ol class="card-column__list">
        {items.slice(0, all ? items.length : FIRST_TRANSITS).map((one) => (
          <li key={`${one.at} ${one.text}`} class="card-column__transit">
            <time dateTime={one.at}>{date(one.at, "day")}</time> {one.text}
          </li>
        ))}
      </ol>
      {items.length > FIRST_TRANSITS && !all && (
        <Button tone="quiet" size="small" onClick={() => setAll(true)}>
          {t("card.all_transits", { count: items.length })}
        </Button>
      )}
    </section>
  );
}

/** What one keeps in mind of this client; nobody else sees it. */
function Notes({ card }: { card: Card }) {
  const i18n = useTexts<CardKey | KitKey>();
  const { t } = i18n;
  const { text, tags } = card.words.value;
  const state = card.notes.value;
  return (
    <section class="card-column__part">
      <h3>{t("card.notes")}</h3>
      <FieldFrame label={t("card.notes_text")} hint={t("card.notes_hint")}>
        {(control) => (
          <textarea
            {...control}
            rows={4}
            maxLength={TEXT_MOST}
            value={text}
            onInput={(event) => card.write({ text: event.currentTarget.value })}
            onBlur={() => void card.save()}
          />
        )}
      </FieldFrame>
      <Field
        label={t("card.tags")}
        value={tags}
        onValue={(value) => card.write({ tags: value })}
        onBlur={() => void card.save()}
      />
      <p class="card-column__state" role="status">
        {state.name === "saved" && card.words.value.text !== "" && t("card.saved")}
        {(state.name === "saving" || state.name === "writing") && t("card.saving")}
        {state.name === "joined" && t("card.joined")}
        {state.name === "failed" && `${t("card.not_saved")} ${i18n.error(state.error)}`}
      </p>
      {(state.name === "failed" || state.name === "joined") && (
        <Button tone="secondary" size="small" onClick={() => void card.save()}>
          {t("card.save")}
        </Button>
      )}
    </section>
  );
}
