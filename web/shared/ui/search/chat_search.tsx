import { useEffect, useRef, useState } from "preact/hooks";
import type { Chat } from "../../chat/chat";
import { useTexts } from "../../i18n/context";
import type { ChatKey } from "../../i18n/ru/chat";
import type { SearchKey } from "../../i18n/ru/search";
import { IconButton } from "../button";
import { Icon } from "../icon";
import { calendar, chevronDown, chevronUp, close, search } from "../icons";
import { createFinding, type Finding, LONGEST } from "./finding";
import { Hits, HitWords } from "./hits";

export interface ChatSearchProps {
  chat: Chat;
  conversationId: string;
  /** Goes to a message of the conversation. */
  onFound: (seq: number) => void;
  /** Asks for a date to go to. */
  onDate: () => void;
  onClose: () => void;
}

/** Searching one conversation: the words, what was found, and from match to match with ↑ and ↓. */
export default function ChatSearch({ chat, conversationId, onFound, onDate, onClose }: ChatSearchProps) {
  const { t } = useTexts<SearchKey | ChatKey>();
  const [finding] = useState(() => createFinding((query, cursor) => chat.search(query, conversationId, cursor)));
  const [listed, setListed] = useState(true);
  const steps = useSteps(finding, onFound);
  const typed = finding.state.value.query !== "";
  return (
    <search
      class="search"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
    >
      <div class="search__bar">
        <Icon of={search} small />
        <Words finding={finding} steps={steps} listed={listed} onList={setListed} />
        <Steps finding={finding} steps={steps} listed={listed} onList={() => setListed(!listed)} />
        {!typed && <IconButton icon={calendar} label={t("chat.to_date")} onClick={onDate} />}
        <IconButton icon={close} label={t("search.close")} onClick={onClose} />
      </div>
      {listed && (
        <div class="search__hits">
          <Hits chat={chat} finding={finding}>
            {finding.state.value.hits.map((hit, index) => (
              <li key={hit.message.id}>
                <button
                  type="button"
                  class="hit"
                  aria-current={index === steps.at ? "true" : undefined}
                  onKeyDown={stepThroughHits}
                  onClick={() => {
                    setListed(false);
                    steps.to(index);
                  }}
                >
                  <HitWords chat={chat} hit={hit} />
                </button>
              </li>
            ))}
          </Hits>
        </div>
      )}
    </search>
  );
}

interface WordsProps {
  finding: Finding;
  steps: StepsState;
  listed: boolean;
  onList: (listed: boolean) => void;
}

/** The field. It has the focus while the search is there; whoever had it before gets it back. */
function Words({ finding, steps, listed, onList }: WordsProps) {
  const { t } = useTexts<SearchKey>();
  const [words, setWords] = useState("");
  const field = useRef<HTMLInputElement>(null);
  useComingAndGoing(field);
  const pressed = (event: KeyboardEvent) => {
    if (event.key === "Enter") {
      event.preventDefault();
      onList(false);
      steps.go(event.shiftKey ? -1 : 1);
    }
    if (event.key === "ArrowDown" && listed) {
      event.preventDefault();
      field.current?.closest(".search")?.querySelector<HTMLElement>(".hit")?.focus();
    }
  };
  return (
    <input
      ref={field}
      class="search__field"
      type="search"
      aria-label={t("search.field")}
      placeholder={t("search.field")}
      maxLength={LONGEST}
      value={words}
      onInput={({ currentTarget: { value } }) => {
        setWords(value);
        onList(true);
        steps.forget();
        finding.look(value);
      }}
      onKeyDown={pressed}
    />
  );
}

interface StepsState {
  /** Which match one is at, or null before the first. */
  readonly at: number | null;
  to(index: number): void;
  /** To the next older match, or with −1 to the next newer one. */
  go(step: 1 | -1): void;
  forget(): void;
}

function useSteps(finding: Finding, onFound: (seq: number) => void): StepsState {
  const [at, setAt] = useState<number | null>(null);
  const to = (index: number) => {
    const hit = finding.state.peek().hits[index];
    if (!hit) return;
    setAt(index);
    onFound(hit.message.seq);
  };
  return {
    at,
    to,
    go(step) {
      const next = at === null ? 0 : at + step;
      if (next < finding.state.peek().hits.length) to(Math.max(0, next));
      else void finding.more().then(() => to(next));
    },
    forget: () => setAt(null),
  };
}

interface StepsProps {
  finding: Finding;
  steps: StepsState;
  listed: boolean;
  onList: () => void;
}

/** «3 из 12», the way to the matches beside, and to the list of them. */
function Steps({ finding, steps, listed, onList }: StepsProps) {
  const { t } = useTexts<SearchKey>();
  const { name, hits, cursor } = finding.state.value;
  if (name !== "ready" || hits.length === 0) return null;
  const at = steps.at ?? -1;
  const isLast = at + 1 >= hits.length && cursor === null;
  const count = `${hits.length}${cursor ? "+" : ""}`;
  const place = steps.at === null ? count : t("search.place", { at: at + 1, count });
  return (
    <>
      <button
        type="button"
        class="search__place"
        aria-expanded={listed}
        aria-label={`${place}. ${t("search.list")}`}
        title={t("search.list")}
        onClick={onList}
      >
        {place}
      </button>
      <IconButton icon={chevronUp} label={t("search.next")} disabled={isLast} onClick={() => steps.go(1)} />
      <IconButton icon={chevronDown} label={t("search.previous")} disabled={at < 1} onClick={() => steps.go(-1)} />
    </>
  );
}

function useComingAndGoing(field: { current: HTMLInputElement | null }): void {
  useEffect(() => {
    const before = document.activeElement;
    field.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
}

/** ↑ and ↓ go from match to match in the list, and from the first back to the field. */
function stepThroughHits(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const root = (event.currentTarget as HTMLElement).closest(".search");
  if (!step || !root) return;
  event.preventDefault();
  const stops = [...root.querySelectorAll<HTMLElement>(".search__field, .hit")];
  stops[stops.indexOf(event.currentTarget as HTMLElement) + step]?.focus();
}
