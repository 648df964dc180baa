import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { SupportOut } from "../contracts/openapi";
import { useTexts } from "../shared/i18n/context";
import type { WidgetKey } from "../shared/i18n/ru/widget";
import { Button, IconButton } from "../shared/ui/button";
import { chat, close, soundOff, soundOn } from "../shared/ui/icons";
import { Presence } from "../shared/ui/mark";
import { Banner } from "../shared/ui/surface";
import { closedText, hoursText } from "./hours";

export interface PanelProps {
  support: SupportOut | null;
  /** Left out before the chat has begun. */
  sound?: { on: boolean; toggle: () => void } | undefined;
  onClose: () => void;
  children: ComponentChildren;
}

/** The window of the chat: its head, and whatever step is in it. */
export function Panel({ support, sound, onClose, children }: PanelProps) {
  const { t } = useTexts<WidgetKey>();
  const panel = useAboveKeyboard();
  return (
    <section
      ref={panel}
      class="panel"
      role="dialog"
      aria-labelledby="title"
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) onClose();
      }}
    >
      <div class="panel__head">
        <div class="panel__words">
          <h1 class="panel__title" id="title">
            {t("widget.title")}
          </h1>
          {support && (
            <p class="panel__state">
              <Presence state={support.open_now ? "online" : "away"} />
              {t(support.open_now ? "widget.online" : "widget.away")}
            </p>
          )}
        </div>
        {sound && (
          <IconButton
            icon={sound.on ? soundOn : soundOff}
            label={t(sound.on ? "widget.sound_off" : "widget.sound_on")}
            onClick={sound.toggle}
          />
        )}
        <IconButton icon={close} label={t("widget.close")} onClick={onClose} />
      </div>
      <div class="panel__body">{children}</div>
    </section>
  );
}

/** What is really seen of the page: an on-screen keyboard covers the rest, and the chat must not lie under it. */
function useAboveKeyboard() {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const view = window.visualViewport;
    const measure = () => {
      // Who magnifies the page sees a part of it; nothing is moved then.
      if (!view || view.scale > 1.01) return;
      panel.current?.style.setProperty("--astars-view-top", `${view.offsetTop}px`);
      panel.current?.style.setProperty("--astars-view-height", `${view.height}px`);
    };
    measure();
    view?.addEventListener("resize", measure);
    view?.addEventListener("scroll", measure);
    return () => {
      view?.removeEventListener("resize", measure);
      view?.removeEventListener("scroll", measure);
    };
  }, []);
  return panel;
}

export interface WelcomeProps {
  support: SupportOut | null;
  busy: boolean;
  failure: string | null;
  onStart: () => void;
}

/** The confirmation before anything begins: what this is, when somebody answers, one button. */
export function Welcome({ support, busy, failure, onStart }: WelcomeProps) {
  const i18n = useTexts<WidgetKey>();
  const { t } = i18n;
  const closed = support && closedText(support, i18n);
  return (
    <div class="welcome">
      <div class="welcome__words">
        <h2 class="welcome__title">{t("widget.greeting")}</h2>
        <p class="soft">{t("widget.greeting_text")}</p>
        {support && <p class="welcome__hours">{hoursText(support, i18n)}</p>}
      </div>
      {closed && <Banner tone="warning">{closed}</Banner>}
      {failure && <Banner tone="danger">{failure}</Banner>}
      <Button wide icon={chat} busy={busy} autofocus onClick={onStart}>
        {t("widget.start")}
      </Button>
    </div>
  );
}

/** Above the messages while nobody is there to answer. */
export function ClosedNotice({ support }: { support: SupportOut | null }) {
  const i18n = useTexts<WidgetKey>();
  const closed = support && closedText(support, i18n);
  return closed ? <p class="closed">{closed}</p> : null;
}
