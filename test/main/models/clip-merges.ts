import { readFileSync } from 'node:fs';

interface Golden {
  /** Pairs of the whole vocabulary, of which only those the texts touch are here, by rank. */
  readonly pairs: number;
  readonly merges: readonly (readonly [rank: number, pair: string])[];
  readonly length: number;
  readonly cases: readonly { readonly text: string; readonly tokens: readonly number[] }[];
}

export const CLIP_GOLDEN: Golden = JSON.parse(
  readFileSync(new URL('../../golden/clip-tokenizer/golden.json', import.meta.url), 'utf8'),
);

/** `merges.txt` with every pair at its rank; in the place of the others stand pairs that no text has. */
export function clipMerges({ pairs, merges } = CLIP_GOLDEN): string {
  const lines = Array.from({ length: pairs }, (_, rank) => `\u0000${rank} \u0000`);
  for (const [rank, pair] of merges) lines[rank] = pair;
  return `#version: 0.2\n${lines.join('\n')}\n`;
}
