import { IconCategory } from '@tabler/icons-react';
import { useState } from 'react';
import { useClassCounts } from '../state/class-counts.ts';
import { currentTargets, relabel } from '../state/decisions.ts';
import { giveLabel } from '../state/review-actions.ts';
import { goOn } from '../state/triage.ts';
import { useUiStore } from '../state/ui-store.ts';
import { formatNoun } from '../ui/format.ts';
import { labelChoices } from '../ui/label-choices.ts';
import { ChoiceDialog } from './ChoiceDialog.tsx';

/** Asks for a class, completing from those the dataset has, and gives it to the targets: `label` of the ui store. */
export function LabelInput() {
  const isOpen = useUiStore((state) => state.dialog === 'label');
  return isOpen ? <LabelDialog /> : null;
}

function LabelDialog() {
  const [targets] = useState(currentTargets);
  const isReview = useUiStore((state) => state.view === 'review');
  const [typed, setTyped] = useState('');
  // The sample the dialog was opened for, whatever is shown by now.
  const [first] = targets;
  const { choices, problem } = labelChoices(typed, useClassCounts());
  return (
    <ChoiceDialog
      title={`Label ${formatNoun(targets.length, 'sample')}`}
      label="Class"
      listLabel="Classes"
      placeholder="Name of the class"
      icon={<IconCategory size={16} />}
      typed={typed}
      onType={setTyped}
      choices={choices}
      problem={problem}
      onChoose={({ label }) => {
        goOn(targets);
        void (isReview && first !== undefined ? giveLabel(first, label) : relabel(targets, label));
      }}
    />
  );
}
