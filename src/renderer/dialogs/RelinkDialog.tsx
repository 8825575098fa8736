/** Asks whether an opened folder is a dataset that was indexed elsewhere before. Shows itself when the engine asks. */
export function RelinkDialog() {
  return null;
}
