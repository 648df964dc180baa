import { chat } from "../shared/i18n/en/chat";
import { errors } from "../shared/i18n/en/errors";
import { kit } from "../shared/i18n/en/kit";
import { widget } from "../shared/i18n/en/widget";
import type { WidgetTexts } from "./host";

const texts: WidgetTexts = {
  first: { ...errors, ...kit, ...chat, ...widget },
  late: () => import("./late_en").then((it) => it.default),
  guest: () => import("./guest_en").then((it) => it.default),
};

export default texts;
