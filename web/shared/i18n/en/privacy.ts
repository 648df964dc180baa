import type { SameKeys } from "../i18n";
import type { privacy as ru } from "../ru/privacy";

export const privacy: SameKeys<typeof ru> = {
  "privacy.devices": "Devices",
  "privacy.devices_text": "Where you are signed in. If you do not know a device, sign it out and change your password.",
  "privacy.device_here": "This device",
  "privacy.device_named": "{browser}, {platform}",
  "privacy.device_unknown": "Unknown device",
  "privacy.device_seen": "Last active: {moment}",
  "privacy.device_since": "Signed in: {moment}",
  "privacy.device_end": "Sign out",
  "privacy.device_end_named": "Sign out on {device}",
  "privacy.device_ended": "The device is signed out",
  "privacy.others_end": "Sign out on all other devices",
  "privacy.others_ended": "All other devices are signed out",

  "privacy.consents": "Consents",
  "privacy.consents_text": "When you agreed, and to which documents. A document that has changed since then is marked.",
  "privacy.consents_none": "None yet. We ask for your consent when you order.",
  "privacy.consent_for": "Order “{service}”",
  "privacy.consent_version": "version of {date}",
  "privacy.consent_changed": "There is a newer version",
  "privacy.consent_unnamed": "The privacy policy and the terms of service of that day.",
  "privacy.consents_more": "Show more",

  "privacy.data": "My data",
  "privacy.export": "Download my data",
  "privacy.export_text":
    "Profile, orders, conversations, consents and links to your files: all that the service keeps about you, as one JSON file.",
  "privacy.export_running": "Putting the file together… {size}",
  "privacy.export_stop": "Stop",
  "privacy.export_done": "The file is saved: {size}",
  "privacy.export_again": "Download again",

  "privacy.erase": "Delete my account",
  "privacy.erase_text": "For good: neither the account nor the conversations can be brought back.",
  "privacy.erase_title": "Delete the account",
  "privacy.erase_what": "What will happen:",
  "privacy.erase_profile":
    "Your name, phone, e-mail, birth data and picture are deleted. You are signed out everywhere.",
  "privacy.erase_chats":
    "The chat with support and your files are deleted. The astrologer keeps the conversation, with «Удалённый пользователь» (deleted user) in place of your name.",
  "privacy.erase_orders": "Amounts and dates of payments stay in the books without name or phone: the law demands it.",
  "privacy.erase_active": {
    one: "You have {count} active service. It ends at once, and the money does not come back by itself.",
    other: "You have {count} active services. They end at once, and the money does not come back by itself.",
  },
  "privacy.erase_refund": "Ask for a refund",
  "privacy.erase_password": "Your password",
  "privacy.erase_why": "So we know that it is really you who deletes the account.",
  "privacy.erase_by_code": "Confirm with an SMS code",
  "privacy.erase_by_password": "Confirm with the password",
  "privacy.erase_send": "Send an SMS code",
  "privacy.erase_send_text": "We will send a code to {phone}.",
  "privacy.erase_resend": "Send again",
  "privacy.erase_resend_in": "Send again in {count} s",
  "privacy.erase_code": "Enter the SMS code",
  "privacy.erase_no_proof": "First set a password in your profile: with it you confirm the deletion.",
  "privacy.erase_confirm": "Delete for good",
  "privacy.erase_required": "Fill in this field.",
};
