import { MantineProvider } from '@mantine/core';
import { useColorScheme } from '@mantine/hooks';
import { QueryClientProvider } from '@tanstack/react-query';
import { StartScreen } from '../start/StartScreen.tsx';
import { useDatasetStore } from '../state/dataset-store.ts';
import { queryClient } from '../state/query-client.ts';
import { useUiStore } from '../state/ui-store.ts';
import { theme } from '../ui/theme.ts';
import styles from './App.module.css';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import { DatasetScreen } from './DatasetScreen.tsx';
import { Dialogs } from './Dialogs.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { MessageToast } from './MessageToast.tsx';
import { useActionKeys } from './use-action-keys.ts';
import { useShell } from './use-shell.ts';

/** The page: providers, one of the two screens, and what lies over both. */
export function App() {
  return (
    <MantineProvider theme={theme} forceColorScheme={useShownScheme()}>
      <QueryClientProvider client={queryClient}>
        <ErrorBoundary>
          <Screens />
        </ErrorBoundary>
      </QueryClientProvider>
    </MantineProvider>
  );
}

/** The scheme chosen, or the system's where none was. */
function useShownScheme(): 'dark' | 'light' {
  const chosen = useUiStore((state) => state.colorScheme);
  const systems = useColorScheme();
  return chosen === 'system' ? systems : chosen;
}

function Screens() {
  const screen = useDatasetStore((state) => state.screen);
  useActionKeys();
  useShell();
  return (
    <div className={styles.app}>
      <ConnectionBanner />
      {screen === 'start' ? <StartScreen /> : <DatasetScreen />}
      <Dialogs />
      <MessageToast />
    </div>
  );
}
