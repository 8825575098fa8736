import { userInfo } from 'node:os';

/** Name of the user that Winnow runs as; "unknown" where the system has none for it, as in some containers. */
export function systemUser(): string {
  try {
    return userInfo().username || 'unknown';
  } catch {
    // libuv finds no entry of this user id: not an error of Winnow's.
    return 'unknown';
  }
}
