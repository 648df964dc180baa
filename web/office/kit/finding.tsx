import { useState } from "preact/hooks";
import { useTexts } from "../../shared/i18n/context";
import type { OfficeKey } from "../../shared/i18n/ru/office";
import { Button } from "../../shared/ui/button";
import { Field } from "../../shared/ui/field";

interface FindingProps {
  label: string;
  sought: string;
  onSeek: (q: string) => void;
  /** The way back to everything. */
  all: string;
}

const SHORTEST = 3;

/** Finding by the whole of something. It stays out of the address: it is somebody's phone or e-mail. */
export function Finding({ label, sought, onSeek, all }: FindingProps) {
  const { t } = useTexts<OfficeKey>();
  const [q, setQ] = useState(sought);
  return (
    <form
      class="office__finding"
      onSubmit={(event) => {
        event.preventDefault();
        const whole = q.trim();
        if (whole === "" || whole.length >= SHORTEST) onSeek(whole);
      }}
    >
      <Field type="search" label={label} value={q} onValue={setQ} autoComplete="off" maxLength={254} />
      <Button type="submit" tone="secondary">
        {t("office.order_look")}
      </Button>
      {sought && (
        <Button
          tone="quiet"
          onClick={() => {
            setQ("");
            onSeek("");
          }}
        >
          {all}
        </Button>
      )}
    </form>
  );
}
