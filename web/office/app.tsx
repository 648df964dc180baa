import { useEffect, useRef } from "preact/hooks";
import { useTexts } from "../shared/i18n/context";
import type { KitKey } from "../shared/i18n/ru/kit";
import type { OfficeKey } from "../shared/i18n/ru/office";
import { Brand } from "../shared/shell/brand";
import { isWithin } from "../shared/shell/router";
import { SignOut } from "../shared/shell/sign_out";
import { useTitle } from "../shared/shell/title";
import { Button } from "../shared/ui/button";
import { Dialog } from "../shared/ui/dialog";
import { ToastCorner } from "../shared/ui/toast";
import { FormView } from "./kit/form_view";
import { ListView } from "./kit/list_view";
import { addressOf, BASE, KINDS, type Office, SCREENS } from "./office";

export function App({ office }: { office: Office }) {
  const { t } = useTexts<OfficeKey | KitKey>();
  const { session } = office;
  const open = office.open.value;
  const section = open.name === "screen" ? open.screen : open.listing.kind;
  useTitle(`${t(`office.${section.name}`)} · ${t("office.name")}`, 0);
  useAskingLinks(office);
  const main = useMainFocus(open);
  useSeenSection(section.name);
  return (
    <div class="shell office">
      <header class="shell__bar">
        <Brand />
        <span class="shell__title" aria-hidden="true">
          {t("office.name")}
        </span>
        <div class="shell__end">
          <a class="button button--quiet" href="/desk">
            {t("office.desk")}
          </a>
          <SignOut session={session} />
        </div>
      </header>
      <div class="office__body">
        <nav class="office__nav" aria-label={t("office.sections")}>
          <ul>
            {[...KINDS, ...SCREENS].map((one) => (
              <li key={one.name}>
                <a
                  class="office__link"
                  href={addressOf(one)}
                  aria-current={one.name === section.name ? "page" : undefined}
                >
                  {t(`office.${one.name}`)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <main class="office__main" ref={main} tabIndex={-1}>
          {open.name === "form" && <FormView key={open.editing} office={office} editing={open.editing} />}
          {open.name === "list" && <ListView key={section.name} office={office} listing={open.listing} />}
          {open.name === "screen" && open.screen.draw(office, open.rest)}
        </main>
      </div>
      <Leaving office={office} />
      <ToastCorner toasts={session.toasts} closeLabel={t("kit.close")} />
    </div>
  );
}

function Leaving({ office }: { office: Office }) {
  const { t } = useTexts<OfficeKey | KitKey>();
  return (
    <Dialog
      open={office.leaving.value !== null}
      onClose={() => office.leave(false)}
      title={t("office.leave")}
      closeLabel={t("kit.close")}
      footer={
        <>
          <Button tone="secondary" onClick={() => office.leave(false)}>
            {t("office.stay")}
          </Button>
          <Button tone="danger" onClick={() => office.leave(true)}>
            {t("office.leave_yes")}
          </Button>
        </>
      }
    >
      <p>{t("office.leave_text")}</p>
    </Dialog>
  );
}

/** A click on a link of the office asks before unsaved changes are left; all other links ask through the browser. */
function useAskingLinks(office: Office): void {
  useEffect(() => {
    const ask = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a") : null;
      if (!link || link.target || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
      const url = new URL(link.href);
      if (url.origin !== location.origin || !isWithin(BASE, url.pathname) || !office.asks()) return;
      event.preventDefault();
      office.go(url.pathname + url.search);
    };
    document.addEventListener("click", ask, true);
    return () => document.removeEventListener("click", ask, true);
  }, [office]);
}

/** On a narrow screen the sections are one line that scrolls: the present one is in sight. */
function useSeenSection(name: string): void {
  useEffect(() => {
    const link = document.querySelector(".office__link[aria-current='page']");
    link?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [name]);
}

/** Whoever goes on by keyboard or hears the page begins each new place at its beginning. */
function useMainFocus(place: unknown) {
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  useEffect(() => {
    if (!first.current) {
      main.current?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
    first.current = false;
  }, [place]);
  return main;
}
