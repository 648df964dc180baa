/**
 * The button «Чат», and nothing else: it asks nothing, stores nothing and loads the chat on the first click.
 * `<script type="module" src="https://…/widget.js"></script>` is all that a site needs; an `<astars-chat lang="en" data-theme="dark">`
 * of its own chooses place in the page, language and theme.
 */

import { launcher as en } from "../shared/i18n/en/launcher";
import { launcher as ru } from "../shared/i18n/ru/launcher";
import type { Host, Widget } from "./host";
import css from "./launcher.css?inline";

const NAME = "astars-chat";

class AstarsChat extends HTMLElement implements Host {
  readonly root = this.attachShadow({ mode: "open" });
  readonly origin = new URL(import.meta.url).origin;
  readonly #button = document.createElement("button");
  readonly #word = document.createElement("span");
  readonly #count = document.createElement("span");
  #widget: Promise<Widget> | undefined;

  get language(): "ru" | "en" {
    return (this.lang || document.documentElement.lang).startsWith("en") ? "en" : "ru";
  }

  connectedCallback(): void {
    if (this.#button.isConnected) return;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    this.root.adoptedStyleSheets = [sheet];
    this.#button.className = "launcher";
    this.#button.type = "button";
    this.#button.setAttribute("aria-haspopup", "dialog");
    this.#count.className = "count";
    this.#word.textContent = this.#texts.open;
    this.#button.append(bubble(), this.#word, this.#count);
    this.#button.addEventListener("click", () => void this.#open());
    this.root.append(this.#button);
  }

  closed(): void {
    this.#button.hidden = false;
    this.#button.focus();
  }

  waiting(count: number, label: string): void {
    this.#count.textContent = count > 0 ? String(count) : "";
    this.#count.setAttribute("aria-label", label);
  }

  get #texts() {
    return this.language === "en" ? en : ru;
  }

  async #open(): Promise<void> {
    this.#button.ariaBusy = "true";
    this.#widget ??= this.#load();
    try {
      const widget = await this.#widget;
      widget.open();
      this.#button.hidden = true;
      this.#word.textContent = this.#texts.open;
    } catch {
      this.#widget = undefined;
      this.#word.textContent = this.#texts.failed;
    }
    this.#button.ariaBusy = "false";
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

if (!customElements.get(NAME)) {
  customElements.define(NAME, AstarsChat);
  if (!document.querySelector(NAME)) document.body.append(document.createElement(NAME));
}
