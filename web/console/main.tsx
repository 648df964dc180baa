import "../shared/ui/arriving/arriving.css";
import "../shared/review/review.css";
import "../shared/ui/chat/chat.css";
import "../shared/ui/inbox/inbox.css";
import "../shared/ui/search/search.css";
import "../shared/shell/shell.css";
import "./console.css";
import { pageLanguage } from "../shared/i18n/i18n";
import { createRouter } from "../shared/shell/router";
import { openSession } from "../shared/shell/session";
import { show } from "../shared/shell/start";
import { App } from "./app";
import { BASE, createDesktop } from "./desktop";
import { consoleTexts } from "./texts";

const texts = consoleTexts(pageLanguage());
const session = await openSession();
const desktop = createDesktop(session, createRouter(BASE), texts.t("arriving.title"));
show(texts, session, <App desktop={desktop} />);
