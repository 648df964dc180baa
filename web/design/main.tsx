import "../shared/ui/chat/chat.css";
import "../shared/ui/inbox/inbox.css";
import "../shared/ui/search/search.css";
import "../shared/review/review.css";
import "../shared/shell/shell.css";
import "./design.css";
import { pageLanguage } from "../shared/i18n/i18n";
import { draw } from "../shared/shell/start";
import { Page } from "./page";
import { designTexts } from "./texts";

draw(designTexts(pageLanguage()), <Page />);
