/** What operating systems and storage boxes leave in folders; compared in lower case. */
const SYSTEM_NAMES: ReadonlySet<string> = new Set([
  'thumbs.db',
  'ehthumbs.db',
  'desktop.ini',
  '__macosx',
  '$recycle.bin',
  'system volume information',
  '@eadir',
  'lost+found',
]);

/** Whether a file or folder of this name is nobody's data: hidden (a leading dot), or made by the system. */
export function isSkippedName(name: string): boolean {
  return name.startsWith('.') || SYSTEM_NAMES.has(name.toLowerCase());
}
