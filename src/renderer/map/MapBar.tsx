import { Button } from '@mantine/core';
import { IconEye, IconEyeOff, IconLabel, IconListDetails, IconX } from '@tabler/icons-react';
import { hasLasso } from '../state/map-lasso.ts';
import { useMapStore } from '../state/map-store.ts';
import { useQueryStore } from '../state/query-store.ts';
import { useSelectionStore } from '../state/selection-store.ts';
import { useUiStore } from '../state/ui-store.ts';
import { formatCount } from '../ui/format.ts';
import { KeyTooltip } from '../ui/KeyTooltip.tsx';
import { DetailsButton, PanelButton, SidebarButton } from '../ui/PanelButton.tsx';
import { ColorMenu } from './ColorMenu.tsx';
import { ExportMenu } from './ExportMenu.tsx';
import styles from './MapBar.module.css';
import { MapSettings } from './MapSettings.tsx';
import { leaveLasso } from './map-selection.ts';
import type { Scene } from './scene.ts';

/** How the map shows its samples, and how many there are. @param scene null: there is no map to see */
export function MapBar({ scene }: { readonly scene: Scene | null }) {
  const { mapOutside, hasMapLabels, isLegendOpen, change } = useUiStore();
  const isFiltered = useQueryStore((state) => state.query.filter !== null);
  const isDimmed = mapOutside === 'dimmed';
  return (
    <div className={styles.bar} role="toolbar" aria-label="Map">
      <SidebarButton />
      <MapCounts />
      <LassoChip />
      {scene === null ? null : (
        <>
          <ColorMenu />
          {isFiltered ? (
            <PanelButton
              label={isDimmed ? 'Hide what the query leaves out' : 'Show what the query leaves out, dimmed'}
              isOpen={isDimmed}
              icon={isDimmed ? IconEye : IconEyeOff}
              onClick={() => change({ mapOutside: isDimmed ? 'hidden' : 'dimmed' })}
            />
          ) : null}
          <PanelButton
            label={hasMapLabels ? 'Hide the names of clusters' : 'Show the names of clusters'}
            isOpen={hasMapLabels}
            icon={IconLabel}
            onClick={() => change({ hasMapLabels: !hasMapLabels })}
          />
          <MapSettings />
          <ExportMenu scene={scene} />
          <PanelButton
            label={isLegendOpen ? 'Hide the legend' : 'Show the legend'}
            isOpen={isLegendOpen}
            icon={IconListDetails}
            onClick={() => change({ isLegendOpen: !isLegendOpen })}
          />
        </>
      )}
      <DetailsButton />
    </div>
  );
}

/** `713 samples`, `24 of 713 samples · 3 selected`. */
function MapCounts() {
  const matching = useQueryStore((state) => state.ids.length);
  const total = useQueryStore((state) => state.total);
  const isFiltered = useQueryStore((state) => state.answered !== null && state.answered.filter !== null);
  const selected = useSelectionStore((state) => state.selection.selected.size);
  const onMap = useMapStore((state) => state.points.ids.length);
  const missing = onMap === 0 ? 0 : total - onMap;
  return (
    <div className={styles.counts} role="status">
      <b>{formatCount(matching)}</b>
      {isFiltered ? ` of ${formatCount(total)}` : null} {(isFiltered ? total : matching) === 1 ? 'sample' : 'samples'}
      {selected === 0 ? null : ` · ${formatCount(selected)} selected`}
      {missing <= 0 ? null : <span className={styles.missing}> · {formatCount(missing)} not on the map</span>}
    </div>
  );
}

/** Says that an outline narrows the query, and takes it off. */
function LassoChip() {
  const isNarrowed = useQueryStore((state) => hasLasso(state.query));
  if (!isNarrowed) return null;
  return (
    <KeyTooltip action="map.leave" label="Take the lasso off the query">
      <Button variant="light" size="compact-xs" rightSection={<IconX size={12} />} onClick={leaveLasso}>
        Lasso
      </Button>
    </KeyTooltip>
  );
}
