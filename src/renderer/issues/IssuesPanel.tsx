/** Kinds of issues with their counts; a click opens the ranked list. */
export function IssuesPanel() {
  return null;
}
