/** What the engine is working on, and what it has just done. */
export function JobsBar() {
  return null;
}
