import { useEffect, useMemo, useState } from "preact/hooks";
import type { Profile } from "../contracts/openapi";
import { useTexts } from "../shared/i18n/context";
import type { PrivacyKey } from "../shared/i18n/ru/privacy";
import { Button } from "../shared/ui/button";
import { download } from "../shared/ui/icons";
import { Banner } from "../shared/ui/surface";
import type { Cabinet } from "./cabinet";
import { createExport, type DataExport, saveFile } from "./data_export";
import { EraseDialog } from "./erase_dialog";

/** «Мои данные»: taking them along, and leaving for good. */
export function DataSection({ cabinet, profile }: { cabinet: Cabinet; profile: Profile }) {
  const { t } = useTexts<PrivacyKey>();
  const file = useMemo(() => createExport({ save: saveFile }), []);
  const [leaving, setLeaving] = useState(false);
  useEffect(() => () => file.stop(), [file]);
  return (
    <section class="card" aria-labelledby="data">
      <h2 class="cabinet__block" id="data">
        {t("privacy.data")}
      </h2>
      <p class="soft">{t("privacy.export_text")}</p>
      <Export file={file} />
      <hr class="lines__rule" />
      <p class="soft">{t("privacy.erase_text")}</p>
      <div>
        <Button tone="danger" size="small" onClick={() => setLeaving(true)}>
          {t("privacy.erase")}
        </Button>
      </div>
      {leaving && <EraseDialog cabinet={cabinet} profile={profile} onClose={() => setLeaving(false)} />}
    </section>
  );
}

function Export({ file }: { file: DataExport }) {
  const i18n = useTexts<PrivacyKey>();
  const { t, fileSize } = i18n;
  const state = file.state.value;
  const running = state.name === "running";
  return (
    <>
      {state.name === "failed" && <Banner tone="danger">{i18n.error(state.error)}</Banner>}
      <div class="row">
        <Button tone="secondary" size="small" icon={download} busy={running} onClick={() => void file.start()}>
          {t(state.name === "saved" || state.name === "failed" ? "privacy.export_again" : "privacy.export")}
        </Button>
        {running && (
          <Button tone="quiet" size="small" onClick={file.stop}>
            {t("privacy.export_stop")}
          </Button>
        )}
        <span class="soft small" role="status">
          {running && t("privacy.export_running", { size: state.bytes > 0 ? fileSize(state.bytes) : "" })}
          {state.name === "saved" && t("privacy.export_done", { size: fileSize(state.bytes) })}
        </span>
      </div>
    </>
  );
}
