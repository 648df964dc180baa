import type { ComponentChildren } from "preact";
import { useTexts } from "../../shared/i18n/context";
import type { ChatKey } from "../../shared/i18n/ru/chat";
import type { DeskKey } from "../../shared/i18n/ru/desk";
import type { InboxKey } from "../../shared/i18n/ru/inbox";
import type { VisitorKey } from "../../shared/i18n/ru/visitor";
import { useNow } from "../../shared/shell/use_now";
import { Button } from "../../shared/ui/button";
import { shownName } from "../../shared/ui/chat/names";
import { users } from "../../shared/ui/icons";
import { activityText } from "../../shared/ui/inbox/moments";
import { Tag } from "../../shared/ui/mark";
import { act } from "../acting";
import { languageName } from "./visitor";
import type { VisitorPartProps } from "./visitor_panel";

const ROLES = {
  guest: "desk.guest",
  client: "desk.client",
  astrologer: "desk.astrologer",
  support: "desk.staff",
  admin: "desk.staff",
} as const satisfies Record<string, DeskKey>;

/** Who it is, how to reach them, and on what they write. */
export function PersonPart({ desk, about }: VisitorPartProps) {
  const i18n = useTexts<ChatKey | DeskKey | InboxKey | VisitorKey>();
  const { t, date } = i18n;
  const { person, device } = about;
  const now = useNow(desk.session.chat);
  const seen = person.last_seen_at && activityText(i18n as never, person.last_seen_at, now);
  const isHere = person.presence === "online";
  const kind = [device?.browser, device?.platform].filter(Boolean).join(", ");
  return (
    <section class="visitor__part" aria-label={t("visitor.person")}>
      <p class="visitor__name">{shownName(person.name, t, t("inbox.guest"))}</p>
      <p class="row visitor__marks">
        <Tag tone={person.is_recognised ? "sage" : "plain"}>{t(ROLES[person.role])}</Tag>
        <Tag tone={person.is_recognised ? "sage" : "warning"}>
          {t(person.is_recognised ? "visitor.recognised" : "visitor.unproven")}
        </Tag>
      </p>
      <dl class="visitor__facts">
        {person.phone && (
          <Fact name="visitor.phone">
            <a href={`tel:${person.phone}`}>{person.phone}</a>
          </Fact>
        )}
        {person.email && (
          <Fact name="visitor.email">
            <a href={`mailto:${person.email}`}>{person.email}</a>
          </Fact>
        )}
        <Fact name="visitor.presence">
          {isHere ? t("inbox.online") : seen ? t("inbox.seen", { when: seen }) : t("inbox.offline")}
        </Fact>
        <Fact name="visitor.since">{date(person.created_at, "date")}</Fact>
        {kind && <Fact name="visitor.device">{kind}</Fact>}
        {about.language && <Fact name="visitor.language">{languageName(about.language, i18n.language)}</Fact>}
        {about.timezone && (
          <Fact name="visitor.zone">
            {t("visitor.zone_now", { zone: about.timezone, time: date(now, "time", about.timezone) })}
          </Fact>
        )}
      </dl>
      {person.role === "guest" && (
        <Button tone="secondary" size="small" icon={users} onClick={() => act(desk, "merge")}>
          {t("visitor.find")}
        </Button>
      )}
    </section>
  );
}

function Fact({ name, children }: { name: VisitorKey; children: ComponentChildren }) {
  const { t } = useTexts<VisitorKey>();
  return (
    <div class="visitor__fact">
      <dt>{t(name)}</dt>
      <dd>{children}</dd>
    </div>
  );
}
