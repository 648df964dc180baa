import "../shared/shell/shell.css";
import "./office.css";
import "./kit/form.css";
import "./kit/rows.css";
import "./kit/table.css";
import { pageLanguage } from "../shared/i18n/i18n";
import { createRouter } from "../shared/shell/router";
import { openSession } from "../shared/shell/session";
import { show } from "../shared/shell/start";
import { App } from "./app";
import { BASE, createOffice } from "./office";
import { officeTexts } from "./texts";

const texts = officeTexts(pageLanguage());
const session = await openSession();
show(texts, session, <App office={createOffice(session, createRouter(BASE))} />);
