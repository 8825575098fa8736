const MAX_REASON_LENGTH = 400;

/** What libvips and sharp say about how they were asked, not about the file. */
const BOOKKEEPING = /^(Warning treated as error due to failOn setting|read gave \d+ warnings)$/;

/** The decoder's own words on one line, each complaint once. */
export function decoderWords(error: unknown): string {
  const lines = (error instanceof Error ? error.message : String(error)).split('\n').map((line) => line.trim());
  const complaints = [...new Set(lines)].filter((line) => line !== '' && !BOOKKEEPING.test(line));
  if (complaints.length === 0) return 'the decoder found damage, but does not say which';
  return complaints
    .join('; ')
    .slice(0, MAX_REASON_LENGTH)
    .replace(/[\s:;]+$/, '');
}
