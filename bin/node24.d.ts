/** See node24.js, which is plain JavaScript for any Node >= 20. */
export function findNode24(
  host?: { readonly version: string; readonly execPath: string; readonly platform: string; readonly arch: string },
  resolve?: (specifier: string) => string,
): string;
