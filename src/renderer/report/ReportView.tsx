/** The dataset report, instead of the grid. */
export function ReportView() {
  return null;
}
