import type { PrivateKind, PrivateTag } from '../../../shared/private-metadata.ts';
import { decodeText } from './decode-text.ts';
import { privateTag } from './private-tag.ts';

const MARKER = 0x1c;
const APPLICATION_RECORD = 2;
/** More records than this no picture has. */
const MAX_RECORDS = 1000;

/** Data sets of the application record [IPTC-NAA IIM 4.2]. */
const DATA_SETS: ReadonlyMap<number, readonly [tag: string, kind: PrivateKind]> = new Map([
  [80, ['By-line', 'person']],
  [90, ['City', 'place']],
  [92, ['Sub-location', 'place']],
  [95, ['Province-State', 'place']],
  [116, ['CopyrightNotice', 'person']],
  [118, ['Contact', 'person']],
  [122, ['Writer-Editor', 'person']],
]);

/** @param bytes IIM records, one after the other */
export function iptcTags(bytes: Uint8Array): readonly PrivateTag[] {
  const tags: PrivateTag[] = [];
  let at = 0;
  for (let record = 0; record < MAX_RECORDS && at + 5 <= bytes.length && bytes[at] === MARKER; record++) {
    const size = (bytes[at + 3] ?? 0) * 256 + (bytes[at + 4] ?? 0);
    const [tag, kind] = bytes[at + 1] === APPLICATION_RECORD ? (DATA_SETS.get(bytes[at + 2] ?? 0) ?? []) : [];
    // Sizes from 32,768 on are written another way, which no text of interest here is.
    if (size >= 0x8000) break;
    const found = tag && kind ? privateTag(kind, tag, decodeText(bytes.subarray(at + 5, at + 5 + size))) : null;
    if (found !== null) tags.push(found);
    at += 5 + size;
  }
  return tags;
}
