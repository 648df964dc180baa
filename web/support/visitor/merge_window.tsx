import { useState } from "preact/hooks";
import type { FoundClient } from "../../contracts/openapi";
import { useTexts } from "../../shared/i18n/context";
import type { KitKey } from "../../shared/i18n/ru/kit";
import type { VisitorKey } from "../../shared/i18n/ru/visitor";
import { Button } from "../../shared/ui/button";
import { Dialog } from "../../shared/ui/dialog";
import { Field } from "../../shared/ui/field";
import { search } from "../../shared/ui/icons";
import { Banner } from "../../shared/ui/surface";
import type { AskedProps } from "../asked_window";
import { addressOf } from "../desk";
import { useDoing } from "../doing";

/** Which client the guest is: found by a whole phone or address, and asked once more. */
export function MergeWindow({ desk, conversation, onClose }: AskedProps) {
  const i18n = useTexts<KitKey | VisitorKey>();
  const { t } = i18n;
  const { api } = desk.session;
  const doing = useDoing(desk);
  const [asked, setAsked] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [found, setFound] = useState<readonly FoundClient[] | null>(null);
  const find = async () => {
    const q = asked.trim();
    setFound(null);
    setError(q ? null : t("visitor.find_missing"));
    if (!q) return;
    const answer = await api.call("POST /api/desk/clients/find", { body: { q } });
    if (answer.ok) setFound(answer.data.items);
    else setError(answer.error.of("q") ?? i18n.error(answer.error));
  };
  const merge = async ({ id, name }: FoundClient) => {
    const call = "POST /api/desk/conversations/{id}/merge" as const;
    const asking = () => api.call(call, { path: { id: conversation.id }, body: { client_id: id } });
    const words = { done: t("visitor.merged", { name }), conflict: t("visitor.merge_conflict") };
    if (await doing.ask(asking, words)) onClose();
  };
  return (
    <Dialog open onClose={onClose} title={t("visitor.find_title")} closeLabel={t("kit.close")}>
      <div class="stack">
        <p class="soft small">{t("visitor.find_text")}</p>
        <form
          class="inline-form"
          onSubmit={(event) => {
            event.preventDefault();
            void find();
          }}
        >
          <Field
            label={t("visitor.find_field")}
            autoComplete="off"
            value={asked}
            maxLength={254}
            onValue={setAsked}
            error={error}
          />
          <Button type="submit" tone="secondary" icon={search}>
            {t("visitor.find_do")}
          </Button>
        </form>
        <div aria-live="polite" class="stack">
          {found?.length === 0 && <Banner>{t("visitor.find_nobody")}</Banner>}
          {found?.map((client) => (
            <Found key={client.id} client={client} busy={doing.busy} onMerge={() => void merge(client)} />
          ))}
        </div>
      </div>
    </Dialog>
  );
}

function Found({ client, busy, onMerge }: { client: FoundClient; busy: boolean; onMerge: () => void }) {
  const { t, date } = useTexts<KitKey | VisitorKey>();
  const [sure, setSure] = useState(false);
  const { conversation_id: theirs } = client;
  return (
    <div class="card found">
      <p class="visitor__name">{client.name || t("visitor.nameless")}</p>
      <p class="soft small">
        {[client.phone, client.email, t("visitor.client_since", { date: date(client.created_at, "date") })]
          .filter(Boolean)
          .join(" · ")}
      </p>
      {theirs && (
        <p class="small">
          {t("visitor.has_chat")} <a href={addressOf(theirs)}>{t("visitor.open_chat")}</a>
        </p>
      )}
      {!theirs && !sure && (
        <Button tone="secondary" size="small" onClick={() => setSure(true)}>
          {t("visitor.merge")}
        </Button>
      )}
      {sure && (
        <>
          <p class="small">{t("visitor.merge_sure")}</p>
          <p class="row">
            <Button tone="danger" size="small" busy={busy} onClick={onMerge}>
              {t("visitor.merge_yes")}
            </Button>
            <Button tone="quiet" size="small" onClick={() => setSure(false)}>
              {t("kit.cancel")}
            </Button>
          </p>
        </>
      )}
    </div>
  );
}
