import { useEffect, useMemo } from "preact/hooks";
import type { VisitorOut } from "../../contracts/openapi";
import type { Conversation } from "../../shared/chat/chat";
import { useTexts } from "../../shared/i18n/context";
import type { KitKey } from "../../shared/i18n/ru/kit";
import type { VisitorKey } from "../../shared/i18n/ru/visitor";
import { Loaded } from "../../shared/shell/loaded";
import { Button } from "../../shared/ui/button";
import { retry } from "../../shared/ui/icons";
import { Skeleton } from "../../shared/ui/mark";
import type { Desk } from "../desk";
import { Panel } from "../panel";
import { PersonPart } from "./person_part";
import { PurchasesPart } from "./purchases_part";
import { createVisitor, type Visitor } from "./visitor";
import { PagesPart, RatingsPart } from "./visits_part";
import "./visitor.css";

export interface VisitorPartProps {
  desk: Desk;
  about: VisitorOut;
}

/** Beside the conversation: who writes, where they are, what they bought. */
export function VisitorPanel({ desk, conversation }: { desk: Desk; conversation: Conversation }) {
  const { t } = useTexts<VisitorKey>();
  const { api, chat } = desk.session;
  const visitor = useMemo(() => createVisitor(api, conversation.id), [api, conversation.id]);
  useEffect(() => {
    void visitor.load();
    const again = (clientId: string) => {
      const state = visitor.state.peek();
      if (state.name === "ready" && state.data.person.id === clientId) void visitor.load();
    };
    return chat.on("order.moved", ({ client_id }) => again(client_id));
  }, [visitor, chat]);
  return (
    <Panel desk={desk} name="visitor" title={t("visitor.title")}>
      <div class="visitor__body">
        <Loaded of={visitor} skeleton={<Waiting />}>
          {(about) => <About desk={desk} about={about} visitor={visitor} />}
        </Loaded>
      </div>
    </Panel>
  );
}

function About({ desk, about, visitor }: VisitorPartProps & { visitor: Visitor }) {
  const { t } = useTexts<KitKey | VisitorKey>();
  return (
    <>
      <PersonPart desk={desk} about={about} />
      <PurchasesPart desk={desk} about={about} onRefunded={() => void visitor.load()} />
      <PagesPart desk={desk} about={about} />
      <RatingsPart desk={desk} about={about} />
      <div class="visitor__foot">
        <Button tone="quiet" size="small" icon={retry} onClick={() => void visitor.load()}>
          {t("visitor.again")}
        </Button>
        <p class="faint small">{t("visitor.audited")}</p>
      </div>
    </>
  );
}

const ROWS = ["60%", "90%", "75%", "85%", "50%", "95%"];

function Waiting() {
  return (
    <div class="stack">
      {ROWS.map((width) => (
        <Skeleton key={width} width={width} />
      ))}
    </div>
  );
}
