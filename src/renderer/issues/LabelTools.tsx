import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconListCheck } from '@tabler/icons-react';
import { LABEL_FILTERS, LABEL_RANKINGS, type LabelSettings } from '../../shared/prediction.ts';
import { setLabelSettings, useLabelSettings } from '../state/label-settings.ts';
import { toggleReview } from '../state/review-actions.ts';
import { PredictionsButton } from '../ui/PredictionsButton.tsx';
import { useWithKey } from '../ui/use-key.ts';
import styles from './LabelTools.module.css';
import { FILTER_WORDS, RANKING_WORDS } from './label-words.ts';

/** Below the label issues: their review, and which labels are called one. */
export function LabelTools() {
  return (
    <div className={styles.tools}>
      <Tooltip label={useWithKey('look.review', 'One at a time, by keyboard')}>
        <Button
          size="compact-sm"
          variant="default"
          data-issue-row
          leftSection={<IconListCheck size={14} />}
          onClick={toggleReview}
        >
          Review…
        </Button>
      </Tooltip>
      <SettingsMenu />
      <PredictionsButton />
    </div>
  );
}

function SettingsMenu() {
  const settings = useLabelSettings();
  if (settings === undefined) return null;
  return (
    <Menu position="bottom-start" width={320}>
      <Menu.Target>
        <ActionIcon aria-label="Which labels are doubted" size={26}>
          <IconAdjustmentsHorizontal size={15} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Choices
          title="A label is an issue where"
          names={LABEL_FILTERS}
          words={FILTER_WORDS}
          chosen={settings.filter}
          onChoose={(filter) => void change(settings, { filter })}
        />
        <Menu.Divider />
        <Choices
          title="First come those"
          names={LABEL_RANKINGS}
          words={RANKING_WORDS}
          chosen={settings.ranking}
          onChoose={(ranking) => void change(settings, { ranking })}
        />
      </Menu.Dropdown>
    </Menu>
  );
}

interface ChoicesProps<T extends string> {
  readonly title: string;
  readonly names: readonly T[];
  readonly words: Readonly<Record<T, string>>;
  readonly chosen: T;
  readonly onChoose: (name: T) => void;
}

function Choices<T extends string>({ title, names, words, chosen, onChoose }: ChoicesProps<T>) {
  const choose = (value: string | null): void => {
    const name = names.find((one) => one === value);
    if (name !== undefined) onChoose(name);
  };
  return (
    <Menu.RadioGroup value={chosen} onChange={choose}>
      <Menu.Label>{title}</Menu.Label>
      {names.map((name) => (
        <Menu.RadioItem key={name} value={name}>
          {words[name]}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}

const change = (settings: LabelSettings, to: Partial<LabelSettings>): Promise<void> => setLabelSettings({ ...settings, ...to });
