const UTF8 = new TextDecoder('utf-8', { fatal: true });
const LATIN1 = new TextDecoder('latin1');

/** @returns the bytes as UTF-8, or as Latin-1 where they are none; older writers used what their system did */
export function decodeText(bytes: Uint8Array): string {
  try {
    return UTF8.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return LATIN1.decode(bytes);
    throw error;
  }
}

/** @returns `length` bytes from `at` as one character each; shorter at the end of the bytes */
export function latin1(bytes: Uint8Array, at: number, length: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', at, at + length);
}
