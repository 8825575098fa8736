import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useAnnotations } from '../state/annotations.ts';
import { toggleBoxes } from '../state/boxes.ts';
import { activeRun, usePredictions } from '../state/confusion.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { useHasEmbeddings } from '../state/issues.ts';
import { useTileMenu } from '../state/tile-menu.ts';
import { type TileCaptions, useUiStore } from '../state/ui-store.ts';
import { KeyOf } from '../ui/KeyOf.tsx';
import { MOST_TILE_FIELDS, type TileField } from '../ui/tile-fields.ts';
import { useWithKey } from '../ui/use-key.ts';
import styles from './TileMenu.module.css';
import { choiceTitle, fieldChoices, toggledField } from './tile-field-choices.ts';

/** What tiles show of their samples, and how. @param hasCaptions words can be shown */
export function TileMenu({ hasCaptions }: { readonly hasCaptions: boolean }) {
  const isOpen = useTileMenu((state) => state.isOpen);
  const label = useWithKey('look.tile-fields', 'Show on tiles');
  return (
    <Menu position="bottom-end" width={220} opened={isOpen} onChange={(opened) => useTileMenu.setState({ isOpen: opened })}>
      <Menu.Target>
        <Tooltip label={label} disabled={isOpen}>
          <ActionIcon aria-label="Show on tiles">
            <IconAdjustmentsHorizontal size={16} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown className={styles.menu}>
        {hasCaptions ? <FieldItems /> : null}
        {hasCaptions ? <MarkItems /> : null}
        <PictureItems />
      </Menu.Dropdown>
    </Menu>
  );
}

const PLACES: readonly TileCaptions[] = ['hover', 'always', 'over'];

/** The fields of captions, and where these are. */
function FieldItems() {
  const { tileFields, tileCaptions, change } = useUiStore();
  const choices = useChoices(tileFields);
  return (
    <>
      <Menu.Label>Show on tiles</Menu.Label>
      {choices.map(({ title, fields }) =>
        title === '' ? (
          <Fields key={title} fields={fields} />
        ) : (
          <Menu.Sub key={title}>
            <Menu.Sub.Target>
              <Menu.Sub.Item rightSection={<Chosen of={fields} />}>{title}</Menu.Sub.Item>
            </Menu.Sub.Target>
            <Menu.Sub.Dropdown className={styles.menu}>
              <Fields fields={fields} />
            </Menu.Sub.Dropdown>
          </Menu.Sub>
        ),
      )}
      <Menu.Divider />
      <Menu.RadioGroup
        value={tileCaptions}
        onChange={(value) => change({ tileCaptions: PLACES.find((place) => place === value) ?? 'hover' })}
      >
        <Menu.Label>Words</Menu.Label>
        <Menu.RadioItem value="hover">Under the pointer</Menu.RadioItem>
        <Menu.RadioItem value="always">Always, below the picture</Menu.RadioItem>
        <Menu.RadioItem value="over">Always, over the picture</Menu.RadioItem>
      </Menu.RadioGroup>
      <Menu.Divider />
    </>
  );
}

const NO_FIELDS: readonly string[] = [];

function useChoices(chosen: readonly TileField[]): ReturnType<typeof fieldChoices> {
  const { data } = usePredictions();
  const hasEmbeddings = useHasEmbeddings() === true;
  const hasAnnotations = (useAnnotations().data?.activeId ?? null) !== null;
  const hasBoxes = useDatasetStore((state) => state.dataset?.hasBoxes ?? false);
  const carried = useDatasetStore((state) => state.dataset?.fieldNames ?? NO_FIELDS);
  const run = data === undefined ? null : activeRun(data);
  return fieldChoices({ run, hasEmbeddings, hasAnnotations, hasBoxes, carried }, chosen);
}

function Fields({ fields }: { readonly fields: readonly TileField[] }) {
  const { tileFields, change } = useUiStore();
  const isFull = tileFields.length >= MOST_TILE_FIELDS;
  return fields.map((field) => (
    <Menu.CheckboxItem
      key={field}
      checked={tileFields.includes(field)}
      disabled={isFull && !tileFields.includes(field)}
      onChange={() => change({ tileFields: toggledField(tileFields, field) })}
    >
      {choiceTitle(field)}
    </Menu.CheckboxItem>
  ));
}

/** How many of a submenu's fields are shown. */
function Chosen({ of }: { readonly of: readonly TileField[] }) {
  const count = useUiStore(({ tileFields }) => of.filter((field) => tileFields.includes(field)).length);
  return count === 0 ? null : <span className={styles.count}>{count}</span>;
}

/** What lies over pictures. */
function MarkItems() {
  const { areTagsShown, areIssuesShown, areBoxesShown, isPreviewOn, change } = useUiStore();
  const hasBoxes = useDatasetStore((state) => state.dataset?.hasBoxes ?? false);
  return (
    <>
      <Menu.Label>Over the picture</Menu.Label>
      <Menu.CheckboxItem checked={areTagsShown} onChange={(value) => change({ areTagsShown: value })}>
        Tags
      </Menu.CheckboxItem>
      <Menu.CheckboxItem checked={areIssuesShown} onChange={(value) => change({ areIssuesShown: value })}>
        Issues
      </Menu.CheckboxItem>
      {hasBoxes ? (
        <Menu.CheckboxItem
          checked={areBoxesShown}
          rightSection={<KeyOf action="look.boxes" className={styles.key} />}
          onChange={toggleBoxes}
        >
          Boxes
        </Menu.CheckboxItem>
      ) : null}
      <Menu.Divider />
      <Menu.CheckboxItem checked={isPreviewOn} onChange={(value) => change({ isPreviewOn: value })}>
        Preview where the pointer rests
      </Menu.CheckboxItem>
      <Menu.Divider />
    </>
  );
}

function PictureItems() {
  const { tileFit, change } = useUiStore();
  return (
    <Menu.RadioGroup value={tileFit} onChange={(value) => change({ tileFit: value === 'cover' ? 'cover' : 'contain' })}>
      <Menu.Label>Pictures</Menu.Label>
      <Menu.RadioItem value="contain">Whole</Menu.RadioItem>
      <Menu.RadioItem value="cover">Fill the square</Menu.RadioItem>
    </Menu.RadioGroup>
  );
}
