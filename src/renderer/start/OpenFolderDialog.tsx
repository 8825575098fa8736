/** The folder dialog of a browser, where there is no system one: `open-folder` of the ui store. */
export function OpenFolderDialog() {
  return null;
}
