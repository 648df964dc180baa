import { useTexts } from "../../shared/i18n/context";
import type { DeskKey } from "../../shared/i18n/ru/desk";
import type { FiguresKey } from "../../shared/i18n/ru/figures";
import type { InboxKey } from "../../shared/i18n/ru/inbox";
import type { KitKey } from "../../shared/i18n/ru/kit";
import { Loaded } from "../../shared/shell/loaded";
import { Dialog } from "../../shared/ui/dialog";
import { Avatar, Skeleton, Tag } from "../../shared/ui/mark";
import type { Desk } from "../desk";

const TONES = { available: "sage", busy: "warning", away: "plain" } as const;

/** Who answers today: whether they are here, and how much they hold. */
export function PeopleWindow({ desk, onLeave }: { desk: Desk; onLeave: () => void }) {
  const { t } = useTexts<DeskKey | FiguresKey | InboxKey | KitKey>();
  return (
    <Dialog open onClose={onLeave} title={t("figures.people")} closeLabel={t("kit.close")}>
      <Loaded of={desk.figures} skeleton={<Skeleton height="8rem" />}>
        {({ people, is_assigning, chats_per_person }) => (
          <div class="stack">
            <p class="soft small">
              {is_assigning ? t("figures.assigning", { count: chats_per_person }) : t("figures.by_hand")}
            </p>
            <ul class="people">
              {people.map((one) => (
                <li key={one.id} class="people__one">
                  <Avatar
                    name={one.name || t("desk.colleague")}
                    size="s"
                    src={one.avatar_url}
                    {...(one.presence === "online" ? { presence: "online" as const } : {})}
                  />
                  <span class="people__name">{one.name || t("desk.colleague")}</span>
                  <Tag tone={one.presence === "online" ? TONES[one.availability] : "plain"}>
                    {t(one.presence === "online" ? `desk.${one.availability}` : "inbox.offline")}
                  </Tag>
                  <span class="people__load">{t("figures.load", { count: one.load })}</span>
                </li>
              ))}
            </ul>
          </div>
        )}
      </Loaded>
    </Dialog>
  );
}
