import "../shared/ui/chat/chat.css";
import "../shared/ui/inbox/inbox.css";
import "../shared/ui/search/search.css";
import "../shared/shell/shell.css";
import "./cabinet.css";
import "./chart.css";
import { pageLanguage } from "../shared/i18n/i18n";
import { createRouter } from "../shared/shell/router";
import { openSession } from "../shared/shell/session";
import { show } from "../shared/shell/start";
import { App } from "./app";
import { createCabinet } from "./cabinet";
import { BASE } from "./routes";
import { cabinetTexts } from "./texts";

const texts = cabinetTexts(pageLanguage());
const session = await openSession();
const cabinet = createCabinet(session, createRouter(BASE), texts.t("arriving.title"));
show(texts, <App cabinet={cabinet} />);
