/** Says what was read from the folders; keeps, changes or drops it. */
export function LayoutBar() {
  return null;
}
