/** Command instead of Control. */
export function isMac(): boolean {
  return /mac/i.test(navigator.platform);
}
