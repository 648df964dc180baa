import { guest } from "../shared/i18n/ru/guest";
import { phone } from "../shared/i18n/ru/phone";

export default { ...guest, ...phone };
