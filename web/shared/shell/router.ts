/** Addresses inside one application: real links, the browser's history, no page loads. */

import { type ReadonlySignal, signal } from "@preact/signals";

export interface Place {
  readonly path: string;
  readonly query: URLSearchParams;
}

export interface Router {
  readonly place: ReadonlySignal<Place>;
  /** Shows an address of this application; `replace` leaves no way back to the present one. */
  go(address: string, options?: { replace?: boolean }): void;
}

/** Follows every plain click on a link below `base` without loading a page; all other links stay the browser's. */
export function createRouter(base: string): Router {
  const place = signal(here());
  const arrive = () => {
    place.value = here();
  };
  const go: Router["go"] = (address, { replace = false } = {}) => {
    const same = address === location.pathname + location.search;
    history[replace || same ? "replaceState" : "pushState"](null, "", address);
    arrive();
  };
  window.addEventListener("popstate", arrive);
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link || !isPlain(event) || link.target || link.hasAttribute("download")) return;
    const url = new URL(link.href);
    if (url.origin !== location.origin || url.hash || !isWithin(base, url.pathname)) return;
    event.preventDefault();
    go(url.pathname + url.search);
  });
  return { place, go };
}

/** `/cabinet` and what is below it, but not `/cabinets`. */
export function isWithin(base: string, path: string): boolean {
  return path === base || path.startsWith(`${base}/`);
}

/** What follows `base`, in parts: `/cabinet/chat/7` below `/cabinet` is `["chat", "7"]`. */
export function partsBelow(base: string, path: string): readonly string[] {
  return path.slice(base.length).split("/").filter(Boolean).map(decodeURIComponent);
}

function here(): Place {
  return { path: location.pathname, query: new URLSearchParams(location.search) };
}

function isPlain(event: MouseEvent): boolean {
  return (
    !event.defaultPrevented &&
    event.button === 0 &&
    !event.metaKey &&
    !event.ctrlKey &&
    !event.shiftKey &&
    !event.altKey
  );
}
