/** Where a visitor is, told to the staff while they have a chat. */

import type { Api } from "../shared/api";

/** A page that changes its address without leaving names itself a little later. */
export const SETTLED_MS = 500;

/** Tells the staff on which page the visitor is, from now on; answers how to stop. */
export function tellPages(api: Api, conversationId: string): () => void {
  let told: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = async () => {
    const url = plain(location.href);
    if (url === told) return;
    told = url;
    const body = {
      url,
      title: document.title,
      referrer: plain(document.referrer),
      language: navigator.language,
      timezone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    };
    const answer = await api.call("POST /api/conversations/{id}/page", { path: { id: conversationId }, body });
    // The next move says it again.
    if (!answer.ok && told === url) told = null;
  };
  const moved = () => {
    clearTimeout(timer);
    timer = setTimeout(tell, SETTLED_MS);
  };
  void tell();
  // Where the browser tells of every move: pages that change their address by script, the cabinet for one, tell nobody.
  const { navigation } = window as { navigation?: EventTarget };
  navigation?.addEventListener("currententrychange", moved);
  window.addEventListener("popstate", moved);
  window.addEventListener("focus", moved);
  return () => {
    clearTimeout(timer);
    navigation?.removeEventListener("currententrychange", moved);
    window.removeEventListener("popstate", moved);
    window.removeEventListener("focus", moved);
  };
}

/** What may be secret, query and fragment and credentials, does not leave the browser. */
function plain(address: string): string {
  if (!address) return "";
  const { origin, pathname } = new URL(address);
  return origin + pathname;
}
