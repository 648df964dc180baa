import { useEffect, useMemo } from "preact/hooks";
import type { SessionOut } from "../contracts/openapi";
import { useTexts } from "../shared/i18n/context";
import type { I18n } from "../shared/i18n/i18n";
import type { PrivacyKey } from "../shared/i18n/ru/privacy";
import { Loaded } from "../shared/shell/loaded";
import { Button } from "../shared/ui/button";
import { Icon } from "../shared/ui/icon";
import { desktop, mobile } from "../shared/ui/icons";
import { Skeleton, Tag } from "../shared/ui/mark";
import { Banner } from "../shared/ui/surface";
import type { Cabinet } from "./cabinet";
import { createDevices, type Devices, OTHERS } from "./devices";

/** «Устройства»: a calm list, the one in hand first. */
export function DevicesSection({ cabinet }: { cabinet: Cabinet }) {
  const i18n = useTexts<PrivacyKey>();
  const { t } = i18n;
  const { api, toasts } = cabinet.session;
  const devices = useMemo(() => createDevices(api), [api]);
  useEffect(() => void devices.list.load(), [devices]);
  const failure = devices.failure.value;
  return (
    <section class="card" aria-labelledby="devices">
      <h2 class="cabinet__block" id="devices">
        {t("privacy.devices")}
      </h2>
      <p class="soft">{t("privacy.devices_text")}</p>
      {failure && <Banner tone="danger">{i18n.error(failure)}</Banner>}
      <Loaded of={devices.list} skeleton={<Skeleton height="4rem" />}>
        {(found) => <List found={found} devices={devices} notify={(key) => toasts.notify(t(key))} />}
      </Loaded>
    </section>
  );
}

interface ListProps {
  found: readonly SessionOut[];
  devices: Devices;
  notify: (key: PrivacyKey) => void;
}

function List({ found, devices, notify }: ListProps) {
  const { t } = useTexts<PrivacyKey>();
  const endOthers = async () => {
    if (await devices.endOthers()) notify("privacy.others_ended");
  };
  return (
    <>
      <ul class="lines">
        {found.map((one) => (
          <Device key={one.id} device={one} devices={devices} notify={notify} />
        ))}
      </ul>
      {found.length > 1 && (
        <div class="card__foot">
          <Button tone="secondary" size="small" busy={devices.ending.value === OTHERS} onClick={() => void endOthers()}>
            {t("privacy.others_end")}
          </Button>
        </div>
      )}
    </>
  );
}

function Device({ device, devices, notify }: { device: SessionOut; devices: Devices; notify: ListProps["notify"] }) {
  const i18n = useTexts<PrivacyKey>();
  const { t } = i18n;
  const name = nameOf(device, i18n);
  const end = async () => {
    if (await devices.end(device.id)) notify("privacy.device_ended");
  };
  const moment = (at: string) => i18n.date(at, "moment");
  return (
    <li class="lines__one">
      <span class="lines__icon">
        <Icon of={isMobile(device) ? mobile : desktop} />
      </span>
      <div class="lines__words">
        <p class="lines__title">
          {name} {device.current && <Tag tone="accent">{t("privacy.device_here")}</Tag>}
        </p>
        <p class="soft small">
          {device.current
            ? t("privacy.device_since", { moment: moment(device.created_at) })
            : t("privacy.device_seen", { moment: moment(device.last_seen_at) })}
        </p>
      </div>
      {!device.current && (
        <Button
          tone="quiet"
          size="small"
          busy={devices.ending.value === device.id}
          aria-label={t("privacy.device_end_named", { device: name })}
          onClick={() => void end()}
        >
          {t("privacy.device_end")}
        </Button>
      )}
    </li>
  );
}

function nameOf({ browser, platform }: SessionOut, { t }: I18n<PrivacyKey>): string {
  if (browser && platform) return t("privacy.device_named", { browser, platform });
  return browser ?? platform ?? t("privacy.device_unknown");
}

function isMobile({ platform }: SessionOut): boolean {
  return platform === "iPhone" || platform === "iPad" || platform === "Android";
}
