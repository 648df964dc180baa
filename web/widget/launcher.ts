/**
 * The button «Чат», and nothing else: it asks nothing, stores nothing and loads the chat on the first click.
 * `<script src="https://…/widget.js" async></script>` is all that a site needs; README.md tells the rest.
 */

import { launcher as en } from "../shared/i18n/en/launcher";
import { launcher as ru } from "../shared/i18n/ru/launcher";
import { answerCalls, type Signals } from "./api";
import type { Host, Person, Widget } from "./host";
import css from "./launcher.css?inline";

const NAME = "astars-chat";

/** The tag that brought this file: its address is the service's, its `data-` attributes are the site's wishes. */
const tag =
  (document.currentScript as HTMLScriptElement | null) ??
  document.querySelector<HTMLScriptElement>('script[src*="/widget.js"]');

class AstarsChat extends HTMLElement implements Host {
  readonly root = this.attachShadow({ mode: "open" });
  readonly origin = new URL(tag?.src ?? location.href).origin;
  signals: Signals | undefined;
  person: Person | undefined;
  readonly #button = document.createElement("button");
  readonly #word = document.createElement("span");
  readonly #count = document.createElement("span");
  #widget: Promise<Widget> | undefined;
  #wanted = false;

  get language(): "ru" | "en" {
    const wanted = this.lang || tag?.dataset.lang || document.documentElement.lang;
    return wanted.startsWith("en") ? "en" : "ru";
  }

  connectedCallback(): void {
    if (this.#button.isConnected) return;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    this.root.adoptedStyleSheets = [sheet];
    for (const name of ["theme", "position"] as const) {
      const wish = tag?.dataset[name];
      if (wish && !this.dataset[name]) this.dataset[name] = wish;
    }
    this.#button.className = "launcher";
    this.#button.type = "button";
    this.#button.setAttribute("aria-haspopup", "dialog");
    this.#count.className = "count";
    this.#word.textContent = this.#texts.open;
    this.#button.append(bubble(), this.#word, this.#count);
    this.#button.addEventListener("click", () => void this.open());
    this.root.append(this.#button);
    // In the top layer no ancestor that is moved, clipped or layered takes the chat with it.
    this.popover = "manual";
    this.showPopover();
  }

  closed(): void {
    this.#button.hidden = false;
    this.#button.focus();
    this.signals?.tell("close");
  }

  waiting(count: number, label: string): void {
    const text = count > 0 ? String(count) : "";
    if (text === this.#count.textContent) return;
    this.#count.textContent = text;
    this.#count.setAttribute("aria-label", label);
    this.signals?.tell("unread", count);
  }

  received(): void {
    this.signals?.tell("message");
  }

  async open(): Promise<void> {
    this.#wanted = true;
    this.#button.ariaBusy = "true";
    this.#widget ??= this.#load();
    try {
      const widget = await this.#widget;
      if (this.#wanted && !this.#button.hidden) {
        widget.open();
        this.#button.hidden = true;
        this.#word.textContent = this.#texts.open;
        this.signals?.tell("open");
      }
    } catch {
      this.#widget = undefined;
      this.#word.textContent = this.#texts.failed;
    }
    this.#button.ariaBusy = "false";
  }

  /** Also while it is still being loaded: then it does not open. */
  async close(): Promise<void> {
    this.#wanted = false;
    if (this.#button.hidden) (await this.#widget)?.close();
  }

  get #texts() {
    return this.language === "en" ? en : ru;
  }

  async #load(): Promise<Widget> {
    const texts = this.language === "en" ? import("./texts_en") : import("./texts_ru");
    const [{ createWidget }, { default: words }] = await Promise.all([import("./widget"), texts]);
    return createWidget(this, words);
  }
}

function bubble(): SVGElement {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute(
    "d",
    "M12 4c5 0 8.5 3.2 8.5 7.4S17 18.8 12 18.8c-1 0-2-.1-2.9-.4L4.8 20l1.1-3.5c-1.5-1.3-2.4-3.1-2.4-5.1C3.5 7.200 7 4 12 4z" +
      "M8.400 11.500v.1M12 11.500v.1M15.600 11.500v.1",
  );
  svg.append(path);
  return svg;
}

function start(): void {
  const chat = document.querySelector<AstarsChat>(NAME) ?? document.createElement(NAME);
  if (!chat.isConnected) document.body.append(chat);
  chat.signals = answerCalls(window as Window & { Astars?: unknown }, chat);
}

if (!customElements.get(NAME)) {
  customElements.define(NAME, AstarsChat);
  if (document.body && document.readyState !== "loading") start();
  else document.addEventListener("DOMContentLoaded", start);
}

declare global {
  interface HTMLElementTagNameMap {
    "astars-chat": AstarsChat;
  }
}
