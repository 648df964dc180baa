import { useId, useRef, useState } from "preact/hooks";
import type { ApiError } from "../api";
import { useTexts } from "../i18n/context";
import type { KitKey } from "../i18n/ru/kit";
import type { ReplyKey } from "../i18n/ru/replies";
import { Button } from "../ui/button";
import { Check, Field, FieldFrame } from "../ui/field";
import { Banner } from "../ui/surface";
import { PLACEHOLDERS, type Placeholder } from "./filling";
import type { Replies, Reply, Wording } from "./replies";

const EMPTY: Wording = { folder: "", title: "", text: "" };
const FOLDER_MOST = 60;
const TITLE_MOST = 100;

/** A reply, written or changed. What is refused stays written. */
export function ReplyForm({ replies, reply, onDone }: { replies: Replies; reply: Reply | null; onDone: () => void }) {
  const i18n = useTexts<ReplyKey | KitKey>();
  const { t } = i18n;
  const [wording, setWording] = useState<Wording>(reply ?? EMPTY);
  const [isShared, setShared] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiError | null>(null);
  const text = useRef<HTMLTextAreaElement>(null);
  const change = (part: Partial<Wording>) => setWording((before) => ({ ...before, ...part }));
  const insert = (placeholder: Placeholder) => {
    const { selectionStart: from = wording.text.length, selectionEnd: to = from } = text.current ?? {};
    change({ text: `${wording.text.slice(0, from)}{${placeholder}}${wording.text.slice(to)}` });
    text.current?.focus();
  };
  const save = async () => {
    setBusy(true);
    const { folder, title, text } = wording;
    const said = { folder, title, text };
    const refused = await (reply ? replies.change(reply.id, said) : replies.create(said, isShared ? "team" : "own"));
    setBusy(false);
    setFailure(refused);
    if (!refused) onDone();
  };
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void save();
      }}
    >
      <Field
        label={t("replies.title")}
        value={wording.title}
        onValue={(title) => change({ title })}
        maxLength={TITLE_MOST}
        error={failure?.of("title") ?? null}
        required
      />
      <FolderField replies={replies} value={wording.folder} onValue={(folder) => change({ folder })} />
      <FieldFrame label={t("replies.text")} error={failure?.of("text") ?? null} hint={t("replies.text_hint")} required>
        {(control) => (
          <textarea
            {...control}
            ref={text}
            rows={7}
            value={wording.text}
            onInput={(event) => change({ text: event.currentTarget.value })}
          />
        )}
      </FieldFrame>
      <div class="row">
        {PLACEHOLDERS.map((one) => (
          <Button key={one} tone="secondary" size="small" onClick={() => insert(one)}>
            {t(`replies.${one}`)}
          </Button>
        ))}
      </div>
      {replies.mayShare && !reply && (
        <Check checked={isShared} onChecked={setShared}>
          {t("replies.share")}
        </Check>
      )}
      {failure && !failure.of("title") && !failure.of("text") && (
        <Banner tone="danger">{reasonOf(failure, i18n)}</Banner>
      )}
      <div class="row row--end">
        <Button tone="secondary" onClick={onDone}>
          {t("kit.cancel")}
        </Button>
        <Button type="submit" busy={busy}>
          {t("replies.save")}
        </Button>
      </div>
    </form>
  );
}

function reasonOf(failure: ApiError, { error }: Pick<ReturnType<typeof useTexts<KitKey>>, "error">): string {
  return failure.of("reply") ?? error(failure);
}

/** Any name; those that are in use are offered. */
function FolderField({ replies, value, onValue }: { replies: Replies; value: string; onValue: (to: string) => void }) {
  const { t } = useTexts<ReplyKey>();
  const id = useId();
  const state = replies.state.value;
  const folders = state.name === "ready" ? [...new Set(state.data.map(({ folder }) => folder).filter(Boolean))] : [];
  return (
    <FieldFrame label={t("replies.folder")}>
      {(control) => (
        <>
          <input
            {...control}
            type="text"
            list={id}
            maxLength={FOLDER_MOST}
            value={value}
            onInput={(event) => onValue(event.currentTarget.value)}
          />
          <datalist id={id}>
            {folders.map((folder) => (
              <option key={folder} value={folder} />
            ))}
          </datalist>
        </>
      )}
    </FieldFrame>
  );
}
