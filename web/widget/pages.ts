/** Where a visitor is, told to the staff while they have a chat. */

import type { Api } from "../shared/api";

/** Tells the staff on which page the visitor is, from now on; answers how to stop. The server drops queries. */
export function tellPages(api: Api, conversationId: string): () => void {
  let told = "";
  const tell = () => {
    if (location.href === told) return;
    told = location.href;
    const body = {
      url: told,
      title: document.title,
      referrer: document.referrer,
      language: navigator.language,
      timezone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    };
    void api.call("POST /api/conversations/{id}/page", { path: { id: conversationId }, body });
  };
  tell();
  // Pages that change their address without leaving tell of it so.
  addEventListener("popstate", tell);
  return () => removeEventListener("popstate", tell);
}
