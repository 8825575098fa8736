/** The query as text. */
export function SearchBox() {
  return null;
}
