import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** The country whose numbers are meant when a number has no country code of its own. */
const home = (country: string | null | undefined): CountryCode | undefined =>
  country && isSupportedCountry(country) ? country : undefined;

/**
 * A phone number as its country writes it for callers from everywhere ("+49 30 901820"), and as a phone dials it. Null
 * when it is no number that can be told; then what was typed is the best there is.
 */
export function readPhone(
  text: string,
  country?: string | null,
): { written: string; dialled: string } | null {
  const number = parsePhoneNumberFromString(text, home(country));
  if (!number?.isPossible()) return null;
  return { written: number.formatInternational(), dialled: number.getURI() };
}
