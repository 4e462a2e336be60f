/** Telephone numbers: typed as people write them, stored in international form (E.164). */
import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/min";

export interface Phone {
  /**
   * What to store: E.164 where all of the text is a number, else the text as it is, for the check to speak of. An extension and letters have
   * no place in E.164; without them it would be another number.
   */
  readonly stored: string;
  /** What to show: all that is stored and nothing else. */
  readonly formatted: string;
  readonly country: string | undefined;
  readonly valid: boolean;
}

/** Digits and what people set between them; nothing that could part two numbers or begin an extension. */
const numberAlone = /^\+?[\p{Nd}\s().\-\u2010-\u2015·]+$/u;

/** Marks of writing direction, which come along when a number is copied. */
const unseen = /\p{Cf}/gu;

/** `country` (ISO 3166-1) reads numbers that are written without their country code. */
export function readPhone(text: string, country?: string): Phone {
  const trimmed = text.replace(unseen, "").trim();
  const asIs = { stored: trimmed, formatted: trimmed, country: undefined, valid: false };
  const home: CountryCode | undefined =
    country !== undefined && isSupportedCountry(country.toUpperCase())
      ? (country.toUpperCase() as CountryCode)
      : undefined;
  const written = trimmed.replace(/^tel:/i, "").replace(/^00/, "+");
  if (!numberAlone.test(written)) {
    return asIs;
  }
  const number = parsePhoneNumberFromString(written, {
    extract: false,
    ...(home === undefined ? {} : { defaultCountry: home }),
  });
  // A short number dialled at home, such as 112, is none with the country's code before it.
  if (number === undefined || number.ext !== undefined || !(number.isPossible() || written.startsWith("+"))) {
    return asIs;
  }
  return {
    stored: number.number,
    formatted: number.formatInternational(),
    country: number.country,
    valid: number.isPossible(),
  };
}

/** A stored number in the form it is read in; where it is stored in another than E.164, as it is stored. */
export function shownPhone(stored: string): string {
  const phone = readPhone(stored);
  return phone.stored === stored ? phone.formatted : stored;
}
