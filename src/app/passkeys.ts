/**
 * Stands in for the part of Supabase's auth client that speaks with security keys (see vite.config.ts): Atrium's sign-in
 * offers none. What the client asks of it says that this browser has none.
 */
export class WebAuthnApi {}

export const webAuthnAbortService = {
  createNewAbortSignal: () => new AbortController().signal,
  cancelCeremony: () => undefined,
};

export const browserSupportsWebAuthn = () => false;

const absent = () => {
  throw new Error('Security keys are left out of this build');
};

export {
  absent as createCredential,
  absent as deserializeCredentialCreationOptions,
  absent as deserializeCredentialRequestOptions,
  absent as getCredential,
  absent as serializeCredentialCreationResponse,
  absent as serializeCredentialRequestResponse,
};
