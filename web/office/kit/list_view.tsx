import { useState } from "preact/hooks";
import { useTexts } from "../../shared/i18n/context";
import type { KitKey } from "../../shared/i18n/ru/kit";
import type { OfficeKey } from "../../shared/i18n/ru/office";
import { Failed } from "../../shared/shell/loaded";
import { IconButton } from "../../shared/ui/button";
import { Field } from "../../shared/ui/field";
import { Icon } from "../../shared/ui/icon";
import { chevronDown, chevronUp, plus } from "../../shared/ui/icons";
import { Skeleton, Tag } from "../../shared/ui/mark";
import { EmptyState } from "../../shared/ui/surface";
import { addressOf, newAddressOf, type Office } from "../office";
import { FileLink } from "./file_link";
import type { Row } from "./kind";
import type { Listing } from "./listing";

/** Everything of one kind: found by typing, opened by its title, moved by its arrows. */
export function ListView({ office, listing }: { office: Office; listing: Listing }) {
  const { t } = useTexts<OfficeKey | KitKey>();
  const { kind } = listing;
  const rows = listing.rows.value;
  const failed = listing.failed.value;
  const found = (rows ?? []).filter((row) => matches(kind.titleOf(row, office.language), listing.search.value));
  return (
    <div class="stack office__list">
      <div class="row row--apart">
        <h1>{t(`office.${kind.name}`)}</h1>
        <div class="row">
          {kind.file && <FileLink path={kind.file} asked={{}} />}
          <a class="button button--primary" href={newAddressOf(kind)}>
            <Icon of={plus} small />
            {t(`office.${kind.name}_add`)}
          </a>
        </div>
      </div>
      <Field
        type="search"
        label={t("office.search")}
        value={listing.search.value}
        onValue={(words) => {
          listing.search.value = words;
        }}
      />
      {failed && <Failed error={failed} onRetry={() => void listing.load()} />}
      {!rows && !failed && <Waiting />}
      {rows && found.length === 0 && (
        <EmptyState title={t(rows.length > 0 ? "office.nothing_found" : "office.nothing")}>
          {rows.length > 0 && <p>{t("office.nothing_found_text")}</p>}
        </EmptyState>
      )}
      {found.length > 0 && <Rows office={office} listing={listing} rows={found} />}
    </div>
  );
}

function Rows({ office, listing, rows }: { office: Office; listing: Listing; rows: readonly Row[] }) {
  const { t } = useTexts<OfficeKey>();
  const [said, setSaid] = useState("");
  const { kind } = listing;
  const movable = kind.ordered && listing.search.value === "";
  const move = async (row: Row, by: -1 | 1) => {
    const title = kind.titleOf(row, office.language);
    if (await listing.move(row.slug, by)) {
      const place = (listing.rows.peek() ?? []).findIndex((one) => one.slug === row.slug) + 1;
      setSaid(t("office.moved", { title, place }));
    } else {
      office.session.toasts.notify(t("office.order_failed"), "danger");
    }
  };
  return (
    <>
      <p class="visually-hidden" role="status">
        {said}
      </p>
      <ul class="office__rows">
        {rows.map((row, at) => (
          <RowView
            key={row.slug}
            office={office}
            listing={listing}
            row={row}
            onUp={movable && at > 0 ? () => void move(row, -1) : null}
            onDown={movable && at < rows.length - 1 ? () => void move(row, 1) : null}
            movable={movable}
          />
        ))}
      </ul>
    </>
  );
}

interface RowViewProps {
  office: Office;
  listing: Listing;
  row: Row;
  movable: boolean;
  onUp: (() => void) | null;
  onDown: (() => void) | null;
}

function RowView({ office, listing, row, movable, onUp, onDown }: RowViewProps) {
  const texts = useTexts<OfficeKey>();
  const { t } = texts;
  const { kind } = listing;
  const title = kind.titleOf(row, office.language);
  const absence = kind.absenceOf(row, office.session.chat.now());
  const facts = kind.factsOf(row, texts);
  return (
    <li class="office__row">
      {kind.picture && (
        <img
          class={`office__thumb office__thumb--${kind.picture.shape}`}
          src={kind.picture.srcOf(row)}
          alt=""
          loading="lazy"
        />
      )}
      <div class="office__row-words">
        <a class="office__row-title" href={addressOf(kind, row.slug)}>
          {title}
        </a>
        {facts && <span class="soft small">{facts}</span>}
      </div>
      {absence && <Tag tone="warning">{t(absence)}</Tag>}
      {movable && (
        <div class="office__moves">
          <IconButton
            icon={chevronUp}
            label={t("office.up", { title })}
            aria-disabled={!onUp}
            onClick={() => onUp?.()}
          />
          <IconButton
            icon={chevronDown}
            label={t("office.down", { title })}
            aria-disabled={!onDown}
            onClick={() => onDown?.()}
          />
        </div>
      )}
    </li>
  );
}

function Waiting() {
  const { t } = useTexts<KitKey>();
  return (
    <div class="stack" aria-busy="true">
      <span class="visually-hidden" role="status">
        {t("kit.loading")}
      </span>
      {[1, 2, 3, 4].map((one) => (
        <Skeleton key={one} height="4rem" />
      ))}
    </div>
  );
}

function matches(title: string, search: string): boolean {
  return title.toLocaleLowerCase().includes(search.trim().toLocaleLowerCase());
}
