/** What the user must know about the open dataset: read only, folder gone, index rebuilt. */
export function NoticesBar() {
  return null;
}
