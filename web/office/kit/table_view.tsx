import type { ComponentChildren } from "preact";
import { useTexts } from "../../shared/i18n/context";
import type { KitKey } from "../../shared/i18n/ru/kit";
import type { OfficeKey } from "../../shared/i18n/ru/office";
import { Failed } from "../../shared/shell/loaded";
import { Button } from "../../shared/ui/button";
import { Skeleton } from "../../shared/ui/mark";
import { EmptyState } from "../../shared/ui/surface";
import type { Table } from "./table";

export interface Column<R> {
  readonly label: OfficeKey;
  readonly draw: (row: R) => ComponentChildren;
  /** Numbers stand at the end of their column. */
  readonly number?: boolean;
}

interface TableViewProps<R> {
  table: Table<R>;
  /** What a screen reader calls it. */
  label: string;
  /** The first one names the row, and leads to it. */
  columns: readonly Column<R>[];
  keyOf: (row: R) => string;
  /** Left out where a row leads nowhere. */
  addressOf?: (row: R) => string;
  /** Something was asked for: an empty list says that nothing was found. */
  asked: boolean;
}

/** A paged list: on a phone every row is a card. */
export function TableView<R>({ table, label, columns, keyOf, addressOf, asked }: TableViewProps<R>) {
  const { t } = useTexts<OfficeKey | KitKey>();
  const rows = table.rows.value;
  const failed = table.failed.value;
  const [first, ...others] = columns;
  return (
    <>
      <p class="visually-hidden" role="status">
        {table.busy.value ? t("kit.loading") : rows ? t("office.table_shown", { count: rows.length }) : ""}
      </p>
      {rows && rows.length > 0 && first && (
        <table class="office__table" aria-label={label} aria-busy={table.busy.value}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.label} scope="col" class={column.number ? "office__number" : undefined}>
                  {t(column.label)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={keyOf(row)}>
                <th scope="row">
                  {addressOf ? (
                    <a class="office__row-title" href={addressOf(row)}>
                      {first.draw(row)}
                    </a>
                  ) : (
                    first.draw(row)
                  )}
                </th>
                {others.map((column) => (
                  <td key={column.label} class={column.number ? "office__number" : undefined}>
                    {column.draw(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {rows?.length === 0 && (
        <EmptyState title={t(asked ? "office.nothing_found" : "office.nothing")}>
          {asked && <p>{t("office.table_other_filters")}</p>}
        </EmptyState>
      )}
      {failed && <Failed error={failed} onRetry={() => void table.retry()} />}
      {!rows && !failed && (
        <div class="stack" aria-hidden="true">
          {[1, 2, 3, 4].map((one) => (
            <Skeleton key={one} height="3rem" />
          ))}
        </div>
      )}
      {table.more.value && !failed && (
        <Button tone="secondary" busy={table.busy.value} onClick={() => void table.next()}>
          {t("office.more")}
        </Button>
      )}
    </>
  );
}
