/**
 * What "ignoring case" means for paths: composed (macOS hands out decomposed names), lower case, and one lower-case
 * sigma, since toLowerCase picks between two by what follows.
 */
export function foldCase(text: string): string {
  return text.normalize('NFC').toLowerCase().replaceAll('ς', 'σ');
}
