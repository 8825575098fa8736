/**
 * What a sample was before the user relabelled it; null: it has the label that was found.
 * @param labelBefore absent: it was not relabelled
 */
export function labelBeforeText(label: string | null, labelBefore: string | null | undefined): string | null {
  // The label may be newer than what is known of the sample.
  if (labelBefore === undefined || labelBefore === label) return null;
  return labelBefore === null ? 'was without label' : `was ${labelBefore}`;
}
