import { assertNever } from '../../shared/errors.ts';
import { ArrangedView } from '../arranged/ArrangedView.tsx';
import { ConfusionView } from '../confusion/ConfusionView.tsx';
import { DropImage } from '../embeddings/DropImage.tsx';
import { Grid } from '../grid/Grid.tsx';
import { Groups } from '../groups/Groups.tsx';
import { Details } from '../inspector/Details.tsx';
import { LargePicture } from '../inspector/LargePicture.tsx';
import { Loupe } from '../inspector/Loupe.tsx';
import { Preload } from '../inspector/Preload.tsx';
import { IssueBar } from '../issues/IssueBar.tsx';
import { JobsBar } from '../jobs/JobsBar.tsx';
import { LabelsBar } from '../labels/LabelsBar.tsx';
import { LayoutBar } from '../layout-bar/LayoutBar.tsx';
import { NoticesBar } from '../layout-bar/NoticesBar.tsx';
import { MapView } from '../map/MapView.tsx';
import { ObjectsView } from '../objects/ObjectsView.tsx';
import { ReportView } from '../report/ReportView.tsx';
import { ReviewView } from '../review/ReviewView.tsx';
import { SkewView } from '../skew/SkewView.tsx';
import { useUiStore, type View } from '../state/ui-store.ts';
import { TriageBar } from '../triage/TriageBar.tsx';
import { PanelEdge } from '../ui/PanelEdge.tsx';
import styles from './DatasetScreen.module.css';
import { EmptyGrid } from './EmptyGrid.tsx';
import { Header } from './Header.tsx';
import { QueryFailure } from './QueryFailure.tsx';
import { SideBox } from './SideBox.tsx';
import { SideTabs } from './SideTabs.tsx';
import { Toolbar } from './Toolbar.tsx';
import { useTitle } from './use-title.ts';

/** Several side by side in the pane beside the confusion matrix. */
const PANE_THUMBNAIL_PX = 96;

/** An open dataset: header, sidebar, what the view shows, details, jobs. */
export function DatasetScreen() {
  const view = useUiStore((state) => state.view);
  const isSidebarOpen = useUiStore((state) => state.isSidebarOpen);
  // They tell of the sample in focus, which a review does not look at.
  const isDetailsOpen = useUiStore((state) => state.isDetailsOpen && state.view !== 'review');
  useTitle();
  return (
    <div className={styles.screen}>
      <Header />
      <NoticesBar />
      <LayoutBar />
      <LabelsBar />
      <div className={styles.middle}>
        {isSidebarOpen ? (
          <SideBox side="left" setting="sidebarWidth">
            <SideTabs />
          </SideBox>
        ) : null}
        <main className={styles.main}>
          {isSidebarOpen ? <PanelEdge setting="sidebarWidth" /> : null}
          <Main view={view} />
          {isDetailsOpen ? <PanelEdge setting="detailsWidth" /> : null}
        </main>
        {isDetailsOpen ? (
          <SideBox side="right" setting="detailsWidth">
            <Details />
          </SideBox>
        ) : null}
      </div>
      <JobsBar />
      <DropImage />
    </div>
  );
}

/** What the large view was opened from stays below it, as it was. */
function Main({ view }: { readonly view: View }) {
  const behind = useUiStore((state) => state.viewBehind);
  if (view === 'map' || (view === 'loupe' && behind === 'map')) {
    return (
      <>
        <QueryFailure />
        <MapView />
        {view === 'loupe' ? <Loupe /> : null}
      </>
    );
  }
  if (view === 'confusion' || (view === 'loupe' && behind === 'confusion')) {
    return (
      <>
        <ConfusionView>
          <Grid mostSize={PANE_THUMBNAIL_PX} />
          <EmptyGrid />
        </ConfusionView>
        {view === 'loupe' ? <Loupe /> : null}
      </>
    );
  }
  if (view === 'objects' || (view === 'loupe' && behind === 'objects')) {
    return (
      <>
        <QueryFailure />
        <ObjectsView />
        {view === 'loupe' ? <Loupe /> : null}
      </>
    );
  }
  const isArranged = view === 'arranged' || (view === 'loupe' && behind === 'arranged');
  switch (view) {
    case 'grid':
    case 'arranged':
    case 'loupe':
      return (
        <>
          <Toolbar />
          <TriageBar />
          <IssueBar />
          {isArranged ? <QueryFailure /> : null}
          <div className={styles.samples}>
            {isArranged ? (
              <ArrangedView />
            ) : (
              <>
                <Grid />
                <EmptyGrid />
              </>
            )}
          </div>
          {view === 'loupe' ? (
            <Loupe>
              <TriageBar />
            </Loupe>
          ) : null}
        </>
      );
    case 'groups':
      return <Groups />;
    case 'report':
      return <ReportView />;
    case 'skew':
      return <SkewView />;
    case 'review':
      return <ReviewView picture={LargePicture} preload={Preload} />;
    default:
      return assertNever(view);
  }
}
