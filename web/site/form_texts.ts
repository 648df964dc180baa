/** The texts that the site's forms need, in the page's language. */

import * as enAccount from "../shared/i18n/en/account";
import * as enCheckout from "../shared/i18n/en/checkout";
import * as enErrors from "../shared/i18n/en/errors";
import * as enKit from "../shared/i18n/en/kit";
import * as enPhone from "../shared/i18n/en/phone";
import * as enSite from "../shared/i18n/en/site";
import { createI18n, type Language } from "../shared/i18n/i18n";
import * as ruAccount from "../shared/i18n/ru/account";
import * as ruCheckout from "../shared/i18n/ru/checkout";
import * as ruErrors from "../shared/i18n/ru/errors";
import * as ruKit from "../shared/i18n/ru/kit";
import * as ruPhone from "../shared/i18n/ru/phone";
import * as ruSite from "../shared/i18n/ru/site";

export function formTexts(language: Language) {
  return createI18n(language, {
    ru: {
      ...ruAccount.account,
      ...ruCheckout.checkout,
      ...ruErrors.errors,
      ...ruKit.kit,
      ...ruPhone.phone,
      ...ruSite.site,
    },
    en: {
      ...enAccount.account,
      ...enCheckout.checkout,
      ...enErrors.errors,
      ...enKit.kit,
      ...enPhone.phone,
      ...enSite.site,
    },
  });
}
