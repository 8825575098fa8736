import { parseQuery } from '../../shared/query-language.ts';
import { printQuery } from '../../shared/query-print.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { type HistoryEntry, type HistoryStep, historyStep } from '../state/history-step.ts';
import { useMessagesStore } from '../state/messages-store.ts';
import { addressSearch, NOWHERE, type PageAddress, readAddress } from '../state/page-address.ts';
import { currentPlace, showPlace } from '../state/place.ts';
import { useQueryStore } from '../state/query-store.ts';
import { useSelectionStore } from '../state/selection-store.ts';
import { shownView } from '../state/shown-view.ts';
import { useUiStore } from '../state/ui-store.ts';
import { showDatasetOf } from './first-dataset.ts';

/** Browsers refuse addresses that are written too often: while an arrow key is held down, this apart. */
const FOCUS_AFTER_MS = 300;
const GOING_BACK_MS = 1000;

let isGoingBack = false;
let timer: ReturnType<typeof setTimeout> | null = null;
let dueMs = Number.POSITIVE_INFINITY;

/**
 * Keeps the address in step with what is shown, and goes where the browser's back and forward lead. Call it after `startLive`,
 * which resets what a dataset is opened with.
 */
export function followAddress(): void {
  useDatasetStore.subscribe(({ dataset }, { dataset: before }) => {
    if (dataset?.id === before?.id) return;
    // It was opened for its address: the rest of that is shown too.
    if (dataset !== null && readAddress(location.search).dataset === dataset.id) show(readAddress(location.search));
    write(0);
  });
  useQueryStore.subscribe(({ query, isDraft, groupBy }, before) => {
    if (query !== before.query || groupBy !== before.groupBy || isDraft !== before.isDraft) write(0);
  });
  useUiStore.subscribe((state, before) => {
    const isOtherView = state.view !== before.view || shownView(state) !== shownView(before);
    if (isOtherView || state.issueKind !== before.issueKind || state.rowLayout !== before.rowLayout) write(0);
  });
  useSelectionStore.subscribe(({ selection }, before) => {
    if (selection.focus !== before.selection.focus) write(FOCUS_AFTER_MS);
  });
  window.addEventListener('popstate', onPopState);
}

function onPopState(): void {
  if (isGoingBack) {
    // What is shown is right already; only the sample in focus may be another.
    isGoingBack = false;
    write(0);
    return;
  }
  const address = readAddress(location.search);
  const open = useDatasetStore.getState().dataset?.id ?? null;
  if (address.dataset === open) show(address);
  else if (address.dataset === null) void useDatasetStore.getState().close();
  else void showDatasetOf(address.dataset);
}

/** @param address of the dataset that is open */
function show({ dataset, view, query: text, ...rest }: PageAddress): void {
  if (dataset === null) return;
  const parsed = parseQuery(text);
  if (!parsed.ok) {
    useMessagesStore.getState().say(`The address asks for “${text}”, which is no query: ${parsed.message}`, { tone: 'error' });
  }
  const place = currentPlace();
  const query = parsed.ok ? parsed.query : place.query;
  // An address that names no view leaves what the dataset was looked at by.
  const { groupBy, rowLayout } = view === null ? place : rest;
  showPlace({ ...rest, query, view: view ?? place.view, groupBy, rowLayout });
}

/** Writes the address soon: several changes of one action are one step. */
function write(afterMs: number): void {
  const due = performance.now() + afterMs;
  if (timer !== null) {
    if (due >= dueMs) return;
    clearTimeout(timer);
  }
  dueMs = due;
  timer = setTimeout(() => {
    timer = null;
    dueMs = Number.POSITIVE_INFINITY;
    if (!isGoingBack) writeNow();
  }, afterMs);
}

function writeNow(): void {
  const before = readAddress(location.search);
  const now = shownAddress();
  const entry = entryOf(history.state);
  const { isDraft } = useQueryStore.getState();
  const step = historyStep(before, now, entry, isDraft);
  take(step, before, now, { ...entry, isDraft });
}

function take(step: HistoryStep, before: PageAddress, now: PageAddress, entry: HistoryEntry): void {
  const search = addressSearch(now, location.search);
  const url = `${location.pathname}${search}`;
  if (step === 'back') {
    isGoingBack = true;
    history.back();
    // Where nothing lies below after all.
    setTimeout(() => {
      isGoingBack = false;
    }, GOING_BACK_MS);
  } else if (step === 'push') {
    history.pushState(stateOf({ ...entry, below: before }), '', url);
  } else if (step === 'replace' || entryOf(history.state).isDraft !== entry.isDraft) {
    history.replaceState(stateOf(entry), '', url);
  }
}

function shownAddress(): PageAddress {
  const dataset = useDatasetStore.getState().dataset?.id ?? null;
  if (dataset === null) return NOWHERE;
  const { query, ...place } = currentPlace();
  return { dataset, query: printQuery(query), ...place };
}

/** What is written into an entry of the history: `below` as an address. */
function stateOf({ below, isDraft }: HistoryEntry): object {
  return { below: below === null ? null : addressSearch(below), isDraft };
}

/** What was written into the entry; of one that another page made, nothing. */
function entryOf(state: unknown): HistoryEntry {
  if (typeof state !== 'object' || state === null) return { below: null, isDraft: false };
  const below: unknown = Reflect.get(state, 'below');
  return { below: typeof below === 'string' ? readAddress(below) : null, isDraft: Reflect.get(state, 'isDraft') === true };
}
