import { chat } from "../shared/i18n/ru/chat";
import { errors } from "../shared/i18n/ru/errors";
import { kit } from "../shared/i18n/ru/kit";
import { widget } from "../shared/i18n/ru/widget";
import type { WidgetTexts } from "./host";

const texts: WidgetTexts = {
  first: { ...errors, ...kit, ...chat, ...widget },
  late: () => import("./late_ru").then((it) => it.default),
  guest: () => import("./guest_ru").then((it) => it.default),
};

export default texts;
