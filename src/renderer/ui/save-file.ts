/** Long enough for a browser to have taken the file. */
const KEPT_MS = 60_000;

/** Hands a file to the browser, which saves it where its downloads go. */
export function saveFile(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}
