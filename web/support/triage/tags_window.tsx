import { useState } from "preact/hooks";
import { useTexts } from "../../shared/i18n/context";
import type { KitKey } from "../../shared/i18n/ru/kit";
import type { TriageKey } from "../../shared/i18n/ru/triage";
import { Button } from "../../shared/ui/button";
import { useChat } from "../../shared/ui/chat/use_chat";
import { Dialog } from "../../shared/ui/dialog";
import { Field } from "../../shared/ui/field";
import { Icon } from "../../shared/ui/icon";
import { close, plus } from "../../shared/ui/icons";
import type { AskedProps } from "../asked_window";
import { useDoing } from "../doing";
import { placeOf } from "../queue";
import { asTag, MOST_TAGS, suggested, withTags } from "./tagging";

/** What a request is about, in words that the staff share. Every change is kept at once. */
export function TagsWindow({ desk, conversation, onClose }: AskedProps) {
  const { t } = useTexts<TriageKey | KitKey>();
  const { chat } = desk.session;
  const doing = useDoing(desk);
  const [typed, setTyped] = useState("");
  const state = useChat(chat, (known) => known);
  const tags = placeOf(conversation)?.desk?.tags ?? [];
  const keep = async (next: readonly string[]) => {
    const payload = { conversation_id: conversation.id, tags: next };
    return (await doing.ask(() => chat.connection.command("queue.tag", payload))) !== null;
  };
  const add = async (words: string) => {
    const next = withTags(tags, words);
    if (next.length === tags.length || (await keep(next))) setTyped("");
  };
  const isFull = tags.length >= MOST_TAGS;
  return (
    <Dialog open onClose={onClose} title={t("triage.tags_title")} closeLabel={t("kit.close")}>
      <div class="stack">
        {tags.length > 0 && (
          <ul class="chips" aria-label={t("triage.tags_name")}>
            {tags.map((tag) => (
              <li key={tag}>
                <button
                  type="button"
                  class="chip"
                  aria-label={t("triage.tag_remove", { tag })}
                  onClick={() => void keep(tags.filter((one) => one !== tag))}
                >
                  {tag}
                  <Icon of={close} small />
                </button>
              </li>
            ))}
          </ul>
        )}
        <form
          class="inline-form"
          onSubmit={(event) => {
            event.preventDefault();
            void add(typed);
          }}
        >
          <Field
            label={t("triage.tag_new")}
            hint={t(isFull ? "triage.tags_full" : "triage.tags_hint")}
            autoComplete="off"
            value={typed}
            disabled={isFull}
            onValue={setTyped}
          />
          <Button type="submit" tone="secondary" busy={doing.busy} disabled={asTag(typed) === ""}>
            {t("triage.tag_add")}
          </Button>
        </form>
        <Suggestions tags={isFull ? [] : suggested(state, tags, typed)} onPick={(tag) => void add(tag)} />
      </div>
    </Dialog>
  );
}

function Suggestions({ tags, onPick }: { tags: readonly string[]; onPick: (tag: string) => void }) {
  const { t } = useTexts<TriageKey>();
  if (tags.length === 0) return null;
  return (
    <section class="stack stack--tight">
      <h3 class="field__label">{t("triage.tags_known")}</h3>
      <ul class="chips">
        {tags.map((tag) => (
          <li key={tag}>
            <button type="button" class="chip" aria-label={t("triage.tag_put", { tag })} onClick={() => onPick(tag)}>
              <Icon of={plus} small />
              {tag}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
