import type { PrivateKind, PrivateTag } from './private-metadata.ts';

const KIND_WORDS: Readonly<Record<PrivateKind, string>> = {
  position: 'GPS position',
  'serial-number': 'serial number',
  person: "a person's name",
  place: "a place's name",
};

/** Parts of tag names, of any standard, that say more than their kind does. */
const TAG_WORDS: readonly (readonly [part: RegExp, kind: PrivateKind, words: string])[] = [
  [/lens/i, 'serial-number', 'lens serial number'],
  [/body|camera/i, 'serial-number', 'camera serial number'],
  [/owner/i, 'person', "owner's name"],
  [/artist/i, 'person', "artist's name"],
  [/author/i, 'person', "author's name"],
  [/creator|by-?line|photographer/i, 'person', "creator's name"],
  [/copyright|rights/i, 'person', "copyright holder's name"],
  [/city/i, 'place', 'city'],
  [/country/i, 'place', 'country'],
];

function wordsOf({ kind, tag }: PrivateTag): string {
  return TAG_WORDS.find(([part, ofKind]) => ofKind === kind && part.test(tag))?.[2] ?? KIND_WORDS[kind];
}

/** What tags tell, each thing once: "GPS position, artist's name and camera serial number". */
export function privateWords(tags: readonly PrivateTag[]): string {
  const words = [...new Set(tags.map(wordsOf))];
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
