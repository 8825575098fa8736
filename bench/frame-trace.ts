/** An event of Chromium's trace, times in microseconds. See Chromium's "Trace Event Format". */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** Of them on the processor. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** Categories that hold what `tracedFrames` reads, and little else: tracing costs time itself. */
export const FRAME_CATEGORIES = [
  'devtools.timeline',
  'disabled-by-default-devtools.timeline.frame',
  'toplevel',
  '__metadata',
] as const;

const PARTS = ['script', 'layout', 'paint', 'other'] as const;
type Part = (typeof PARTS)[number];
/** Threads by what they do for a frame beside the page's main thread. */
const THREADS = {
  raster: /^(ThreadPoolForegroundWorker|CompositorTileWorker)/,
  compositor: /^Compositor$/,
  display: /^VizCompositorThread$/,
} as const;
type Thread = keyof typeof THREADS;

/**
 * From one frame to the next, ms: its `length`, and how long script ran by the clock (`scriptWall`), which includes waits for a
 * processor that others use. All else is time on the processor. Of the page's main thread: script, with its garbage; style and
 * layout, also where script asks for them; paint, which is to record what is drawn and to hand it on. Of other threads all they did
 * meanwhile: raster and decoding of pictures; the compositor; the display, which software draws here.
 */
export type TracedFrame = Readonly<Record<Measure, number>>;
type Measure = Part | Thread | 'length' | 'scriptWall';

const KINDS: readonly (readonly [part: Part, names: RegExp])[] = [
  [
    'script',
    /^(FunctionCall|EvaluateScript|EventDispatch|FireAnimationFrame|TimerFire|RunMicrotasks|FireIdleCallback|XHR|v8\.|V8\.|MinorGC|MajorGC)/,
  ],
  ['layout', /^(UpdateLayoutTree|RecalculateStyles|Layout|PrePaint|HitTest|IntersectionObserverController)/],
  ['paint', /^(Paint|UpdateLayer|Layerize|Commit|CompositeLayers|Decode Image)/],
];

/** Frames of the busiest page in a trace of FRAME_CATEGORIES. @param trace JSON @throws where it holds no frame */
export function tracedFrames(trace: string): readonly TracedFrame[] {
  const { traceEvents } = JSON.parse(trace) as { readonly traceEvents: readonly TraceEvent[] };
  const threadNames = new Map(
    traceEvents.filter(({ name }) => name === 'thread_name').map((event) => [threadOf(event), event.args?.name ?? '']),
  );
  const begins = traceEvents.filter(({ name }) => name === 'BeginMainThreadFrame');
  const main = mostCommon(begins.map(threadOf));
  const complete = traceEvents
    .filter(({ ph, dur }) => ph === 'X' && dur !== undefined)
    .sort((a, b) => a.ts - b.ts || longer(a, b));
  const onMain = complete.filter((event) => threadOf(event) === main);
  const tasks = outermost(onMain);
  // A frame begins within a task.
  const starts = begins
    .filter((event) => threadOf(event) === main)
    .map(({ ts }) => tasks[lastBefore(tasks, ts)]?.ts ?? ts)
    .sort((a, b) => a - b);
  if (main === undefined || starts.length < 2) throw new Error(`The trace of ${traceEvents.length} events holds no frames.`);
  const frames = starts.slice(1).map((end, place) => emptyFrame((end - (starts[place] ?? end)) / 1000));
  const begun = starts.map((ts) => ({ ts }));
  const add: Add = (ts, what, us) => {
    const frame = frames[lastBefore(begun, ts)];
    if (frame !== undefined) frame[what] += us / 1000;
  };
  addMainThread(onMain, add);
  for (const [thread, events] of Map.groupBy(complete, threadOf)) {
    const kind = kindOfThread(threadNames.get(thread) ?? '');
    // Only of the page itself, but the display is a process of its own.
    if (kind === null || (kind !== 'display' && !isSameProcess(thread, main))) continue;
    for (const event of outermost(events)) add(event.ts, kind, cpuOf(event));
  }
  return frames;
}

type Add = (ts: number, what: Exclude<Measure, 'length'>, us: number) => void;

const threadOf = ({ pid, tid }: TraceEvent): string => `${pid} ${tid}`;
const isSameProcess = (a: string, b: string): boolean => a.split(' ')[0] === b.split(' ')[0];
const longer = (a: TraceEvent, b: TraceEvent): number => (b.dur ?? 0) - (a.dur ?? 0);

const cpuOf = ({ dur = 0, tdur = dur }: TraceEvent): number => tdur;

function emptyFrame(length: number): Record<Measure, number> {
  return { length, scriptWall: 0, script: 0, layout: 0, paint: 0, other: 0, raster: 0, compositor: 0, display: 0 };
}

/** The time of each event without that of those within it; one of no known kind is part of what it lies in. */
function addMainThread(events: readonly TraceEvent[], add: Add): void {
  const open: { readonly end: number; readonly part: Part }[] = [];
  const addBoth = (ts: number, part: Part, event: TraceEvent, sign: 1 | -1): void => {
    add(ts, part, sign * cpuOf(event));
    if (part === 'script') add(ts, 'scriptWall', sign * (event.dur ?? 0));
  };
  for (const event of events) {
    const { name, ts, dur = 0 } = event;
    while (open.length > 0 && (open.at(-1)?.end ?? 0) <= ts) open.pop();
    const outer = open.at(-1)?.part;
    const part = KINDS.find(([, names]) => names.test(name))?.[0] ?? outer ?? 'other';
    if (outer !== undefined) addBoth(ts, outer, event, -1);
    addBoth(ts, part, event, 1);
    open.push({ end: ts + dur, part });
  }
}

function outermost(events: readonly TraceEvent[]): readonly TraceEvent[] {
  let end = Number.NEGATIVE_INFINITY;
  return events.filter(({ ts, dur = 0 }) => {
    if (ts < end) return false;
    end = ts + dur;
    return true;
  });
}

/** The last that starts at or before a time; -1: none. @param all in order */
function lastBefore(all: readonly { readonly ts: number }[], ts: number): number {
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all[middle]?.ts ?? 0) <= ts) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function kindOfThread(name: string): Thread | null {
  if (THREADS.raster.test(name)) return 'raster';
  if (THREADS.compositor.test(name)) return 'compositor';
  return THREADS.display.test(name) ? 'display' : null;
}

function mostCommon(values: readonly string[]): string | undefined {
  return [...Map.groupBy(values, (value) => value)].toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0];
}
