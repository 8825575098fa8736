import { type Session, shell, type WebContents } from 'electron';
import { PAGE_URL } from './protocol.ts';

/** Sites that the page links to. They open in the user's own browser. */
const LINKED_HOSTS = ['github.com', 'www.apache.org'];

/** The window shows Winnow's page and nothing else; no second window is opened. */
export function guardNavigation(contents: WebContents): void {
  contents.on('will-frame-navigate', (event) => {
    if (!isPage(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (isLinkedSite(url)) void shell.openExternal(url);
    return { action: 'deny' };
  });
}

/** Camera, location, notifications and the like: the page needs none, except to write to the clipboard. */
export function denyPermissions(session: Session): void {
  const isAllowed = (permission: string): boolean => permission === 'clipboard-sanitized-write';
  session.setPermissionRequestHandler((_contents, permission, callback) => callback(isAllowed(permission)));
  session.setPermissionCheckHandler((_contents, permission) => isAllowed(permission));
  session.setDevicePermissionHandler(() => false);
}

function isPage(url: string): boolean {
  return url.startsWith(PAGE_URL);
}

/** True for https links to the sites on the list, without user or port. */
export function isLinkedSite(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || url.protocol !== 'https:' || url.username !== '' || url.port !== '') return false;
  return LINKED_HOSTS.includes(url.hostname);
}
