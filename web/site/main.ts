/** What public pages gain with JavaScript. Everything heavier than a carousel is loaded when it is needed. */

import "./site.css";
import { choiceIn } from "../shared/checkout/choice";
import { pageData } from "../shared/page";
import { keepAvailabilityLive } from "./availability";
import { bringCarouselsToLife } from "./carousel";
import { closeMenus } from "./menu";
import { dropLanguageParameter, switchTheme } from "./preferences";

const page = pageData();

bringCarouselsToLife(document);
switchTheme(page.theme);
dropLanguageParameter();
closeMenus();
keepAvailabilityLive(page.language);

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-buy]") : null;
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const { buy = "", astrologer = null } = link.dataset;
  void import("./buying").then(({ buyService }) => buyService(page, { service: buy, astrologer, format: null }));
});

const wanted = new URLSearchParams(location.search);
const offered = document.querySelector<HTMLElement>("[data-buy]")?.dataset.buy;
if (wanted.has("buy") && offered && location.pathname === `/services/${offered}`) {
  const choice = choiceIn(wanted, offered);
  void import("./buying").then(({ buyService }) => buyService(page, choice));
}

const signIn = document.getElementById("sign-in");
if (signIn) void import("./sign_in").then(({ showSignIn }) => showSignIn(signIn, page));

const reset = document.getElementById("reset-password");
if (reset) void import("./reset_password").then(({ showReset }) => showReset(reset));

const refund = document.getElementById("refund");
if (refund) void import("./refund").then(({ showRefund }) => showRefund(refund));
