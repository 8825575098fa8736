import { ActionIcon, Button, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconChartDots3,
  IconChartHistogram,
  IconChevronLeft,
  IconCommand,
  IconGridDots,
  IconHistory,
  IconKeyboard,
  IconReportAnalytics,
  IconTags,
  IconUpload,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { HeaderMenu } from '../commands/HeaderMenu.tsx';
import { SearchBox } from '../search/SearchBox.tsx';
import { toggleConfusion } from '../state/confusion.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { redo, undo } from '../state/decisions.ts';
import { closeReport } from '../state/issues.ts';
import { toggleMap } from '../state/map-actions.ts';
import { toggleSkew } from '../state/skew.ts';
import { useUiStore, type View } from '../state/ui-store.ts';
import { shell } from '../ui/shell.ts';
import { ThemeToggle } from '../ui/ThemeToggle.tsx';
import { useWithKey } from '../ui/use-key.ts';
import { ViewsMenu } from '../views/ViewsMenu.tsx';
import styles from './Header.module.css';

/** Which dataset is open, the search, and what is done to the dataset as a whole. */
export function Header() {
  const dataset = useDatasetStore((state) => state.dataset);
  const close = useDatasetStore((state) => state.close);
  const openDialog = useUiStore((state) => state.openDialog);
  const commandsLabel = useWithKey('app.commands', 'Commands');
  const historyLabel = useWithKey('decide.history', 'History');
  const labelsLabel = useWithKey('dataset.labels', 'Labels from annotation files');
  const keysLabel = useWithKey('app.keys', 'Keyboard shortcuts');
  if (dataset === null) return null;
  return (
    <section className={styles.header} aria-label="Dataset">
      <Tooltip label="Close the dataset">
        <ActionIcon aria-label="Close the dataset" onClick={() => void close()}>
          <IconChevronLeft size={16} />
        </ActionIcon>
      </Tooltip>
      <h1 className={styles.name} title={dataset.folder}>
        {dataset.name}
      </h1>
      <ViewsMenu />
      <div className={styles.search}>
        <SearchBox />
      </div>
      <HistoryButton label="Undo" action="decide.undo" isPossible={dataset.undoDepth > 0} run={undo} icon={IconArrowBackUp} />
      <HistoryButton label="Redo" action="decide.redo" isPossible={dataset.redoDepth > 0} run={redo} icon={IconArrowForwardUp} />
      <Tooltip label={commandsLabel}>
        <ActionIcon aria-label="Commands" onClick={() => openDialog('palette')}>
          <IconCommand size={16} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={historyLabel}>
        <ActionIcon aria-label="History" className={styles.rare} onClick={() => openDialog('history')}>
          <IconHistory size={16} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={labelsLabel}>
        <ActionIcon aria-label="Labels from annotation files" onClick={() => openDialog('labels')}>
          <IconTags size={16} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={keysLabel}>
        <ActionIcon aria-label="Keyboard shortcuts" className={styles.rare} onClick={() => openDialog('shortcuts')}>
          <IconKeyboard size={16} />
        </ActionIcon>
      </Tooltip>
      <span className={styles.rare}>
        <ThemeToggle />
      </span>
      <ViewButton
        name="Map"
        label="Map of what a model sees in the pictures"
        action="look.map"
        icon={<IconChartDots3 size={14} />}
        view="map"
        onClick={toggleMap}
      />
      <ViewButton
        name="Confusion"
        label="Confusion matrix: labels against predictions"
        action="look.confusion"
        icon={<IconGridDots size={14} />}
        view="confusion"
        onClick={toggleConfusion}
      />
      <ViewButton
        name="Splits"
        label="How the splits differ"
        action="look.skew"
        icon={<IconChartHistogram size={14} />}
        view="skew"
        onClick={toggleSkew}
      />
      <ReportButton />
      <Button
        aria-label="Export…"
        leftSection={<IconUpload size={14} />}
        onClick={() => openDialog('export')}
        className={styles.export}
      >
        <span className={styles.word}>Export…</span>
      </Button>
      {shell() === null ? <HeaderMenu /> : null}
    </section>
  );
}

interface ViewButtonProps {
  readonly name: string;
  /** What it shows. */
  readonly label: string;
  /** Whose key does the same. */
  readonly action: string;
  readonly icon: ReactNode;
  readonly view: View;
  readonly onClick: () => void;
}

/** Opens a view and goes back from it; pressed as well while a sample of the view is shown large. */
function ViewButton({ name, label, action, icon, view: own, onClick }: ViewButtonProps) {
  const isOpen = useUiStore(({ view, viewBehind }) => view === own || (view === 'loupe' && viewBehind === own));
  return (
    <Tooltip label={useWithKey(action, label)}>
      <Button
        variant="default"
        className={styles.view}
        leftSection={icon}
        aria-label={name}
        aria-pressed={isOpen}
        onClick={onClick}
      >
        <span className={styles.word}>{name}</span>
      </Button>
    </Tooltip>
  );
}

function ReportButton() {
  const isOpen = useUiStore((state) => state.view === 'report');
  const setView = useUiStore((state) => state.setView);
  return (
    <Tooltip label={useWithKey('look.report', 'What is in the dataset and what is wrong with it')}>
      <Button
        variant="default"
        className={styles.view}
        leftSection={<IconReportAnalytics size={14} />}
        aria-label="Report"
        aria-pressed={isOpen}
        onClick={() => (isOpen ? closeReport() : setView('report'))}
      >
        <span className={styles.word}>Report</span>
      </Button>
    </Tooltip>
  );
}

interface HistoryButtonProps {
  readonly label: string;
  readonly action: string;
  readonly isPossible: boolean;
  readonly run: () => Promise<void>;
  readonly icon: typeof IconArrowBackUp;
}

function HistoryButton({ label, action, isPossible, run, icon: Icon }: HistoryButtonProps) {
  return (
    <Tooltip label={useWithKey(action, label)}>
      <ActionIcon aria-label={label} disabled={!isPossible} onClick={() => void run()}>
        <Icon size={16} />
      </ActionIcon>
    </Tooltip>
  );
}
