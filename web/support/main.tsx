import "../shared/ui/arriving/arriving.css";
import "../shared/keyboard/keyboard.css";
import "../shared/replies/replies.css";
import "../shared/ui/chat/chat.css";
import "../shared/ui/inbox/inbox.css";
import "../shared/ui/search/search.css";
import "../shared/shell/shell.css";
import "./support.css";
import { pageLanguage } from "../shared/i18n/i18n";
import { createRouter } from "../shared/shell/router";
import { openSession } from "../shared/shell/session";
import { show } from "../shared/shell/start";
import { App } from "./app";
import { BASE, createDesk } from "./desk";
import { deskTexts } from "./texts";

const texts = deskTexts(pageLanguage());
const session = await openSession();
const { t } = texts;
const desk = createDesk(session, createRouter(BASE), {
  message: t("arriving.title"),
  fresh: t("calling.fresh"),
  waiting: t("calling.waiting"),
  guest: t("inbox.guest"),
});
show(texts, session, <App desk={desk} />);
