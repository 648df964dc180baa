import { useEffect, useRef, useState } from "preact/hooks";
import type { CountryOut, SiteOut } from "../contracts/openapi";
import { ApiError } from "../shared/api";
import { useTexts } from "../shared/i18n/context";
import type { WidgetKey } from "../shared/i18n/ru/widget";
import type { GuestForm } from "./guest_form";
import { ClosedNotice, Panel, Welcome } from "./panel";
import type { Sound } from "./sound";
import type { Session } from "./talk";
import { apiOf, type Guest, type GuestMemory, type Place, recognise, type Visitor } from "./visitor";

export interface AppProps {
  place: Place;
  memory: GuestMemory;
  sound: Sound;
  open: boolean;
  /** Makes a part's style sheet hold in the shadow root. */
  onStyles: (css: string) => void;
  onClose: () => void;
  onWaiting: (count: number) => void;
}

type Step = "welcome" | "form" | "chat";

/** From the greeting to the chat; a guest of before comes straight to theirs. */
export function App({ place, memory, sound, open, onStyles, onClose, onWaiting }: AppProps) {
  const { error } = useTexts<WidgetKey>();
  const [step, setStep] = useState<Step>("welcome");
  const [visitor, setVisitor] = useState<Visitor | null>(null);
  const [session, setSession] = useState<Session | null>(null);
  const [form, setForm] = useState<{ View: typeof GuestForm } | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [returning, setReturning] = useState(false);
  const [soundOn, setSoundOn] = useState(sound.on);
  const showing = useRef(open);
  showing.current = open;
  const { site, countries } = useAbout(place, step);

  const begin = async (who: Exclude<Visitor, { kind: "stranger" }>, conversationId: string) => {
    const talk = await import("./talk");
    onStyles(talk.css);
    const opened = await talk.openSession(place, who, conversationId, {
      onUnread: (count) => onWaiting(showing.current ? 0 : count),
      onMessage: () => sound.play(),
      onRefused: () => {
        opened.close();
        memory.forget();
        setSession(null);
        setVisitor({ kind: "stranger" });
        setReturning(who.kind === "guest");
        if (who.kind === "guest") void askName();
        else setStep("welcome");
      },
    });
    setSession(opened);
    setStep("chat");
  };
  useEffect(() => {
    recognise(place, memory).then((who) => {
      setVisitor(who);
      if (who.kind === "guest") void begin(who, who.conversationId);
    });
  }, []);

  const askName = async () => {
    const { GuestForm, css } = await import("./guest_form");
    onStyles(css);
    setForm({ View: GuestForm });
    setStep("form");
  };
  const beginAsMember = async (member: Extract<Visitor, { kind: "member" }>) => {
    const answer = await apiOf(place, member).call("POST /api/support/conversations", { body: {} });
    if (!answer.ok) throw answer.error;
    await begin(member, answer.data.conversation.id);
  };
  const start = async () => {
    setBusy(true);
    setFailure(null);
    try {
      if (visitor?.kind === "member") await beginAsMember(visitor);
      else await askName();
    } catch (cause) {
      setFailure(error(cause instanceof ApiError ? cause : { code: "unavailable" }));
    }
    setBusy(false);
  };
  const introduced = (guest: Guest) => {
    memory.keep(guest);
    setVisitor(guest);
    void begin(guest, guest.conversationId);
  };
  const toggle = () => {
    sound.on = !sound.on;
    setSoundOn(sound.on);
  };

  if (!open) return null;
  const support = site?.support ?? null;
  return (
    <Panel support={support} sound={session ? { on: soundOn, toggle } : undefined} onClose={onClose}>
      {step === "welcome" && (
        <Welcome support={support} busy={busy || !visitor} failure={failure} onStart={() => void start()} />
      )}
      {step === "form" && form && (
        <form.View
          api={apiOf(place, { kind: "stranger" })}
          countries={countries}
          privacy={site?.legal.find(({ slug }) => slug === "privacy")}
          origin={place.origin}
          returning={returning}
          onGuest={introduced}
        />
      )}
      {step === "chat" && session && <session.View strip={<ClosedNotice support={support} />} />}
    </Panel>
  );
}

/** What the service says of itself; without an answer the chat works all the same. */
function useAbout(place: Place, step: Step): { site: SiteOut | null; countries: readonly CountryOut[] } {
  const [site, setSite] = useState<SiteOut | null>(null);
  const [countries, setCountries] = useState<readonly CountryOut[]>([]);
  const api = apiOf(place, { kind: "stranger" });
  useEffect(() => {
    api.call("GET /api/site").then((answer) => answer.ok && setSite(answer.data));
  }, []);
  useEffect(() => {
    if (step !== "form") return;
    api.call("GET /api/countries").then((answer) => answer.ok && setCountries(answer.data.items));
  }, [step]);
  return { site, countries };
}
