/** Of the kind that is looked at: what it means, its histogram with a cut to move, and what can be decided. */
export function IssueBar() {
  return null;
}
