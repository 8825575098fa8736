import { closeSync, fstatSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

export interface RotatingFile {
  /** Appends at once, so that the last line before a crash is there. */
  write(line: string): void;
  close(): void;
}

export interface RotationOptions {
  readonly maxBytes: number;
  /** Files kept in all: `winnow.log`, `winnow.log.1` (the newest old one), … */
  readonly keep: number;
  /** Told once when a write fails (a full disk); later lines are tried again, a log must never stop the work. */
  readonly onFailure: (error: unknown) => void;
}

/** A log file that starts anew when it is full. Several processes may append to the same one. */
export function openRotatingFile(file: string, { maxBytes, keep, onFailure }: RotationOptions): RotatingFile {
  let fd: number | null = null;
  let hasFailed = false;

  function open(): number {
    mkdirSync(dirname(file), { recursive: true });
    return openSync(file, 'a', 0o600);
  }

  /** Another process may have rotated already; then its new file is the one to go on with. */
  function isStillOurs(open: number): boolean {
    return statSync(file, { throwIfNoEntry: false })?.ino === fstatSync(open).ino;
  }

  function rotate(): void {
    rmSync(`${file}.${keep - 1}`, { force: true });
    for (let n = keep - 2; n >= 0; n--) {
      const from = n === 0 ? file : `${file}.${n}`;
      if (statSync(from, { throwIfNoEntry: false }) !== undefined) renameSync(from, `${file}.${n + 1}`);
    }
  }

  function current(extraBytes: number): number {
    fd ??= open();
    if (fstatSync(fd).size + extraBytes <= maxBytes) return fd;
    const isOurs = isStillOurs(fd);
    closeSync(fd);
    fd = null;
    if (isOurs) rotate();
    fd = open();
    return fd;
  }

  return {
    write(line) {
      try {
        writeSync(current(Buffer.byteLength(line)), line);
        hasFailed = false;
      } catch (error) {
        if (!hasFailed) onFailure(error);
        hasFailed = true;
      }
    },
    close() {
      if (fd !== null) closeSync(fd);
      fd = null;
    },
  };
}
