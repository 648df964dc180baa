import { expect, test } from "vitest";
import type { Events } from "../../contracts/socket";
import { type Chat, createChat, memoryStorage, timeline } from "./chat";
import type { EventName } from "./connection";
import { FakeBrowser } from "./testing/browser";
import { Chance } from "./testing/chance";
import { FakeClock } from "./testing/clock";
import { FakeLink } from "./testing/link";
import { ANNA, CONVERSATION, SOFIA } from "./testing/messages";
import { FakeServer } from "./testing/server";

/** Loses, doubles and reorders events, and loses answers. */
class WildLink extends FakeLink {
  wild = false;
  chance = new Chance(0);
  readonly #late: (() => void)[] = [];

  override receive<Name extends EventName>(name: Name, payload: Events[Name]): void {
    const arrive = () => super.receive(name, payload);
    if (!this.wild) {
      arrive();
    } else if (this.chance.of(0.7)) {
      const times = this.chance.of(0.3) ? 2 : 1;
      for (let time = 0; time < times; time += 1) {
        this.#late.splice(this.chance.below(this.#late.length + 1), 0, arrive);
      }
    }
  }

  /** Some of what is late arrives now. */
  some(): void {
    for (const arrive of this.#late.splice(0, this.chance.below(this.#late.length + 1))) {
      arrive();
    }
  }
}

function view(chat: Chat) {
  const known = chat.store.state.conversations.get(CONVERSATION);
  return {
    messages: known?.messages.slice(-50),
    live: known?.live,
    atNewest: known?.atNewest,
    pending: known?.pending,
    changes: known?.changes,
    receipts: Object.fromEntries(known?.receipts ?? []),
    read: [known?.readSeq, known?.unread, known?.lastSeq, known?.tail, known?.held.size],
    last: known?.lastMessage,
  };
}

class Walk {
  readonly clock = new FakeClock();
  readonly server = new FakeServer(this.clock);
  readonly #browser = new FakeBrowser(this.clock);
  readonly #storage = memoryStorage();
  readonly links: WildLink[] = [];
  readonly tabs: Chat[] = [];
  readonly wrong: string[] = [];
  readonly #shown = new Map<Chat, Set<string>>();

  constructor(readonly chance: Chance) {
    for (let seq = 1; seq <= 300; seq += 1) {
      this.server.write(SOFIA, { client_message_id: `old ${seq}`, text: `old ${seq}` });
    }
  }

  async open(): Promise<Chat> {
    const link = new WildLink(this.server, ANNA);
    this.server.join(link);
    link.chance = this.chance;
    link.startsUp = true;
    this.links.push(link);
    const ports = { clock: this.clock, connection: link, tabs: this.#browser.tab(), random: () => this.chance.next() };
    const chat = createChat({ url: "", storage: this.#storage, userId: ANNA.id, ...ports });
    this.tabs.push(chat);
    await this.clock.advance(1_000);
    await chat.open(CONVERSATION);
    const sent = new Set<string>();
    this.#shown.set(chat, sent);
    chat.store.subscribe(() => this.#look(chat, sent));
    return chat;
  }

  /** At every moment: each once, in order, without gaps, and nothing of mine disappears. */
  #look(chat: Chat, sent: Set<string>): void {
    const known = chat.store.state.conversations.get(CONVERSATION);
    const keys = known ? timeline(known, ANNA).map((item) => item.key) : [];
    const unique = new Set(keys);
    const first = known?.messages[0]?.seq ?? 0;
    if (unique.size < keys.length) this.wrong.push(`doubled: ${keys}`);
    if (known?.messages.some((one, index) => one.seq !== first + index)) this.wrong.push("a gap is shown");
    for (const key of known?.atNewest ? sent : []) {
      if (!unique.has(key)) this.wrong.push(`${key} disappeared`);
    }
  }

  async step(): Promise<void> {
    const { chance, server } = this;
    const tab = chance.pick(this.tabs);
    const length = server.stored().messages.length;
    const seq = 1 + chance.below(Math.max(1, length));
    const steps: (() => void)[] = [
      () => this.#shown.get(tab)?.add(tab.send(CONVERSATION, { text: `mine ${length}` })),
      () => server.write(SOFIA, { client_message_id: `hers ${length}`, text: `hers ${length}` }),
      () => length > 0 && server.change(seq, { text: `edited ${length}`, edited_at: "2026-11-22T09:00:00.000Z" }),
      () => length > 0 && server.change(seq, { reactions: [{ emoji: "👍", user_ids: [SOFIA.id] }] }),
      () => void (length > 0 && tab.react(CONVERSATION, seq, "🙏", chance.of(0.5))),
      () => tab.markRead(CONVERSATION, seq),
      () => server.answer(SOFIA, "receipt.read", { conversation_id: CONVERSATION, seq }),
      () => tab.wake(),
      () => void tab.jumpTo(CONVERSATION, seq),
      () => void tab.jumpToNewest(CONVERSATION),
      () => void tab.loadOlder(CONVERSATION),
      () => void tab.loadNewer(CONVERSATION),
      () => {
        for (const link of this.links) link.loseAnswers += 1;
      },
    ];
    chance.pick(steps)();
    for (const link of this.links) link.some();
    await this.clock.advance(chance.pick([0, 10, 100, 1_000]));
  }

  async cut(): Promise<void> {
    const leading = this.links.find((link) => link.status.name === "online");
    leading?.down();
    await this.clock.advance(this.chance.below(3_000));
    leading?.up();
  }

  async calm(): Promise<void> {
    for (const link of this.links) {
      link.wild = false;
      link.loseAnswers = 0;
    }
    await this.clock.advance(100_000);
    for (const tab of this.tabs) {
      await tab.jumpToNewest(CONVERSATION);
    }
  }
}

test.each(Array.from({ length: 40 }, (_, seed) => seed))(
  "whatever is lost, doubled or late, a sync gives what a fresh fetch gives (walk %i)",
  async (seed) => {
    const walk = new Walk(new Chance(seed + 1));
    await walk.open();
    await walk.open();
    for (const link of walk.links) link.wild = true;
    for (let step = 0; step < 60; step += 1) {
      await walk.step();
      if (walk.chance.of(0.05)) await walk.cut();
    }
    await walk.calm();
    expect(walk.wrong).toEqual([]);
    const [first, second] = walk.tabs.map(view);
    const fresh = view(await walk.open());
    await walk.clock.advance(5_000);
    expect(first?.pending).toEqual([]);
    expect({ ...first, messages: first?.messages?.slice(-20) }).toEqual({
      ...fresh,
      messages: fresh.messages?.slice(-20),
    });
    expect({ ...second, messages: second?.messages?.slice(-20) }).toEqual({
      ...fresh,
      messages: fresh.messages?.slice(-20),
    });
    expect(first?.messages).toEqual(walk.server.stored().messages.slice(-(first?.messages?.length ?? 0)));
    const ids = walk.server.stored().messages.map((one) => `${one.sender.id} ${one.client_message_id}`);
    expect(new Set(ids).size).toBe(ids.length);
  },
);
