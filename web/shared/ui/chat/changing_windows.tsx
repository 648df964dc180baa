import type { Message } from "../../chat/chat";
import { useTexts } from "../../i18n/context";
import type { ChatKey } from "../../i18n/ru/chat";
import type { KitKey } from "../../i18n/ru/kit";
import { Button, IconButton } from "../button";
import { Dialog } from "../dialog";
import { close } from "../icons";
import type { ChangingState } from "./changing";
import { LatePicker } from "./emoji_button";
import { summaryOf } from "./message";

/** What a change asks before it is made, and why it was refused; loaded when there is either. */
export function ChangingWindows({ changing }: { changing: ChangingState }) {
  const { t, error } = useTexts<ChatKey | KitKey>();
  const { asked, refused } = changing;
  return (
    <>
      {refused && (
        <div class="notice notice--danger" role="alert">
          <span>
            {t("chat.change_failed")} {error(refused)}
          </span>
          <IconButton icon={close} label={t("kit.close")} onClick={changing.forget} />
        </div>
      )}
      {asked?.what === "remove" && <RemoveWindow changing={changing} message={asked.message} />}
      {asked?.what === "react" && <ReactWindow changing={changing} message={asked.message} />}
    </>
  );
}

interface WindowProps {
  changing: ChangingState;
  message: Message;
}

function RemoveWindow({ changing, message }: WindowProps) {
  const { t } = useTexts<ChatKey | KitKey>();
  return (
    <Dialog
      open
      onClose={changing.dismiss}
      title={t("chat.delete_ask")}
      closeLabel={t("kit.close")}
      footer={
        <>
          <Button tone="quiet" onClick={changing.dismiss}>
            {t("kit.cancel")}
          </Button>
          <Button tone="danger" onClick={() => changing.remove(message)}>
            {t("chat.delete")}
          </Button>
        </>
      }
    >
      <blockquote class="quote">
        <span class="quote__text">{summaryOf(message, t)}</span>
      </blockquote>
      <p>{t("chat.delete_hint")}</p>
    </Dialog>
  );
}

function ReactWindow({ changing, message }: WindowProps) {
  const { t } = useTexts<ChatKey | KitKey>();
  return (
    <Dialog open onClose={changing.dismiss} title={t("chat.react")} closeLabel={t("kit.close")}>
      <LatePicker
        onClose={changing.dismiss}
        onPick={(emoji) => {
          changing.dismiss();
          changing.react(message, emoji, true);
        }}
      />
    </Dialog>
  );
}
