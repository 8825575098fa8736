import { WinnowError } from '../../shared/errors.ts';
import { WINNOW_VERSION } from '../engine/version.ts';

const EMAIL = /^[!-~]+@[a-z\d](?:[a-z\d.-]*[a-z\d])?\.[a-z\d-]{2,}$/i;
/** What a robots.txt calls this program. */
export const PRODUCT_TOKEN = 'winnow';

/**
 * The name under which hosts are asked: `winnow/1.0.0 (+mailto:me@example.org)`.
 * @param contact e-mail address, or address of a web page, of whoever is responsible
 * @throws {WinnowError} bad_request where it is neither
 */
export function userAgentOf(contact: string): string {
  const given = contact.trim().replace(/^mailto:/i, '');
  const web = /^https?:\/\//i.test(given) ? URL.parse(given) : null;
  const isWeb = web?.hostname.includes('.') === true && !/[()\\]/.test(web.href);
  if (!isWeb && (!EMAIL.test(given) || /[()<>\\,;"]/.test(given))) {
    const found = given === '' ? 'none was given' : `"${given}" is neither`;
    throw new WinnowError(
      'bad_request',
      `Hosts are told whom to turn to: an e-mail address or the address of a web page is needed, and ${found}. For example me@example.org.`,
    );
  }
  return `${PRODUCT_TOKEN}/${WINNOW_VERSION} (+${isWeb ? web.href : `mailto:${given}`})`;
}
