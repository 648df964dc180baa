import { guest } from "../shared/i18n/en/guest";
import { phone } from "../shared/i18n/en/phone";

export default { ...guest, ...phone };
