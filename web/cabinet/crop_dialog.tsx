import { useEffect, useState } from "preact/hooks";
import { useTexts } from "../shared/i18n/context";
import type { CabinetKey } from "../shared/i18n/ru/cabinet";
import type { KitKey } from "../shared/i18n/ru/kit";
import { Button } from "../shared/ui/button";
import { Dialog } from "../shared/ui/dialog";
import { FieldFrame } from "../shared/ui/field";
import { Spinner } from "../shared/ui/mark";
import { type Crop, MOST_ZOOM, wholeOf, zoomedTo, zoomOf } from "./crop";
import { CropFrame } from "./crop_frame";
import { cutOut, readPicture } from "./cropping";
import type { AvatarProblem } from "./profile_form";
import "./crop.css";

export interface CropDialogProps {
  file: File;
  /** The square that was cut out, null when the person left, or why it cannot be done. */
  onDone: (picture: Blob | AvatarProblem | null) => void;
}

/** «Кадрирование фотографии»: a round frame over the picture. */
export function CropDialog({ file, onDone }: CropDialogProps) {
  const { t } = useTexts<CabinetKey | KitKey>();
  const [picture, setPicture] = useState<ImageBitmap | null>(null);
  const [crop, setCrop] = useState<Crop | null>(null);
  useEffect(() => {
    let read: ImageBitmap | null = null;
    let left = false;
    void readPicture(file).then((found) => {
      if (left) return found?.close();
      read = found;
      if (!found) return onDone("avatar_broken");
      setPicture(found);
      setCrop(wholeOf(found));
    });
    return () => {
      left = true;
      read?.close();
    };
  }, [file]);
  const finish = async () => {
    if (picture && crop) onDone((await cutOut(picture, crop)) ?? "avatar_broken");
  };
  return (
    <Dialog
      open
      onClose={() => onDone(null)}
      title={t("cabinet.crop")}
      closeLabel={t("kit.close")}
      footer={
        <>
          <Button tone="secondary" onClick={() => onDone(null)}>
            {t("kit.cancel")}
          </Button>
          <Button disabled={!crop} onClick={() => void finish()}>
            {t("cabinet.crop_done")}
          </Button>
        </>
      }
    >
      {picture && crop ? (
        <>
          <CropFrame picture={picture} crop={crop} onChange={(change) => setCrop((now) => now && change(now))} />
          <Zoom zoom={zoomOf(crop, picture)} onZoom={(zoom) => setCrop(zoomedTo(crop, zoom, picture))} />
        </>
      ) : (
        <div class="crop crop--waiting">
          <Spinner />
        </div>
      )}
    </Dialog>
  );
}

function Zoom({ zoom, onZoom }: { zoom: number; onZoom: (zoom: number) => void }) {
  const { t } = useTexts<CabinetKey>();
  return (
    <FieldFrame label={t("cabinet.crop_zoom")}>
      {({ id }) => (
        <input
          id={id}
          class="crop__zoom"
          type="range"
          min={1}
          max={MOST_ZOOM}
          step={0.05}
          value={zoom}
          aria-valuetext={`${Math.round(zoom * 100)} %`}
          onInput={(event) => onZoom(event.currentTarget.valueAsNumber)}
        />
      )}
    </FieldFrame>
  );
}
