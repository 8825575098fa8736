import { create } from 'zustand';
import type { GroupsAnswer } from '../../shared/api.ts';
import type { WinnowError } from '../../shared/errors.ts';
import type { GroupKind } from '../../shared/issue.ts';
import { api } from './api.ts';
import { useDatasetStore } from './dataset-store.ts';
import { emptyList, GROUP_PAGE, type GroupList, isSlotOpen, offsetOf, trimmed, withPage } from './group-list.ts';
import { asWinnowError, isAborted } from './http.ts';
import { useQueryStore } from './query-store.ts';
import { useUiStore } from './ui-store.ts';

/** Where the keyboard is. */
export interface GroupFocus {
  readonly place: number;
  /** A sample of that group; null: its first. */
  readonly member: number | null;
}

export interface GroupsState {
  readonly kind: GroupKind | null;
  readonly list: GroupList;
  /** Groups of the kind, decided ones included. */
  readonly total: number;
  /** Groups still to be decided; what was decided a moment ago is taken off. */
  readonly open: number;
  /** Nothing was read yet. */
  readonly isFirst: boolean;
  readonly error: WinnowError | null;
  readonly focus: GroupFocus;
  /** Members shown of large groups that were unfolded, by group id. */
  readonly unfolded: ReadonlyMap<number, number>;
  /** Two members of the focused group are looked at side by side. `reference`: the one on the left; null: the first. */
  readonly compared: { readonly reference: number | null } | null;
  /** Shows groups of a kind, from the top. Null: none. */
  show(kind: GroupKind | null, isOnlyOpen: boolean): void;
  /** What is in view: it is fetched, and what is near it. */
  want(firstPlace: number, lastPlace: number): void;
  /** Changes the list before the engine has confirmed it. */
  patch(change: (list: GroupList) => GroupList): void;
  /** Reads the list anew, around the focused group. */
  reload(): Promise<void>;
  setFocus(focus: GroupFocus): void;
  unfold(group: number, members: number): void;
  compare(compared: GroupsState['compared']): void;
}

const RETRY_MS = 80;
const MOST_RETRIES = 50;

let wanted = { first: 0, last: 0 };
let stopping = new AbortController();
const fetching = new Set<number>();
/** Pages that came with fewer groups than there should be: not asked for again until something changes. */
const short = new Set<number>();
/** Decisions sent and not answered yet, and the revision that the last one answered made. */
let unanswered = 0;
let decisions = 0;
let leastRevision = 0;

/** The groups that are looked at. */
export const useGroupsStore = create<GroupsState>()((set, get) => ({
  kind: null,
  list: emptyList(true),
  total: 0,
  open: 0,
  isFirst: true,
  error: null,
  focus: { place: 0, member: null },
  unfolded: new Map(),
  compared: null,
  show(kind, isOnlyOpen) {
    callOff();
    wanted = { first: 0, last: 0 };
    leastRevision = 0;
    const focus = { place: 0, member: null };
    set({
      kind,
      list: emptyList(isOnlyOpen),
      total: 0,
      open: 0,
      isFirst: true,
      error: null,
      focus,
      unfolded: new Map(),
      compared: null,
    });
    if (kind !== null) void fetchPage(0, false);
  },
  want(first, last) {
    wanted = { first, last };
    for (const page of pagesAround(first, last, get().list.total))
      if (isMissing(page) && !short.has(page)) void fetchPage(page, false);
  },
  patch(change) {
    set(({ list, open }) => {
      const changed = change(list);
      return { list: changed, open: Math.max(0, open + openIn(changed) - openIn(list)) };
    });
  },
  async reload() {
    callOff();
    const { list, focus } = get();
    const place = Math.max(0, offsetOf(list, focus.place));
    await fetchPage(Math.floor(place / GROUP_PAGE), true);
  },
  setFocus: (focus) => set({ focus }),
  unfold: (group, members) => set(({ unfolded }) => ({ unfolded: new Map(unfolded).set(group, members) })),
  compare: (compared) => set({ compared }),
}));

/** Wraps the sending of a decision: answers that do not know of it yet are not shown. */
export async function counted<T extends { readonly dataset: { readonly revision: number } }>(send: () => Promise<T>): Promise<T> {
  decisions++;
  unanswered++;
  try {
    const answer = await send();
    leastRevision = Math.max(leastRevision, answer.dataset.revision);
    return answer;
  } finally {
    unanswered--;
  }
}

/** Keeps the list in step with the dataset while it is shown. @returns stops it */
export function followGroups(): () => void {
  return useQueryStore.subscribe(({ query, revision }, before) => {
    const { kind, list, show } = useGroupsStore.getState();
    if (kind === null) return;
    if (query.filter !== before.query.filter) show(kind, list.isOnlyOpen);
    else if (revision !== before.revision) refresh();
  });
}

/** Reads again what is in view: tags, and whether groups came or went. */
function refresh(): void {
  const { first, last } = wanted;
  short.clear();
  for (const page of pagesAround(first, last, 0)) void fetchPage(page, false);
}

async function fetchPage(page: number, isAnew: boolean): Promise<void> {
  if (fetching.has(page)) return;
  const { signal } = stopping;
  fetching.add(page);
  try {
    const answer = await freshAnswer(page, isAnew, signal);
    if (signal.aborted) return;
    fetching.delete(page);
    takeIn(page, isAnew, answer);
  } catch (error) {
    if (!signal.aborted && !isAborted(error)) useGroupsStore.setState({ error: asWinnowError(error) });
  } finally {
    if (!signal.aborted) fetching.delete(page);
  }
}

/** Asks until the answer knows of every decision that was made here. */
async function freshAnswer(page: number, isAnew: boolean, signal: AbortSignal): Promise<GroupsAnswer> {
  for (let tries = 0; ; tries++) {
    const decisionsBefore = decisions;
    const answer = await ask(page, isAnew, signal);
    const isFresh = unanswered === 0 && decisions === decisionsBefore && answer.revision >= leastRevision;
    if (isFresh || tries === MOST_RETRIES) return answer;
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    signal.throwIfAborted();
  }
}

async function ask(page: number, isAnew: boolean, signal: AbortSignal): Promise<GroupsAnswer> {
  const { kind, list } = useGroupsStore.getState();
  const { dataset } = useDatasetStore.getState();
  if (kind === null || dataset === null) throw new DOMException('No groups are shown any more.', 'AbortError');
  const { filter } = useQueryStore.getState().query;
  const first = page * GROUP_PAGE;
  return api.groups(
    dataset.id,
    {
      kind,
      ...(filter === null ? {} : { query: { filter, sort: { field: 'path', descending: false } } }),
      onlyOpen: list.isOnlyOpen,
      offset: isAnew ? first : offsetOf(list, first),
      limit: GROUP_PAGE,
      rules: [...useUiStore.getState().keepRules],
    },
    signal,
  );
}

function takeIn(page: number, isAnew: boolean, answer: GroupsAnswer): void {
  const { list, reload, want } = useGroupsStore.getState();
  // Fewer are left than there were above the focus: the last page is read instead.
  if (isAnew && answer.groups.length === 0 && listedIn(answer, list) > 0) {
    return void fetchPage(Math.floor((listedIn(answer, list) - 1) / GROUP_PAGE), true);
  }
  const base = isAnew ? emptyList(list.isOnlyOpen) : list;
  const taken = withPage(base, page * GROUP_PAGE, answer);
  if (taken === null) return void reload();
  useGroupsStore.setState((state) => ({
    list: trimmed(taken, page * GROUP_PAGE),
    total: answer.total,
    open: answer.open,
    isFirst: false,
    error: null,
    focus: isAnew ? focusIn(taken, state.focus, state.list) : state.focus,
  }));
  if (isMissing(page)) short.add(page);
  want(wanted.first, wanted.last);
}

const listedIn = ({ open, total }: GroupsAnswer, { isOnlyOpen }: GroupList): number => (isOnlyOpen ? open : total);

/** The group that had the focus, else the one in its place. */
function focusIn(list: GroupList, focus: GroupFocus, before: GroupList): GroupFocus {
  const id = before.slots.get(focus.place)?.group.id;
  for (const [place, { group }] of list.slots) if (group.id === id) return { place, member: focus.member };
  return { place: Math.max(0, Math.min(offsetOf(before, focus.place), list.total - 1)), member: null };
}

/** Pages in view; and one above and below, where the number of groups is given. */
function pagesAround(first: number, last: number, total: number): readonly number[] {
  const margin = total === 0 ? 0 : 1;
  const from = Math.max(0, Math.floor(first / GROUP_PAGE) - margin);
  const to = Math.floor(last / GROUP_PAGE) + margin;
  return Array.from({ length: to - from + 1 }, (_, k) => from + k).filter((page) => total === 0 || page * GROUP_PAGE < total);
}

function isMissing(page: number): boolean {
  const { slots, total } = useGroupsStore.getState().list;
  const last = Math.min(total, (page + 1) * GROUP_PAGE) - 1;
  return last >= 0 && (!slots.has(page * GROUP_PAGE) || !slots.has(last));
}

const openIn = ({ slots }: GroupList): number => [...slots.values()].filter(isSlotOpen).length;

function callOff(): void {
  stopping.abort();
  stopping = new AbortController();
  fetching.clear();
  short.clear();
}
