import { CALENDAR_UNITS, type CalendarUnit } from '../../shared/facets.ts';

/** About as many bins as a histogram in the sidebar has room for. */
const MOST_BINS = 60;
/** Months, hours and so on that are taken together where there are many. */
const STEPS: Readonly<Record<CalendarUnit, readonly number[]>> = {
  minute: [1, 5, 15],
  hour: [1, 3, 6],
  day: [1],
  month: [1, 3],
  year: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000],
};
const ABOUT_MS: Readonly<Record<CalendarUnit, number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  month: 30 * 86_400_000,
  year: 365 * 86_400_000,
};

export interface CalendarEdges {
  readonly edges: readonly number[];
  readonly unit: CalendarUnit;
}

/**
 * Starts of minutes, hours, days, months or years from the one with `min` to the one after `max`, in the finest of these that
 * has few enough. @param isLocal by this machine's clock; else as if the camera's clock showed UTC
 */
export function calendarEdges(min: number, max: number, isLocal: boolean): CalendarEdges {
  for (const unit of CALENDAR_UNITS) {
    for (const step of STEPS[unit]) {
      if ((max - min) / (ABOUT_MS[unit] * step) > MOST_BINS) continue;
      const edges = edgesOf(min, max, { unit, step, isLocal });
      if (edges !== null) return { edges, unit };
    }
  }
  // Beyond what a date can be.
  return { edges: [min, Math.max(max, min + 1)], unit: 'year' };
}

interface Ruler {
  readonly unit: CalendarUnit;
  readonly step: number;
  readonly isLocal: boolean;
}

/** Null where an edge is no date. */
function edgesOf(min: number, max: number, ruler: Ruler): readonly number[] | null {
  const edges: number[] = [];
  for (let k = 0; k <= 2 * MOST_BINS; k++) {
    const edge = startAfter(min, k, ruler);
    if (Number.isNaN(edge)) return null;
    // The hour that a clock is put back over would come twice.
    if (edges.length === 0 || edge > (edges.at(-1) ?? 0)) edges.push(edge);
    if (edge > max) break;
  }
  return edges;
}

/** The start of the k-th stretch after the one that a time lies in. */
function startAfter(time: number, k: number, { unit, step, isLocal }: Ruler): number {
  // A date drops fractions of milliseconds towards 0: before 1970 into the stretch after.
  const at = new Date(Math.floor(time));
  const parts = isLocal
    ? [at.getFullYear(), at.getMonth(), at.getDate(), at.getHours(), at.getMinutes()]
    : [at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate(), at.getUTCHours(), at.getUTCMinutes()];
  const place = ['year', 'month', 'day', 'hour', 'minute'].indexOf(unit);
  // Days and months count from 1 and 0 alike: only a year, an hour and a minute are taken several at once from 0.
  const [year = 0, month = 0, day = 1, hour = 0, minute = 0] = parts.map((part, index) =>
    index < place ? part : index > place ? Number(index === 2) : Math.floor(part / step) * step + k * step,
  );
  // setFullYear takes years below 100 as they are.
  const start = new Date(isLocal ? new Date(2000, 0, 1, hour, minute) : Date.UTC(2000, 0, 1, hour, minute));
  return isLocal
    ? start.setFullYear(year, month, day + start.getDate() - 1)
    : start.setUTCFullYear(year, month, day + start.getUTCDate() - 1);
}
