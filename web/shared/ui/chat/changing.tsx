import { useState } from "preact/hooks";
import type { Answer, ChatError, Message } from "../../chat/chat";
import { later } from "./later";
import type { Parts } from "./parts";

/** What a person does with messages that are there; one thing at a time. */
export interface Changing {
  readonly replyTo: Message | null;
  readonly editing: Message | null;
  reply(message: Message): void;
  edit(message: Message): void;
  /** Begins to edit the newest message of mine that is loaded, if there is one. */
  editLast(): void;
  /** Neither replying nor editing any more. */
  stop(): void;
  /** True once it is shown; otherwise the reason is shown and the words stay where they are. */
  save(text: string): Promise<boolean>;
  react(message: Message, emoji: string, on: boolean): void;
  /** Opens the picker for a reaction. */
  pick(message: Message): void;
  askToRemove(message: Message): void;
}

type Asked = { readonly what: "remove" | "react"; readonly message: Message };

export interface ChangingState extends Changing {
  readonly asked: Asked | null;
  readonly refused: ChatError | null;
  remove(message: Message): void;
  dismiss(): void;
  forget(): void;
}

export function useChanging({ chat, conversation, me }: Parts): ChangingState {
  const [replyTo, setReplyTo] = useState<Message | null>(null);
  const [editing, setEditing] = useState<Message | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [refused, setRefused] = useState<ChatError | null>(null);
  const told = async (asking: Promise<Answer<unknown>>): Promise<boolean> => {
    const answer = await asking;
    setRefused(answer.ok ? null : answer.error);
    return answer.ok;
  };
  const begin = (next: { replyTo?: Message; editing?: Message }) => {
    setReplyTo(next.replyTo ?? null);
    setEditing(next.editing ?? null);
    setRefused(null);
  };
  return {
    replyTo,
    editing,
    asked,
    refused,
    reply: (message) => begin({ replyTo: message }),
    edit: (message) => begin({ editing: message }),
    editLast() {
      const last = conversation.messages.findLast(
        (message) => message.sender.id === me?.id && message.text !== "" && message.deleted_at === null,
      );
      if (last) begin({ editing: last });
    },
    stop: () => begin({}),
    save(text) {
      if (!editing) return Promise.resolve(false);
      const asking = chat.edit(conversation.id, editing.seq, text);
      const changes = chat.store.state.conversations.get(conversation.id)?.changes ?? [];
      // Shown already: a refusal will stand under the message, with the words.
      return changes.some(({ seq }) => seq === editing.seq) ? Promise.resolve(true) : told(asking);
    },
    react: (message, emoji, on) => void told(chat.react(conversation.id, message.seq, emoji, on)),
    pick: (message) => setAsked({ what: "react", message }),
    askToRemove: (message) => setAsked({ what: "remove", message }),
    remove(message) {
      setAsked(null);
      if (editing?.seq === message.seq) begin({});
      void told(chat.remove(conversation.id, message.seq));
    },
    dismiss: () => setAsked(null),
    forget: () => setRefused(null),
  };
}

const Windows = later<{ changing: ChangingState }>(() => import("./changing_windows").then((it) => it.ChangingWindows));

/** What a change asks before it is made, and why it was refused. */
export function ChangingWindows({ changing }: { changing: ChangingState }) {
  return changing.asked || changing.refused ? <Windows changing={changing} /> : null;
}
