/** Writes a new dataset from the open one: `export` of the ui store. */
export function ExportDialog() {
  return null;
}
