import type { SameKeys } from "../i18n";
import type { checkout as ru } from "../ru/checkout";

export const checkout: SameKeys<typeof ru> = {
  "checkout.title": "Your order",
  "checkout.close": "Close",
  "checkout.phone": "Phone number",
  "checkout.format": "Format of the consultation",
  "checkout.astrologer": "Astrologer",
  "checkout.any_astrologer": "Whoever is free first",
  "checkout.promo": "Promo code",
  "checkout.apply": "Apply",
  "checkout.discount": "Discount {discount}",
  "checkout.total": "To pay",
  "checkout.old_price": "Former price",
  "checkout.confirm": "Confirm",
  "checkout.consent_before":
    "I agree to the processing of my personal data in accordance with Federal Law No. 152-FZ of 27 July 2006 “On Personal Data”, on the terms and for the purposes set out in the ",
  "checkout.consent_policy": "Privacy policy",
  "checkout.consent_and": " and the ",
  "checkout.consent_offer": "Offer",
  "checkout.consent_missing": "Tick the consent to continue.",
  "checkout.name_missing": "Enter your first name.",
  "checkout.phone_incomplete": "Enter the whole number.",
  "checkout.sign_in": "Sign in to place the order",
  "checkout.sign_in_why":
    "The consultation and its conversation will wait for you in your cabinet. What you filled in is kept.",
  "checkout.back": "Back to the order",
  "checkout.signed_in": "You are signed in. Check the order and confirm it.",
  "checkout.paying": "Going on to payment…",
  "checkout.payment_note": "Next, a page opens where you pay by card.",
  "checkout.loading": "Loading…",
  "checkout.validity": "Valid for: {validity}",
};
