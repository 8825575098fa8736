/** Counts and histograms of the open dataset; a click writes the query. */
export function Sidebar() {
  return null;
}
