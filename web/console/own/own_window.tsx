import { useEffect, useState } from "preact/hooks";
import { useTexts } from "../../shared/i18n/context";
import type { KitKey } from "../../shared/i18n/ru/kit";
import type { OwnKey } from "../../shared/i18n/ru/own";
import { Loaded } from "../../shared/shell/loaded";
import { Button } from "../../shared/ui/button";
import { Dialog } from "../../shared/ui/dialog";
import { Skeleton } from "../../shared/ui/mark";
import { Banner } from "../../shared/ui/surface";
import { Tabs } from "../../shared/ui/tabs";
import type { Desktop } from "../desktop";
import { FiguresView } from "./figures_view";
import { HoursView } from "./hours_view";
import type { Own } from "./own";
import "./own.css";

/** What of one's own work is open. */
export type OwnPart = "hours" | "figures";

/** When one works, how much, and how it goes. */
export function OwnWindow({ desktop }: { desktop: Desktop }) {
  const part = desktop.ownPart.value;
  return part ? <Open desktop={desktop} part={part} /> : null;
}

function Open({ desktop, part }: { desktop: Desktop; part: OwnPart }) {
  const { t } = useTexts<KitKey | OwnKey>();
  const { own } = desktop;
  const [leaving, setLeaving] = useState(false);
  useEffect(() => void own.load(), []);
  useEffect(() => {
    if (part === "figures") void own.figures.load();
  }, [part]);
  const leave = () => {
    desktop.ownPart.value = null;
  };
  const { name } = own.state.value;
  const isUnsaved = name !== "kept" && name !== "saved";
  return (
    <Dialog
      open
      wide
      onClose={() => (isUnsaved && !leaving ? setLeaving(true) : leave())}
      title={t("own.title")}
      closeLabel={t("kit.close")}
      footer={part === "hours" && <Foot own={own} leaving={leaving && isUnsaved} onLeave={leave} />}
    >
      <Tabs
        label={t("own.tabs")}
        tabs={[
          { key: "hours", label: t("own.hours") },
          { key: "figures", label: t("own.figures") },
        ]}
        selected={part}
        onSelect={(key) => {
          desktop.ownPart.value = key;
        }}
      >
        {part === "hours" ? (
          <Loaded of={own.settings} skeleton={<Skeleton height="24rem" />}>
            {(settings) => <HoursView desktop={desktop} settings={settings} />}
          </Loaded>
        ) : (
          <Loaded of={own.figures} skeleton={<Skeleton height="24rem" />}>
            {(figures) => <FiguresView figures={figures} />}
          </Loaded>
        )}
      </Tabs>
    </Dialog>
  );
}

interface FootProps {
  own: Own;
  /** The window was to be closed with something unsaved in it. */
  leaving: boolean;
  onLeave: () => void;
}

/** What became of what was changed, and saving it. */
function Foot({ own, leaving, onLeave }: FootProps) {
  const i18n = useTexts<KitKey | OwnKey>();
  const { t } = i18n;
  const state = own.state.value;
  if (state.name === "conflict") {
    return (
      <Banner
        tone="warning"
        title={t("own.changed")}
        action={
          <div class="row row--wrap">
            <Button tone="secondary" size="small" onClick={() => own.takeTheirs()}>
              {t("own.take_theirs")}
            </Button>
            <Button size="small" onClick={() => void own.keepMine()}>
              {t("own.keep_mine")}
            </Button>
          </div>
        }
      >
        {t("own.changed_text")}
      </Banner>
    );
  }
  const save = async () => {
    if ((await own.save()) && leaving) onLeave();
  };
  const discard = () => {
    own.drop();
    onLeave();
  };
  return (
    <>
      <p class="own__state" role="status">
        {state.name === "saved" && t("own.saved")}
        {state.name === "failed" && i18n.error(state.error)}
        {leaving && t("own.unsaved_text")}
      </p>
      {leaving && (
        <Button tone="secondary" onClick={discard}>
          {t("own.discard")}
        </Button>
      )}
      <Button busy={state.name === "saving"} onClick={() => void save()}>
        {t("own.save")}
      </Button>
    </>
  );
}
