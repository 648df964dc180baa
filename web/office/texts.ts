/** Everything the back office says. */

import { errors as enErrors } from "../shared/i18n/en/errors";
import { kit as enKit } from "../shared/i18n/en/kit";
import { office as enOffice } from "../shared/i18n/en/office";
import { shell as enShell } from "../shared/i18n/en/shell";
import { createI18n, type Language } from "../shared/i18n/i18n";
import { errors } from "../shared/i18n/ru/errors";
import { kit } from "../shared/i18n/ru/kit";
import { office } from "../shared/i18n/ru/office";
import { shell } from "../shared/i18n/ru/shell";

export function officeTexts(language: Language) {
  return createI18n(language, {
    ru: { ...errors, ...kit, ...office, ...shell },
    en: { ...enErrors, ...enKit, ...enOffice, ...enShell },
  });
}
