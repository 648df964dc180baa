import { useEffect, useState } from "preact/hooks";
import type { Attachment, Conversation } from "../../chat/chat";
import { useTexts } from "../../i18n/context";
import type { ChatKey } from "../../i18n/ru/chat";
import type { KitKey } from "../../i18n/ru/kit";
import { Button, IconButton } from "../button";
import { Dialog } from "../dialog";
import { arrowLeft, arrowRight, minus, plus } from "../icons";
import { Spinner } from "../mark";
import { DownloadLink } from "./download_link";
import type { Files } from "./files";
import { picturesOf } from "./pictures";
import { useAddress } from "./use_address";
import { useZoom, type Zooming } from "./use_zoom";
import { LARGEST, STEP } from "./zoom";

export interface ViewerProps {
  files: Files;
  /** The picture to begin with. */
  attachment: Attachment;
  conversation: Conversation;
  onClose: () => void;
}

/** A picture over the whole page; arrows and swipes lead to the other pictures that are loaded. */
export function Viewer({ files, attachment, conversation, onClose }: ViewerProps) {
  const { t } = useTexts<ChatKey | KitKey>();
  const [id, setId] = useState(attachment.id);
  const pictures = picturesOf(conversation);
  const index = pictures.findIndex((picture) => picture.id === id);
  // What was deleted meanwhile gives way to the picture one began with.
  const shown = pictures[index] ?? attachment;
  const go = (by: number) => setId(pictures[index + by]?.id ?? id);
  const zoom = useZoom(shown.id, go);
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const action = KEYS[event.key];
      if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      action(go, zoom);
    };
    // Wherever in the window the focus is, its head included.
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  });
  return (
    <Dialog
      open
      full
      title={shown.name}
      closeLabel={t("kit.close")}
      onClose={onClose}
      actions={<DownloadLink key={shown.id} files={files} attachment={shown} />}
    >
      <div class="viewer">
        <Stage key={shown.id} files={files} attachment={shown} zoom={zoom} />
        <Bar index={index} count={pictures.length} go={go} zoom={zoom} />
      </div>
    </Dialog>
  );
}

type Go = (by: number) => void;

const KEYS: Readonly<Record<string, (go: Go, zoom: Zooming) => void>> = {
  ArrowLeft: (go) => go(-1),
  ArrowRight: (go) => go(1),
  "+": (_, zoom) => zoom.by(STEP),
  "=": (_, zoom) => zoom.by(STEP),
  "-": (_, zoom) => zoom.by(1 / STEP),
  "0": (_, zoom) => zoom.whole(),
};

interface StageProps {
  files: Files;
  attachment: Attachment;
  zoom: Zooming;
}

function Stage({ files, attachment, zoom }: StageProps) {
  const { t } = useTexts<ChatKey>();
  const [attempt, setAttempt] = useState(0);
  return (
    <div class="viewer__stage" ref={zoom.stage} {...zoom.handlers}>
      <Picture
        key={attempt}
        files={files}
        attachment={attachment}
        zoom={zoom}
        onRetry={() => setAttempt((count) => count + 1)}
        loading={t("chat.image_loading")}
      />
    </div>
  );
}

function Picture({ files, attachment, zoom, onRetry, loading }: StageProps & { onRetry: () => void; loading: string }) {
  const { t } = useTexts<ChatKey | KitKey>();
  const { address, failed } = useAddress(files, attachment.id, "original");
  const [state, setState] = useState<"coming" | "there" | "broken">("coming");
  if (failed || state === "broken") {
    return (
      <div class="viewer__state" role="alert">
        <p>{t("chat.image_gone")}</p>
        <Button tone="secondary" size="small" onClick={onRetry}>
          {t("kit.retry")}
        </Button>
      </div>
    );
  }
  const { scale, x, y } = zoom.zoom;
  return (
    <>
      {address && (
        <img
          class={`viewer__image${state === "coming" ? " viewer__image--coming" : ""}`}
          src={address}
          alt={attachment.name}
          draggable={false}
          style={{ transform: `translate(${x}px, ${y}px) scale(${scale})` }}
          onLoad={() => setState("there")}
          onError={() => setState("broken")}
        />
      )}
      {state === "coming" && (
        <div class="viewer__state">
          <Spinner label={loading} />
        </div>
      )}
    </>
  );
}

function Bar({ index, count, go, zoom }: { index: number; count: number; go: Go; zoom: Zooming }) {
  const { t } = useTexts<ChatKey>();
  // Not `disabled`: the focus would be lost where the pictures end.
  const end = (at: boolean) => (at ? ("true" as const) : undefined);
  return (
    <div class="viewer__bar">
      {count > 1 && (
        <IconButton
          icon={arrowLeft}
          label={t("chat.image_previous")}
          aria-disabled={end(index <= 0)}
          onClick={() => go(-1)}
        />
      )}
      <IconButton
        icon={minus}
        label={t("chat.zoom_out")}
        aria-disabled={end(zoom.zoom.scale <= 1)}
        onClick={() => zoom.by(1 / STEP)}
      />
      {count > 1 && (
        <span class="viewer__count" role="status">
          {t("chat.image_place", { index: index + 1, count })}
        </span>
      )}
      <IconButton
        icon={plus}
        label={t("chat.zoom_in")}
        aria-disabled={end(zoom.zoom.scale >= LARGEST)}
        onClick={() => zoom.by(STEP)}
      />
      {count > 1 && (
        <IconButton
          icon={arrowRight}
          label={t("chat.image_next")}
          aria-disabled={end(index >= count - 1)}
          onClick={() => go(1)}
        />
      )}
    </div>
  );
}
