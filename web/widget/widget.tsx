/** The chat itself, loaded by the launcher on the first click. */

import { render } from "preact";
import { TextsProvider } from "../shared/i18n/context";
import { type ErrorKey, i18nOf, type PluralForms } from "../shared/i18n/i18n";
import type { ChatKey } from "../shared/i18n/ru/chat";
import type { KitKey } from "../shared/i18n/ru/kit";
import type { WidgetKey } from "../shared/i18n/ru/widget";
import { App } from "./app";
import type { Host, Widget, WidgetTexts } from "./host";
import { createSound } from "./sound";
import { browserStorage, type Place, storedGuest } from "./visitor";
import css from "./widget.css?inline";

const ROOT_FONT_PX = 16;

export function createWidget(host: Host, texts: WidgetTexts): Widget {
  const words = { ...texts.first } as Record<ErrorKey | KitKey | ChatKey | WidgetKey, string | PluralForms>;
  const i18n = i18nOf(host.language, words);
  const bringTexts = (part: "late" | "guest") => texts[part]().then((more) => Object.assign(words, more));
  const place = placeOf(host);
  const memory = storedGuest(browserStorage());
  const sound = createSound();
  const frame = document.createElement("div");
  frame.className = "widget";
  frame.lang = host.language;
  host.root.append(frame);
  const adopted = new Set<string>();
  const adopt = (styles: string) => {
    if (adopted.has(styles)) return;
    adopted.add(styles);
    host.root.adoptedStyleSheets = [...host.root.adoptedStyleSheets, styleSheet(styles)];
  };
  adopt(css);

  const close = () => {
    draw(false);
    host.closed();
  };
  const draw = (open: boolean) =>
    render(
      <TextsProvider value={i18n}>
        <App
          place={place}
          memory={memory}
          sound={sound}
          open={open}
          onStyles={adopt}
          bringTexts={bringTexts}
          person={() => host.person}
          onMessage={() => host.received()}
          onClose={close}
          onWaiting={(count) => host.waiting(count, i18n.t("widget.unread", { count }))}
        />
      </TextsProvider>,
      frame,
    );
  return {
    open() {
      host.waiting(0, "");
      draw(true);
    },
    close,
  };
}

function placeOf({ origin, language }: Host): Place {
  const home = origin === window.location.origin;
  return { origin, language, home, pageUser: home ? pageUser() : null };
}

/** The page's data block; a page without one says nothing. */
function pageUser(): Place["pageUser"] {
  const data = document.getElementById("astars-page")?.textContent;
  if (!data) return undefined;
  return (JSON.parse(data) as { user?: { id: string } | null }).user ?? null;
}

/** A foreign page may have any root font size, so that `rem` would mean anything: pixels do not. */
function styleSheet(css: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css.replace(/(\d*\.?\d+)rem\b/g, (_, size: string) => `${Number(size) * ROOT_FONT_PX}px`));
  return sheet;
}
