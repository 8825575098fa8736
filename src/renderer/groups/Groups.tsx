/** The duplicate groups of the kind that is looked at, worst first. */
export function Groups() {
  return null;
}
