import { useMemo, useState } from "preact/hooks";
import { useTexts } from "../shared/i18n/context";
import type { DesignKey } from "../shared/i18n/ru/design";
import type { KitKey } from "../shared/i18n/ru/kit";
import { Stars } from "../shared/review/stars";
import { Button } from "../shared/ui/button";
import { Dialog } from "../shared/ui/dialog";
import { pencil, trash } from "../shared/ui/icons";
import { Avatar, Badge, Presence, type PresenceState, Skeleton, Spinner, Tag, type TagTone } from "../shared/ui/mark";
import { Menu } from "../shared/ui/menu";
import { Banner, type BannerTone, Card, EmptyState } from "../shared/ui/surface";
import { createToasts, ToastCorner } from "../shared/ui/toast";
import { MoneyBack } from "./money_back";
import { Specimen, Specimens } from "./specimen";

const BANNERS: readonly BannerTone[] = ["info", "warning", "danger"];

export function Surfaces() {
  const { t } = useTexts<DesignKey>();
  return (
    <Specimens>
      <Specimen name="Card">
        <Card>
          <h3>{t("design.card")}</h3>
          <p class="soft">{t("design.card_text")}</p>
        </Card>
      </Specimen>
      <Specimen name="Card raised">
        <Card raised>
          <h3>{t("design.card_raised")}</h3>
          <p class="soft">{t("design.card_text")}</p>
        </Card>
      </Specimen>
      {BANNERS.map((tone) => (
        <Specimen key={tone} name={`Banner tone="${tone}"`}>
          <Banner
            tone={tone}
            title={t(`design.${tone}`)}
            action={
              <Button tone="secondary" size="small">
                {t("design.go_on")}
              </Button>
            }
          />
        </Specimen>
      ))}
      <Specimen name="EmptyState">
        <EmptyState title={t("design.empty")} action={<Button>{t("design.go_on")}</Button>}>
          {t("design.empty_text")}
        </EmptyState>
      </Specimen>
      <Specimen name="Skeleton · Spinner">
        <div class="stack">
          <Skeleton width="70%" />
          <Skeleton />
          <Skeleton width="40%" />
          <Spinner label={t("design.loading")} />
        </div>
      </Specimen>
    </Specimens>
  );
}

const PRESENCES: readonly PresenceState[] = ["online", "away", "offline"];
const TAGS: readonly TagTone[] = ["sage", "accent", "warning", "danger", "plain"];
const NAMES = ["София Орлова", "Елизавета", "Timofey K.", "Аисылу", "Арсений"];

export function People() {
  const { t } = useTexts<DesignKey>();
  return (
    <Specimens>
      <Specimen name="Avatar">
        <div class="row">
          {NAMES.map((name) => (
            <Avatar key={name} name={name} />
          ))}
        </div>
      </Specimen>
      <Specimen name="Avatar size src presence">
        <div class="row">
          <Avatar name="София" src="/static/art/astrologers/sofia.svg" size="s" />
          <Avatar name="София" src="/static/art/astrologers/sofia.svg" presence="online" />
          <Avatar name="София" src="/static/art/astrologers/sofia.svg" size="l" presence="away" />
          <Avatar name="София" src="/static/art/astrologers/sofia.svg" size="xl" />
        </div>
      </Specimen>
      <Specimen name="Presence">
        <div class="stack stack--tight">
          {PRESENCES.map((state) => (
            <span key={state} class="row">
              <Presence state={state} /> {t(`design.${state}`)}
            </span>
          ))}
        </div>
      </Specimen>
      <Specimen name="Tag tone">
        <div class="row">
          {TAGS.map((tone) => (
            <Tag key={tone} tone={tone}>
              {tone}
            </Tag>
          ))}
        </div>
      </Specimen>
      <Specimen name="Badge">
        <div class="row">
          {[1, 12, 250].map((count) => (
            <Badge key={count} count={count} label={t("design.unread", { count })} />
          ))}
        </div>
      </Specimen>
      <Specimen name="Stars">
        <Stars count={4} />
      </Specimen>
    </Specimens>
  );
}

export function Windows() {
  const { t } = useTexts<DesignKey | KitKey>();
  const [open, setOpen] = useState(false);
  const toasts = useMemo(createToasts, []);
  const items = [
    { label: t("design.menu_edit"), icon: pencil, onSelect: () => undefined },
    { label: t("design.menu_remove"), icon: trash, danger: true, onSelect: () => undefined },
  ];
  return (
    <Specimens>
      <Specimen name="Dialog">
        <Button tone="secondary" onClick={() => setOpen(true)}>
          {t("design.open_window")}
        </Button>
        <Dialog
          open={open}
          onClose={() => setOpen(false)}
          title={t("design.card")}
          closeLabel={t("kit.close")}
          footer={<Button onClick={() => setOpen(false)}>{t("design.go_on")}</Button>}
        >
          <p>{t("design.card_text")}</p>
        </Dialog>
      </Specimen>
      <Specimen name="StaffRefundDialog">
        <MoneyBack />
      </Specimen>
      <Specimen name="Menu">
        <Menu
          start
          items={items}
          button={(attributes) => (
            <Button tone="secondary" {...attributes}>
              {t("design.menu")}
            </Button>
          )}
        />
      </Specimen>
      <Specimen name="toasts.notify">
        <div class="row">
          <Button tone="secondary" onClick={() => toasts.notify(t("design.notified"))}>
            {t("design.notify")}
          </Button>
          <Button tone="secondary" onClick={() => toasts.notify(t("design.notified_failure"), "danger")}>
            {t("design.notify_failure")}
          </Button>
        </div>
        <ToastCorner toasts={toasts} closeLabel={t("kit.close")} />
      </Specimen>
    </Specimens>
  );
}
