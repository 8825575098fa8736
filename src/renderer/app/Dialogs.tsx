import { AutoCleanDialog } from '../auto-clean/AutoCleanDialog.tsx';
import { HistoryDialog } from '../dialogs/HistoryDialog.tsx';
import { LabelInput } from '../dialogs/LabelInput.tsx';
import { RelinkDialog } from '../dialogs/RelinkDialog.tsx';
import { Shortcuts } from '../dialogs/Shortcuts.tsx';
import { TagInput } from '../dialogs/TagInput.tsx';
import { EmbedDialog } from '../embeddings/EmbedDialog.tsx';
import { ExportDialog } from '../export/ExportDialog.tsx';
import { FetchDialog } from '../fetch/FetchDialog.tsx';
import { LabelsDialog } from '../labels/LabelsDialog.tsx';
import { PredictionsDialog } from '../predictions/PredictionsDialog.tsx';
import { shownCombo } from './key-combo.ts';
import { SHORTCUTS } from './shortcuts.ts';
import { isMac } from './use-shortcuts.ts';

const LINES = SHORTCUTS.map(({ group, keys, shown, does }) => ({
  group,
  // `=` is `+` without Shift.
  keys: (shown ?? keys).filter((key) => key !== '=').map((key) => shownCombo(key, isMac)),
  does,
}));

/** Dialogs, each of which shows itself when its store says so. */
export function Dialogs() {
  return (
    <>
      <TagInput />
      <LabelInput />
      <Shortcuts shortcuts={LINES} />
      <ExportDialog />
      <HistoryDialog />
      <RelinkDialog />
      <EmbedDialog />
      <PredictionsDialog />
      <AutoCleanDialog />
      <FetchDialog />
      <LabelsDialog />
    </>
  );
}
