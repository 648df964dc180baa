import type { Events } from "../../../contracts/socket";
import { type Answer, type ChatError, failure, unanswered } from "../answer";
import type { CommandName, Connection, ConnectionStatus, Data, EventName, Heard, Payload } from "../connection";
import { Listeners } from "../listeners";
import type { FakeServer, Person } from "./server";

/** One device's connection to the fake server, with the faults a real one has. */
export class FakeLink implements Connection {
  status: ConnectionStatus = { name: "connecting" };
  readonly asked: { readonly name: CommandName; readonly payload: unknown }[] = [];
  /** The next answers that get lost although the server did what was asked. */
  loseAnswers = 0;
  loseEvents = false;
  /** Commands reach nobody and are never answered. */
  silent = false;
  /** Answers to messages and pages given instead of asking the server, in order. */
  readonly refusals: ChatError[] = [];
  readonly #server: FakeServer;
  readonly #person: Person;
  readonly #events = new Listeners<Heard>();
  readonly #statuses = new Listeners<ConnectionStatus>();

  constructor(server: FakeServer, person: Person) {
    this.#server = server;
    this.#person = person;
  }

  /** Comes up by itself, as soon as it is started. */
  startsUp = false;
  startsRefused = false;
  starts = 0;

  start(): void {
    this.starts += 1;
    if (this.startsRefused) {
      this.refuse("unauthenticated");
    } else if (this.startsUp) {
      this.up();
    }
  }

  wake(): void {}
  close(): void {
    this.down();
  }

  up(): void {
    this.#hear("session.ready", this.#server.ready(this.#person));
    this.#become({ name: "online" });
  }

  down(): void {
    this.#become({ name: "offline", retryAt: 0 });
  }

  refuse(code: string): void {
    this.#become({ name: "refused", code });
  }

  payloads<Name extends CommandName>(name: Name): Payload<Name>[] {
    return this.asked.filter((one) => one.name === name).map((one) => one.payload as Payload<Name>);
  }

  async command<Name extends CommandName>(name: Name, payload: Payload<Name>): Promise<Answer<Data<Name>>> {
    if (this.status.name !== "online") {
      return unanswered("offline");
    }
    this.asked.push({ name, payload });
    if (this.silent) {
      return new Promise(() => undefined);
    }
    const isRefusable = name.startsWith("message.") || name === "conversation.history";
    const refusal = isRefusable ? this.refusals.shift() : undefined;
    if (refusal) {
      return failure(refusal);
    }
    const answer = this.#server.answer(this.#person, name, payload);
    if (name.startsWith("message.") && this.loseAnswers > 0) {
      this.loseAnswers -= 1;
      return unanswered("timeout");
    }
    return answer as Answer<Data<Name>>;
  }

  receive<Name extends EventName>(name: Name, payload: Events[Name]): void {
    if (this.status.name === "online" && !this.loseEvents) {
      this.#hear(name, payload);
    }
  }

  onEvent(listener: (heard: Heard) => void): () => void {
    return this.#events.add(listener);
  }

  onStatus(listener: (status: ConnectionStatus) => void): () => void {
    return this.#statuses.add(listener);
  }

  #hear<Name extends EventName>(name: Name, payload: Events[Name]): void {
    this.#events.tell({ name, payload } as Heard);
  }

  #become(status: ConnectionStatus): void {
    this.status = status;
    this.#statuses.tell(status);
  }
}
