import { useEffect, useState } from "preact/hooks";
import type { OverdueOut } from "../../contracts/openapi";
import { useTexts } from "../../shared/i18n/context";
import type { KitKey } from "../../shared/i18n/ru/kit";
import type { OverdueKey } from "../../shared/i18n/ru/overdue";
import { Failed } from "../../shared/shell/loaded";
import { useNow } from "../../shared/shell/use_now";
import { Button } from "../../shared/ui/button";
import { Dialog } from "../../shared/ui/dialog";
import { durationText } from "../../shared/ui/inbox/moments";
import { Skeleton, Tag } from "../../shared/ui/mark";
import { EmptyState } from "../../shared/ui/surface";
import type { Desk } from "../desk";
import { overdueAt } from "./overdue";
import { type Remedy, RemedyForm } from "./remedy_form";
import "./overdue.css";

/** Consultations whose answer is late, and what support does about each. */
export function OverdueWindow({ desk, onLeave }: { desk: Desk; onLeave: () => void }) {
  const { t } = useTexts<KitKey | OverdueKey>();
  const { items, failure, load } = desk.overdue;
  const now = useNow(desk.session.chat);
  useEffect(() => void load(), [load]);
  const shown = items.value && overdueAt(items.value, now);
  return (
    <Dialog open wide onClose={onLeave} title={t("overdue.title")} closeLabel={t("kit.close")}>
      {failure.value && !shown && <Failed error={failure.value} onRetry={() => void load()} />}
      {!shown && !failure.value && <Skeleton height="8rem" />}
      {shown?.length === 0 && <EmptyState title={t("overdue.none")}>{t("overdue.none_text")}</EmptyState>}
      <ul class="overdue">
        {shown?.map((one) => (
          <Row key={one.conversation_id} desk={desk} one={one} now={now} />
        ))}
      </ul>
    </Dialog>
  );
}

const REMEDIES: readonly Remedy[] = ["reassign", "extend", "offer"];

function Row({ desk, one, now }: { desk: Desk; one: OverdueOut; now: number }) {
  const { t, date, language } = useTexts<OverdueKey>();
  const [remedy, setRemedy] = useState<Remedy | null>(null);
  const late = durationText(language, now - Date.parse(one.answer_due_at ?? ""));
  const names = { client: one.client_name || "—", astrologer: one.astrologer_name || "—" };
  return (
    <li class="card overdue__one">
      <p class="overdue__head">
        <strong>{one.service_title[language]}</strong>
        <Tag tone="danger">{t("overdue.late", { duration: late })}</Tag>
      </p>
      <p class="small">{t("overdue.who", names)}</p>
      <p class="soft small">
        {[
          one.waiting_since && t("overdue.since", { date: date(one.waiting_since, "moment") }),
          one.active_until && t("overdue.until", { date: date(one.active_until, "date") }),
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      {one.offer && (
        <p class="soft small">{one.offer.choice ? t(`overdue.chosen_${one.offer.choice}`) : t("overdue.offered")}</p>
      )}
      {!one.offer?.choice && (
        <p class="row">
          {REMEDIES.map((key) => (
            <Button
              key={key}
              tone={remedy === key ? "primary" : "secondary"}
              size="small"
              aria-expanded={remedy === key}
              onClick={() => setRemedy(remedy === key ? null : key)}
            >
              {t(`overdue.${key}`)}
            </Button>
          ))}
        </p>
      )}
      {remedy && <RemedyForm key={remedy} desk={desk} one={one} remedy={remedy} onDone={() => setRemedy(null)} />}
    </li>
  );
}
