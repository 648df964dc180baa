import { useEffect, useRef, useState } from "preact/hooks";
import type { CountryOut, SiteOut } from "../contracts/openapi";
import { useTexts } from "../shared/i18n/context";
import type { WidgetKey } from "../shared/i18n/ru/widget";
import type { Words } from "./guest_form";
import type { Person } from "./host";
import { ClosedNotice, Panel, Welcome } from "./panel";
import type { Sound } from "./sound";
import { useVisit, type Visit } from "./visit";
import { apiOf, type GuestMemory, type Place } from "./visitor";

/** How old what is said of the hours may be. */
const HOURS_HOLD_MS = 60_000;

export interface AppProps {
  place: Place;
  memory: GuestMemory;
  sound: Sound;
  open: boolean;
  onStyles: (css: string) => void;
  bringTexts: (part: "late" | "guest") => Promise<unknown>;
  person: () => Person | undefined;
  onMessage: () => void;
  onClose: () => void;
  onWaiting: (count: number) => void;
}

/** The window while it is open; the chat in it goes on while it is closed. */
export function App({
  place,
  memory,
  sound,
  open,
  onStyles,
  bringTexts,
  person,
  onMessage,
  onClose,
  onWaiting,
}: AppProps) {
  const [soundOn, setSoundOn] = useState(sound.on);
  const showing = useRef(open);
  showing.current = open;
  const visit = useVisit({
    place,
    memory,
    onStyles,
    bringTexts,
    onUnread: (count) => onWaiting(showing.current ? 0 : count),
    onMessage() {
      sound.play();
      onMessage();
    },
  });
  const [words, setWords] = useState<Words | undefined>();
  const about = useAbout(place, open, visit.step.name === "form");
  const toggle = () => {
    sound.on = !sound.on;
    setSoundOn(sound.on);
  };
  if (!open) return null;
  const talking = visit.step.name === "chat";
  return (
    <Panel
      support={about.site?.support ?? null}
      sound={talking ? { on: soundOn, toggle } : undefined}
      onClose={onClose}
    >
      <StepView visit={visit} place={place} words={words ?? wordsOf(person())} onWords={setWords} {...about} />
    </Panel>
  );
}

interface About {
  readonly site: SiteOut | null;
  readonly countries: readonly CountryOut[];
}

interface StepProps extends About {
  visit: Visit;
  place: Place;
  words: Words;
  onWords: (words: Words) => void;
}

/** What the page knows of the visitor, until they write something else. */
function wordsOf(person: Person | undefined): Words {
  return { name: person?.name ?? "", phone: person?.phone ?? "", complete: Boolean(person?.phone), question: "" };
}

function StepView({ visit, place, words, onWords, site, countries }: StepProps) {
  const { error } = useTexts<WidgetKey>();
  const { step } = visit;
  const support = site?.support ?? null;
  if (step.name === "chat") {
    const email = site?.contacts.support_email || null;
    return <step.session.View strip={<ClosedNotice support={support} />} email={email} />;
  }
  if (step.name === "welcome") {
    const failure = step.failure && error(step.failure);
    return <Welcome support={support} busy={step.busy} failure={failure} onStart={() => void visit.start()} />;
  }
  return (
    <step.Form
      api={apiOf(place, { kind: "stranger" })}
      countries={countries}
      privacy={site?.legal.find(({ slug }) => slug === "privacy")}
      origin={place.origin}
      returning={step.returning}
      closed={<ClosedNotice support={support} />}
      away={support?.open_now === false}
      words={words}
      onWords={onWords}
      onGuest={(guest) => void visit.introduced(guest)}
    />
  );
}

/** What the service says of itself; without an answer the chat works all the same. */
function useAbout(place: Place, open: boolean, needsCountries: boolean): About {
  const [site, setSite] = useState<SiteOut | null>(null);
  const [countries, setCountries] = useState<readonly CountryOut[]>([]);
  const api = apiOf(place, { kind: "stranger" });
  useEffect(() => {
    if (!open) return;
    const load = () => api.call("GET /api/site").then((answer) => answer.ok && setSite(answer.data));
    void load();
    // Somebody may come or go home while the window stands open.
    const timer = setInterval(load, HOURS_HOLD_MS);
    return () => clearInterval(timer);
  }, [open]);
  useEffect(() => {
    if (!needsCountries) return;
    api.call("GET /api/countries").then((answer) => answer.ok && setCountries(answer.data.items));
  }, [needsCountries]);
  return { site, countries };
}
