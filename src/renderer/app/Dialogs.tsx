import { keyLines } from '../actions/key-lines.ts';
import { ACTIONS } from '../actions/registry.ts';
import { AutoCleanDialog } from '../auto-clean/AutoCleanDialog.tsx';
import { CommandPalette } from '../commands/CommandPalette.tsx';
import { HistoryDialog } from '../dialogs/HistoryDialog.tsx';
import { LabelInput } from '../dialogs/LabelInput.tsx';
import { RelinkDialog } from '../dialogs/RelinkDialog.tsx';
import { Shortcuts } from '../dialogs/Shortcuts.tsx';
import { TagInput } from '../dialogs/TagInput.tsx';
import { TagsDialog } from '../dialogs/TagsDialog.tsx';
import { EmbedDialog } from '../embeddings/EmbedDialog.tsx';
import { ExportDialog } from '../export/ExportDialog.tsx';
import { FetchDialog } from '../fetch/FetchDialog.tsx';
import { LabelsDialog } from '../labels/LabelsDialog.tsx';
import { PredictionsDialog } from '../predictions/PredictionsDialog.tsx';
import { useKeyBindings } from '../state/key-bindings.ts';
import { isMac } from '../ui/Keys.tsx';
import { shownCombo } from '../ui/key-combo.ts';

/** Dialogs, each of which shows itself when its store says so. */
export function Dialogs() {
  const chosen = useKeyBindings((state) => state.chosen);
  const lines = keyLines(ACTIONS, chosen)
    .filter(({ keys }) => keys.length > 0)
    .map(({ group, title, keys }) => ({ group, does: title, keys: keys.map((key) => shownCombo(key, isMac())) }));
  return (
    <>
      <CommandPalette />
      <TagInput />
      <TagsDialog />
      <LabelInput />
      <Shortcuts shortcuts={lines} />
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
