/** Control characters, which XML has no way to write. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what must not be in XML
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** Text of an element; what XML cannot write becomes a replacement character. */
export function xmlText(text: string): string {
  const writable = text.toWellFormed().replaceAll(UNWRITABLE, '\uFFFD');
  return writable.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;');
}

/** Value of an attribute, with its quotes; readers make blanks of line ends that are not escaped. */
export function xmlValue(text: string | number): string {
  return `"${xmlText(String(text)).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')}"`;
}
