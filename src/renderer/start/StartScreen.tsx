/** What a person sees before a dataset is open. */
export function StartScreen() {
  return null;
}
