import { AutoCleanDialog } from '../auto-clean/AutoCleanDialog.tsx';
import { CommandPalette } from '../commands/CommandPalette.tsx';
import { ContextMenu } from '../commands/ContextMenu.tsx';
import { KeysDialog } from '../commands/KeysDialog.tsx';
import { HistoryDialog } from '../dialogs/HistoryDialog.tsx';
import { LabelInput } from '../dialogs/LabelInput.tsx';
import { RelinkDialog } from '../dialogs/RelinkDialog.tsx';
import { TagInput } from '../dialogs/TagInput.tsx';
import { TagsDialog } from '../dialogs/TagsDialog.tsx';
import { EmbedDialog } from '../embeddings/EmbedDialog.tsx';
import { ExportDialog } from '../export/ExportDialog.tsx';
import { FetchDialog } from '../fetch/FetchDialog.tsx';
import { PickedCompare } from '../groups/PickedCompare.tsx';
import { LabelsDialog } from '../labels/LabelsDialog.tsx';
import { PredictionsDialog } from '../predictions/PredictionsDialog.tsx';
import { OpenFolderDialog } from '../start/OpenFolderDialog.tsx';

/** Dialogs, each of which shows itself when its store says so. */
export function Dialogs() {
  return (
    <>
      <CommandPalette />
      <ContextMenu />
      <TagInput />
      <TagsDialog />
      <LabelInput />
      <KeysDialog />
      <ExportDialog />
      <HistoryDialog />
      <RelinkDialog />
      <EmbedDialog />
      <PredictionsDialog />
      <AutoCleanDialog />
      <FetchDialog />
      <LabelsDialog />
      <PickedCompare />
      <OpenFolderDialog />
    </>
  );
}
