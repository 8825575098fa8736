/** Not built yet. */
export function EmbedDialog() {
  return null;
}
