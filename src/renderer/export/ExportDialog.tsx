export interface ExportDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Writes a new dataset from the open one. */
export function ExportDialog(_: ExportDialogProps) {
  return null;
}
