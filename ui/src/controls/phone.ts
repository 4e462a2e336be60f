/** Telephone numbers: typed as people write them, stored in international form (E.164). */
import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/min";

export interface Phone {
  /** What to store: E.164 where the text is a number, else the text as it is, for the check to refuse. */
  readonly stored: string;
  readonly formatted: string;
  readonly country: string | undefined;
  readonly valid: boolean;
}

/** `country` (ISO 3166-1) reads numbers that are written without their country code. */
export function readPhone(text: string, country?: string): Phone {
  const trimmed = text.trim();
  const home: CountryCode | undefined =
    country !== undefined && isSupportedCountry(country.toUpperCase())
      ? (country.toUpperCase() as CountryCode)
      : undefined;
  const number = parsePhoneNumberFromString(trimmed.replace(/^00/, "+"), home);
  return number === undefined
    ? { stored: trimmed, formatted: trimmed, country: undefined, valid: false }
    : {
        stored: number.number,
        formatted: number.formatInternational(),
        country: number.country,
        valid: number.isPossible(),
      };
}
