/** What the records of a PAX header say of the member after it. */
export interface PaxFacts {
  /** As bytes. */
  readonly path: Uint8Array | null;
  readonly sizeBytes: number | null;
  /** Stored without its holes, in one of GNU's three ways. */
  readonly isSparse: boolean;
}

export const NO_FACTS: PaxFacts = { path: null, sizeBytes: null, isSparse: false };

const SPACE = 0x20;
const EQUALS = 0x3d;

/**
 * Reads the records of a PAX header, `<length> <key>=<value>\n`, as far as they are whole; the length counts all of it.
 * @param bytes the data of the header
 */
export function parsePaxRecords(bytes: Uint8Array): PaxFacts {
  let facts = NO_FACTS;
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(SPACE, at);
    const length = space < 0 ? Number.NaN : Number(text(bytes.subarray(at, space)));
    if (!Number.isSafeInteger(length) || at + length > bytes.length || at + length <= space) break;
    const record = bytes.subarray(space + 1, at + length - 1);
    const equals = record.indexOf(EQUALS);
    if (equals > 0) facts = { ...facts, ...factOf(text(record.subarray(0, equals)), record.subarray(equals + 1)) };
    at += length;
  }
  return facts;
}

function factOf(key: string, value: Uint8Array): Partial<PaxFacts> {
  if (key === 'path') return { path: Uint8Array.from(value) };
  if (key === 'size') return sizeOf(text(value));
  return key.startsWith('GNU.sparse.') ? { isSparse: true } : {};
}

function sizeOf(digits: string): Partial<PaxFacts> {
  const sizeBytes = Number(digits);
  return /^\d+$/.test(digits) && Number.isSafeInteger(sizeBytes) ? { sizeBytes } : {};
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
