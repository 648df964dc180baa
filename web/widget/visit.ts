import { useEffect, useRef, useState } from "preact/hooks";
import { ApiError } from "../shared/api";
import type { GuestForm } from "./guest_form";
import type { Session } from "./talk";
import { apiOf, type Guest, type GuestMemory, type Place, recognise, type Visitor } from "./visitor";

/** What is in the window now. */
export type Step =
  | { readonly name: "welcome"; readonly busy: boolean; readonly failure: ApiError | null }
  | { readonly name: "form"; readonly Form: typeof GuestForm; readonly returning: boolean }
  | { readonly name: "chat"; readonly session: Session };

export interface VisitPorts {
  readonly place: Place;
  readonly memory: GuestMemory;
  /** Makes a part's style sheet hold in the shadow root. */
  onStyles(css: string): void;
  /** Loads the texts of what comes late. */
  bringTexts(part: "late" | "guest"): Promise<unknown>;
  onUnread(count: number): void;
  onMessage(): void;
}

export interface Visit {
  readonly step: Step;
  /** «Начать чат»: the chat of whoever is known begins, a stranger is asked for a name. */
  start(): Promise<void>;
  introduced(guest: Guest): Promise<void>;
}

type Known = Exclude<Visitor, { kind: "stranger" }>;

const WELCOME = { name: "welcome", busy: false, failure: null } as const;
const BUSY = { ...WELCOME, busy: true };

/** From the greeting to the chat; a guest of before comes straight to theirs. */
export function useVisit(ports: VisitPorts): Visit {
  const [step, setStep] = useState<Step>(BUSY);
  const visitor = useRef<Visitor>({ kind: "stranger" });
  const attempt = async (action: () => Promise<Step>) => {
    // What cannot be loaded is answered like a call that cannot be made.
    const failed = (cause: unknown) => (cause instanceof ApiError ? cause : new ApiError("unavailable", ""));
    setStep(await action().catch((cause: unknown): Step => ({ ...WELCOME, failure: failed(cause) })));
  };
  const talk = async (who: Known, conversationId: string): Promise<Step> => {
    const session = await openChat(ports, who, conversationId, () => {
      ports.memory.forget();
      visitor.current = { kind: "stranger" };
      if (who.kind === "guest") void attempt(() => openForm(ports, true));
      else setStep(WELCOME);
    });
    if (who.kind === "guest" && who.first) {
      session.say(who.first);
      // From here on the chat keeps it.
      const known = { ...who, first: undefined };
      ports.memory.keep(known);
      visitor.current = known;
    }
    return { name: "chat", session };
  };
  useEffect(() => {
    recognise(ports.place, ports.memory).then((who) => {
      visitor.current = who;
      if (who.kind === "guest") void attempt(() => talk(who, who.conversationId));
      else setStep(WELCOME);
    });
  }, []);
  return {
    step,
    start() {
      setStep(BUSY);
      return attempt(async () => {
        const who = visitor.current;
        if (who.kind === "stranger") return openForm(ports, false);
        return talk(who, who.kind === "guest" ? who.conversationId : await ownChat(ports.place, who));
      });
    },
    introduced(guest) {
      ports.memory.keep(guest);
      visitor.current = guest;
      return attempt(() => talk(guest, guest.conversationId));
    },
  };
}

async function openChat(
  ports: VisitPorts,
  who: Known,
  conversationId: string,
  onRefused: () => void,
): Promise<Session> {
  const { openSession, css } = await import("./talk");
  ports.onStyles(css);
  const session: Session = await openSession(ports.place, who, conversationId, {
    onUnread: ports.onUnread,
    onMessage: ports.onMessage,
    bring: () => bring(ports),
    onRefused() {
      session.close();
      onRefused();
    },
  });
  return session;
}

async function bring(ports: VisitPorts): Promise<void> {
  const [{ css, fieldCss }] = await Promise.all([import("./late"), ports.bringTexts("late")]);
  ports.onStyles(fieldCss);
  ports.onStyles(css);
}

async function openForm(ports: VisitPorts, returning: boolean): Promise<Step> {
  const [{ GuestForm: Form, styles }] = await Promise.all([import("./guest_form"), ports.bringTexts("guest")]);
  styles.forEach(ports.onStyles);
  return { name: "form", Form, returning };
}

/** The signed-in person's help chat; it is opened when there is none yet. */
async function ownChat(place: Place, member: Visitor): Promise<string> {
  const answer = await apiOf(place, member).call("POST /api/support/conversations", { body: {} });
  if (!answer.ok) throw answer.error;
  return answer.data.conversation.id;
}
