/** Not built yet. */
export function ArrangedView() {
  return null;
}
