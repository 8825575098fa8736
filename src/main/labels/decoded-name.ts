/** A split's name that Winnow, or another program, wrote as a file name: with characters that files cannot have percent-encoded. */
export function decodedName(fileName: string): string {
  try {
    return decodeURIComponent(fileName);
  } catch {
    // A per cent sign that encodes nothing is itself.
    return fileName;
  }
}
