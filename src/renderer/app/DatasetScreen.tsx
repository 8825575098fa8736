import { Grid } from '../grid/Grid.tsx';
import { Details } from '../inspector/Details.tsx';
import { Loupe } from '../inspector/Loupe.tsx';
import { JobsBar } from '../jobs/JobsBar.tsx';
import { LayoutBar } from '../layout-bar/LayoutBar.tsx';
import { NoticesBar } from '../layout-bar/NoticesBar.tsx';
import { Sidebar } from '../sidebar/Sidebar.tsx';
import { useUiStore } from '../state/ui-store.ts';
import styles from './DatasetScreen.module.css';
import { EmptyGrid } from './EmptyGrid.tsx';
import { Header } from './Header.tsx';
import { PanelEdge } from './PanelEdge.tsx';
import { SideBox } from './SideBox.tsx';
import { Toolbar } from './Toolbar.tsx';
import { useShortcuts } from './use-shortcuts.ts';
import { useTitle } from './use-title.ts';

/** An open dataset: header, sidebar, grid or large view, details, jobs. */
export function DatasetScreen() {
  const view = useUiStore((state) => state.view);
  const isSidebarOpen = useUiStore((state) => state.isSidebarOpen);
  const isDetailsOpen = useUiStore((state) => state.isDetailsOpen);
  useShortcuts();
  useTitle();
  return (
    <div className={styles.screen}>
      <Header />
      <NoticesBar />
      <LayoutBar />
      <div className={styles.middle}>
        {isSidebarOpen ? (
          <SideBox side="left" setting="sidebarWidth">
            <Sidebar />
          </SideBox>
        ) : null}
        <main className={styles.main}>
          {isSidebarOpen ? <PanelEdge side="left" /> : null}
          <Toolbar />
          <div className={styles.samples}>
            <Grid />
            <EmptyGrid />
          </div>
          {view === 'loupe' ? <Loupe /> : null}
          {isDetailsOpen ? <PanelEdge side="right" /> : null}
        </main>
        {isDetailsOpen ? (
          <SideBox side="right" setting="detailsWidth">
            <Details />
          </SideBox>
        ) : null}
      </div>
      <JobsBar />
    </div>
  );
}
