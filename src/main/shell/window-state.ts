import { readFileSync, writeFileSync } from 'node:fs';
import type { Rectangle } from 'electron';

/** What is remembered of the window between starts; `bounds` are those of the unmaximized window, in DIP. */
export interface WindowState {
  readonly bounds: Rectangle;
  readonly isMaximized: boolean;
}

/** The window may be hidden by this much and still be found and dragged. */
const GRIP_PX = 100;
export const MINIMUM_SIZE = { width: 640, height: 480 } as const;
const PREFERRED_SIZE = { width: 1360, height: 880 } as const;

/** @returns the state saved in a file, or null where there is none that makes sense: the window then opens centred */
export function readWindowState(file: string): WindowState | null {
  try {
    const saved: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isWindowState(saved) ? saved : null;
  } catch {
    // No file at the first start; a damaged one is replaced at the next save.
    return null;
  }
}

/** Losing the window's place is not worth a word to the user: a full disk speaks up elsewhere. */
export function saveWindowState(file: string, state: WindowState): void {
  try {
    writeFileSync(file, JSON.stringify(state));
  } catch (error) {
    process.stderr.write(`The window's place was not saved: ${error instanceof Error ? error.message : String(error)}\n`);
  }
}

/**
 * @param workAreas of the displays present now, the primary one first
 * @returns the saved bounds where enough of the title bar is on some display to grip it, else the preferred size centred on the primary
 */
export function fittingBounds(saved: Rectangle | null, workAreas: readonly Rectangle[]): Rectangle {
  if (saved !== null && workAreas.some((area) => canBeGripped(saved, area))) return saved;
  const area = workAreas[0] ?? { x: 0, y: 0, ...PREFERRED_SIZE };
  const width = Math.min(PREFERRED_SIZE.width, area.width);
  const height = Math.min(PREFERRED_SIZE.height, area.height);
  const x = area.x + Math.round((area.width - width) / 2);
  const y = area.y + Math.round((area.height - height) / 2);
  return { x, y, width, height };
}

function canBeGripped(window: Rectangle, area: Rectangle): boolean {
  const visibleWidth = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  const isTitleBarInside = window.y >= area.y && window.y <= area.y + area.height - GRIP_PX;
  return visibleWidth >= GRIP_PX && isTitleBarInside && window.width <= area.width * 1.5 && window.height <= area.height * 1.5;
}

function isWindowState(value: unknown): value is WindowState {
  if (typeof value !== 'object' || value === null || !('bounds' in value) || !('isMaximized' in value)) return false;
  const bounds: unknown = value.bounds;
  if (typeof bounds !== 'object' || bounds === null || typeof value.isMaximized !== 'boolean') return false;
  const sides = [Reflect.get(bounds, 'x'), Reflect.get(bounds, 'y'), Reflect.get(bounds, 'width'), Reflect.get(bounds, 'height')];
  const [, , width, height] = sides;
  return sides.every(Number.isInteger) && width >= MINIMUM_SIZE.width && height >= MINIMUM_SIZE.height;
}
