import type { ComponentChildren } from "preact";
import { useTexts } from "../i18n/context";
import type { Explained } from "../i18n/i18n";
import type { KitKey } from "../i18n/ru/kit";
import { Button } from "../ui/button";
import { Banner } from "../ui/surface";
import type { Resource } from "./resource";

export interface LoadedProps<Data> {
  of: Resource<Data>;
  /** Stands in the place of what is on its way. */
  skeleton: ComponentChildren;
  children: (data: Data) => ComponentChildren;
}

/** What was loaded; before that its skeleton, after a failure the reason and another try. */
export function Loaded<Data>({ of, skeleton, children }: LoadedProps<Data>) {
  const { t } = useTexts<KitKey>();
  const state = of.state.value;
  if (state.name === "ready") return <>{children(state.data)}</>;
  if (state.name === "failed") return <Failed error={state.error} onRetry={() => void of.load()} />;
  return (
    <div aria-busy="true">
      <span class="visually-hidden" role="status">
        {t("kit.loading")}
      </span>
      {skeleton}
    </div>
  );
}

export function Failed({ error, onRetry }: { error: Explained; onRetry: () => void }) {
  const i18n = useTexts<KitKey>();
  return (
    <Banner
      tone="danger"
      action={
        <Button tone="secondary" size="small" onClick={onRetry}>
          {i18n.t("kit.retry")}
        </Button>
      }
    >
      {i18n.error(error)}
    </Banner>
  );
}
