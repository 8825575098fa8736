/** The order of the grid. */
export function SortMenu() {
  return null;
}
