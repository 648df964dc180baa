/** The code out of the SMS, where the browser can read it there (WebOTP); elsewhere nothing happens. */

interface OneTimeCode extends Credential {
  readonly code: string;
}

export interface CodeReader {
  get(request: CredentialRequestOptions): Promise<Credential | null>;
}

/** The browser's own, where it has one. */
function ownReader(): CodeReader | null {
  return "OTPCredential" in globalThis ? navigator.credentials : null;
}

/** Waits for one message with a code for this site; what is answered ends the waiting, so that no later code is read. */
export function awaitCode(onCode: (code: string) => void, reader: CodeReader | null = ownReader()): () => void {
  const ending = new AbortController();
  const request = { otp: { transport: ["sms"] }, signal: ending.signal } as CredentialRequestOptions;
  reader?.get(request).then(
    (found) => {
      if (found && !ending.signal.aborted) onCode((found as OneTimeCode).code);
    },
    () => undefined, // refused by the person, taken back by us: the code is typed then
  );
  return () => ending.abort();
}
