import type { ErrorKey } from "../i18n";

export const errors: Readonly<Record<ErrorKey, string>> = {
  "error.unauthenticated": "Please sign in to continue.",
  "error.forbidden": "You do not have access to this action.",
  "error.not_found": "Nothing found. It may have been deleted.",
  "error.validation_failed": "Please check the fields.",
  "error.conversation_inactive": "The consultation is over: this chat is read-only.",
  "error.rate_limited": "Too many attempts. Please wait a little and try again.",
  "error.conflict": "This has changed in the meantime. Reload the page and try again.",
  "error.too_large": "The file is too large.",
  "error.unsupported_type": "Files of this type are not supported.",
  "error.attachment_not_ready": "The file has not been uploaded completely yet.",
  "error.invalid_credentials": "Wrong login or password",
  "error.code_invalid": "Wrong code. Check the digits of the last SMS.",
  "error.code_expired": "The code has expired. Request a new one.",
  "error.promo_invalid": "This promo code is not valid.",
  "error.certificate_invalid": "This certificate is not valid.",
  "error.payment_failed": "The payment did not go through. You have not been charged.",
  "error.unavailable": "The service cannot be reached. Check the internet, and try again a little later.",
  "error.internal": "Something went wrong. We are looking into it.",
};
