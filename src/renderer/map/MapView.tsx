/** Not built yet. */
export function MapView() {
  return null;
}
