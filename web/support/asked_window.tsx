import type { Conversation } from "../shared/chat/chat";
import { useChat } from "../shared/ui/chat/use_chat";
import type { Desk } from "./desk";
import { Transfer } from "./transfer";
import { BlockWindow } from "./triage/block_window";
import { mayBeAsked } from "./triage/possible";
import { ResolveWindow } from "./triage/resolve_window";
import { SnoozeWindow } from "./triage/snooze_window";
import { TagsWindow } from "./triage/tags_window";
import { MergeWindow } from "./visitor/merge_window";

/** What a window about one request is given. */
export interface AskedProps {
  desk: Desk;
  conversation: Conversation;
  onClose: () => void;
}

const WINDOWS = {
  transfer: Transfer,
  snooze: SnoozeWindow,
  tags: TagsWindow,
  resolve: ResolveWindow,
  block: BlockWindow,
  merge: MergeWindow,
} as const;

/** What is asked about the open request; it goes when somebody else has made it impossible meanwhile. */
export function AskedWindow({ desk, conversation }: Omit<AskedProps, "onClose">) {
  const me = useChat(desk.session.chat, (state) => state.me?.id ?? null);
  const asked = desk.asked.value;
  if (!asked || !mayBeAsked(conversation, asked, me)) return null;
  const Window = WINDOWS[asked];
  return (
    <Window
      desk={desk}
      conversation={conversation}
      onClose={() => {
        desk.asked.value = null;
      }}
    />
  );
}
