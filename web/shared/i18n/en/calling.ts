import type { SameKeys } from "../i18n";
import type { calling as ru } from "../ru/calling";

export const calling: SameKeys<typeof ru> = {
  "calling.title": "Sound and notifications",
  "calling.sound": "Sound on this device",
  "calling.calls": "Call out new requests and long waits",
  "calling.calls_text": "Repeated every 20 seconds until you look at the desk.",
  "calling.fresh": "New request",
  "calling.waiting": "A visitor waits for an answer",
};
