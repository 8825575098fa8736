import { IconTag } from '@tabler/icons-react';
import { useState } from 'react';
import { useDatasetStore } from '../state/dataset-store.ts';
import { currentTargets, tagTargets } from '../state/decisions.ts';
import { useUiStore } from '../state/ui-store.ts';
import type { Choice } from '../ui/choice.ts';
import { formatNoun } from '../ui/format.ts';
import { ChoiceDialog } from './ChoiceDialog.tsx';
import { tagChoices } from './tag-choices.ts';

const NONE: readonly string[] = [];
/** Offered before anyone used them: what the keys R and K say. */
const USUAL_TAGS = ['remove', 'keep'];

/** Asks for a tag, completing from those the dataset has, and tags the targets: `tag` of the ui store. */
export function TagInput() {
  const isOpen = useUiStore((state) => state.dialog === 'tag');
  return isOpen ? <TagDialog /> : null;
}

function TagDialog() {
  const [targets] = useState(currentTargets);
  const [typed, setTyped] = useState('');
  const tags = useDatasetStore((state) => state.dataset?.tags) ?? NONE;
  const giveKey = useUiStore((state) => state.giveKey);
  const { known, fresh, problem } = tagChoices(typed, [...new Set([...tags, ...USUAL_TAGS])]);
  const choices: Choice[] = known.map((name) => ({ name, text: name }));
  if (fresh !== null) choices.push({ name: fresh, text: `New tag “${fresh}”`, isNew: true });
  return (
    <ChoiceDialog
      title={`Tag ${formatNoun(targets.length, 'sample')}`}
      label="Tag"
      listLabel="Tags"
      placeholder="Name of the tag"
      icon={<IconTag size={16} />}
      typed={typed}
      onType={setTyped}
      choices={choices}
      problem={problem}
      onChoose={({ name }) => {
        giveKey(name);
        void tagTargets(name, true, targets);
      }}
    />
  );
}
