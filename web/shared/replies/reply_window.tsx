import { useEffect, useState } from "preact/hooks";
import type { ApiError } from "../api";
import { useTexts } from "../i18n/context";
import type { KitKey } from "../i18n/ru/kit";
import type { ReplyKey } from "../i18n/ru/replies";
import { Button, IconButton } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { pencil, plus, trash } from "../ui/icons";
import { Tag } from "../ui/mark";
import { Banner, EmptyState } from "../ui/surface";
import type { Replies, Reply } from "./replies";
import { ReplyForm } from "./reply_form";

/** Where replies are written; an application shows it once. */
export function ReplyWindow({ replies }: { replies: Replies }) {
  return replies.managing.value ? <OpenWindow replies={replies} /> : null;
}

function OpenWindow({ replies }: { replies: Replies }) {
  const { t } = useTexts<ReplyKey | KitKey>();
  const [edited, setEdited] = useState<Reply | "new" | null>(null);
  useEffect(() => {
    if (replies.state.peek().name !== "ready") void replies.load();
  }, []);
  return (
    <Dialog
      open
      wide
      title={t("replies.name")}
      closeLabel={t("kit.close")}
      onClose={() => {
        replies.managing.value = false;
      }}
    >
      {edited ? (
        <ReplyForm replies={replies} reply={edited === "new" ? null : edited} onDone={() => setEdited(null)} />
      ) : (
        <div class="stack">
          <p class="soft">{t("replies.about")}</p>
          <div>
            <Button size="small" icon={plus} onClick={() => setEdited("new")}>
              {t("replies.new")}
            </Button>
          </div>
          <Kept replies={replies} onEdit={setEdited} />
        </div>
      )}
    </Dialog>
  );
}

function Kept({ replies, onEdit }: { replies: Replies; onEdit: (reply: Reply) => void }) {
  const i18n = useTexts<ReplyKey | KitKey>();
  const { t } = i18n;
  const [failure, setFailure] = useState<ApiError | null>(null);
  const state = replies.state.value;
  if (state.name === "failed") return <Banner tone="danger">{i18n.error(state.error)}</Banner>;
  if (state.name === "loading") return null;
  if (state.data.length === 0) return <EmptyState title={t("replies.empty")} />;
  return (
    <>
      {failure && <Banner tone="danger">{i18n.error(failure)}</Banner>}
      <ul class="replies__kept" aria-label={t("replies.name")}>
        {state.data.map((reply) => (
          <li key={reply.id} class="replies__row">
            <span class="replies__words">
              <span class="replies__title">
                {reply.folder && <span class="replies__folder">{reply.folder} / </span>}
                {reply.title} {reply.scope === "team" && <Tag tone="plain">{t("replies.team")}</Tag>}
              </span>
              <span class="replies__text">{reply.text}</span>
            </span>
            {reply.may_change && (
              <>
                <IconButton
                  icon={pencil}
                  label={t("replies.change", { title: reply.title })}
                  onClick={() => onEdit(reply)}
                />
                <RemoveButton replies={replies} reply={reply} onFailure={setFailure} />
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

interface RemoveButtonProps {
  replies: Replies;
  reply: Reply;
  onFailure: (error: ApiError | null) => void;
}

/** Asked for twice, in its own place. */
function RemoveButton({ replies, reply, onFailure }: RemoveButtonProps) {
  const { t } = useTexts<ReplyKey>();
  const [asked, setAsked] = useState(false);
  if (!asked) {
    return (
      <IconButton icon={trash} label={t("replies.remove", { title: reply.title })} onClick={() => setAsked(true)} />
    );
  }
  return (
    <Button
      tone="danger"
      size="small"
      autofocus
      onBlur={() => setAsked(false)}
      onClick={() => void replies.remove(reply.id).then(onFailure)}
    >
      {t("replies.remove_sure")}
    </Button>
  );
}
