import { chat } from "../shared/i18n/ru/chat";
import { errors } from "../shared/i18n/ru/errors";
import { kit } from "../shared/i18n/ru/kit";
import { widget } from "../shared/i18n/ru/widget";
import type { WidgetTexts } from "./host";

const texts: WidgetTexts = { ...errors, ...kit, ...chat, ...widget };

export default texts;
