/** Asks for a tag, completing from those the dataset has, and tags the targets: `tag` of the ui store. */
export function TagInput() {
  return null;
}
