import { Modal } from '@mantine/core';
import { useUiStore } from '../state/ui-store.ts';
import { ChoiceField, type ChoiceFieldProps } from '../ui/ChoiceField.tsx';
import type { Choice } from '../ui/choice.ts';

export interface ChoiceDialogProps<T extends Choice> extends Omit<ChoiceFieldProps<T>, 'inPlace'> {
  readonly title: string;
}

/** A dialog that asks for one of many: arrows mark, Tab completes, Enter takes, Escape closes. */
export function ChoiceDialog<T extends Choice>({ title, onChoose, ...field }: ChoiceDialogProps<T>) {
  const closeDialog = useUiStore((state) => state.closeDialog);
  const choose = (choice: T): void => {
    closeDialog();
    onChoose(choice);
  };
  return (
    <Modal opened title={title} size={360} yOffset="18vh" centered={false} onClose={closeDialog}>
      <ChoiceField {...field} onChoose={choose} />
    </Modal>
  );
}
