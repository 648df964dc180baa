import { useEffect, useState } from "preact/hooks";
import type { Block, LegalVersion } from "../contracts/openapi";
import { useTexts } from "../shared/i18n/context";
import type { KitKey } from "../shared/i18n/ru/kit";
import type { OfficeKey } from "../shared/i18n/ru/office";
import { Failed } from "../shared/shell/loaded";
import { Button } from "../shared/ui/button";
import { Dialog } from "../shared/ui/dialog";
import { Skeleton, Tag } from "../shared/ui/mark";
import type { Editing } from "./kit/editing";
import { createLegalHistory, type LegalHistory } from "./legal_history";
import type { Office } from "./office";

type Texts = OfficeKey | KitKey;

/** Every version, the newest first: what it changed, who agreed to it; a planned one can be withdrawn. */
export function LegalHistoryView({ office, editing }: { office: Office; editing: Editing }) {
  const i18n = useTexts<Texts>();
  const { t } = i18n;
  const row = editing.row.value;
  const [history] = useState(() => createLegalHistory(office.session.api, row?.slug ?? "", office.language));
  useEffect(() => void history.load(), [row?.version]);
  const failed = history.failed.value;
  const versions = history.versions.value;
  const { toasts } = office.session;
  const withdraw = async () => {
    const refusal = await history.withdraw(row?.version ?? 0);
    toasts.notify(refusal ? i18n.error(refusal) : t("office.legal_withdrawn"), refusal ? "danger" : undefined);
    await editing.load();
    await history.load();
  };
  return (
    <section class="office__aside stack stack--tight" aria-labelledby="versions">
      <h2 id="versions">{t("office.legal_versions")}</h2>
      <p class="soft">{t("office.legal_versions_text")}</p>
      {failed && <Failed error={failed} onRetry={() => void history.load()} />}
      {!versions && !failed && <Skeleton height="6rem" />}
      {versions && (
        <ul class="office__rows">
          {versions.map((one) => (
            <Version
              key={one.number}
              office={office}
              history={history}
              version={one}
              slug={row?.slug ?? ""}
              onWithdraw={one.state === "planned" && one.number > 1 ? () => void withdraw() : null}
            />
          ))}
        </ul>
      )}
      <Changes history={history} />
      <Consents history={history} />
    </section>
  );
}

interface VersionProps {
  office: Office;
  history: LegalHistory;
  version: LegalVersion;
  slug: string;
  onWithdraw: (() => void) | null;
}

function Version({ office, history, version, slug, onWithdraw }: VersionProps) {
  const i18n = useTexts<Texts>();
  const { t, date } = i18n;
  const { number, state } = version;
  const tell = (refusal: { code: string } | null) => {
    if (refusal) office.session.toasts.notify(i18n.error(refusal), "danger");
  };
  return (
    <li class="office__row office__row--plain">
      <div class="office__row-words">
        <span class="office__version">
          {t("office.legal_version", { number, date: date(version.effective_at, "date") })}{" "}
          <Tag tone={state === "in_force" ? "sage" : state === "planned" ? "warning" : "plain"}>
            {t(`office.version_${state}`)}
          </Tag>
        </span>
        {version.made_by && <span class="soft small">{version.made_by}</span>}
      </div>
      <div class="row">
        {state !== "planned" && (
          <a
            class="button button--quiet button--small"
            href={`/legal/${slug}/${number}`}
            target="_blank"
            rel="noopener"
          >
            {t("office.legal_read")}
          </a>
        )}
        {number > 1 && (
          <Button tone="quiet" size="small" onClick={async () => tell(await history.showChanges(number))}>
            {t("office.legal_changes")}
          </Button>
        )}
        {version.consents > 0 && (
          <Button tone="quiet" size="small" onClick={async () => tell(await history.showConsents(number))}>
            {t("office.legal_consents", { count: version.consents })}
          </Button>
        )}
        {onWithdraw && (
          <Button tone="secondary" size="small" busy={history.busy.value} onClick={onWithdraw}>
            {t("office.legal_withdraw")}
          </Button>
        )}
      </div>
    </li>
  );
}

function Changes({ history }: { history: LegalHistory }) {
  const { t } = useTexts<Texts>();
  const changes = history.changes.value;
  return (
    <Dialog
      open={changes !== null}
      wide
      onClose={() => history.leave()}
      title={changes ? t("office.legal_changes_title", { number: changes.number, since: changes.since ?? 0 }) : ""}
      closeLabel={t("kit.close")}
    >
      <div class="stack stack--tight office__changes">
        {/* Blocks have no name but their place. */}
        {changes?.blocks.map((block, at) => (
          <BlockView key={at} block={block} />
        ))}
      </div>
    </Dialog>
  );
}

function BlockView({ block }: { block: Block }) {
  const { t } = useTexts<OfficeKey>();
  if (block.kind === "skipped") {
    return <p class="office__skipped soft small">{t("office.legal_skipped", { count: block.skipped ?? 0 })}</p>;
  }
  return (
    <p class={`office__block office__block--${block.kind}`}>
      {block.pieces.map((piece, at) => {
        if (piece.kind === "added") return <ins key={at}>{piece.text}</ins>;
        if (piece.kind === "removed") return <del key={at}>{piece.text}</del>;
        return <span key={at}>{piece.text}</span>;
      })}
    </p>
  );
}

function Consents({ history }: { history: LegalHistory }) {
  const { t, date, language } = useTexts<Texts>();
  const consents = history.consents.value;
  return (
    <Dialog
      open={consents !== null}
      wide
      onClose={() => history.leave()}
      title={consents ? t("office.legal_consents_title", { number: consents.number }) : ""}
      closeLabel={t("kit.close")}
    >
      <div class="stack stack--tight">
        <p class="soft small">{t("office.audited")}</p>
        <ul class="office__rows">
          {consents?.items.map((one) => (
            <li key={one.order_id} class="office__row office__row--plain">
              <div class="office__row-words">
                <span>{one.name || t("office.nameless")}</span>
                <span class="soft small">
                  {one.service_title[language]} · {date(one.given_at, "moment")}
                </span>
              </div>
            </li>
          ))}
        </ul>
        {consents?.next && (
          <Button tone="secondary" busy={history.busy.value} onClick={() => void history.showConsents(consents.number)}>
            {t("office.more")}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
