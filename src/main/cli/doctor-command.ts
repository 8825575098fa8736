import { access, constants, mkdir, statfs } from 'node:fs/promises';
import { availableParallelism, tmpdir, totalmem } from 'node:os';
import type { Command } from 'commander';
import { WinnowError } from '../../shared/errors.ts';
import { WINNOW_VERSION } from '../engine/version.ts';
import { decideHowToOpen } from '../launch/decide-how-to-open.ts';
import { gatherHostFacts } from '../launch/host-facts.ts';
import { findInstallation } from '../launch/installation.ts';
import { createModels } from '../models/create-models.ts';
import type { CliContext } from './cli-context.ts';

interface Place {
  readonly path: string;
  readonly isWritable: boolean;
  readonly freeGb: number | null;
}

interface DoctorReport {
  readonly winnow: string;
  readonly node: string;
  readonly platform: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly libraries: Readonly<Record<string, string>>;
  readonly home: Place;
  readonly temporary: Place;
  readonly electron: boolean;
  /** What pictures can be compared with: models that are here, and those that can be downloaded. */
  readonly models: {
    readonly ready: readonly string[];
    readonly available: readonly string[];
    readonly problems: readonly string[];
  };
  /** How `winnow` would open the app here, and why not on the desktop. */
  readonly opens: { readonly how: string; readonly because: string | null };
}

/** `winnow doctor` */
export function addDoctorCommand(program: Command, context: CliContext): void {
  program
    .command('doctor')
    .description('say what this installation can do: versions, cores, writable places, Electron')
    .option('--json', 'print the report as JSON')
    .action(async (options: { readonly json?: boolean }) => {
      const report = await examine(context.home());
      await context.out.write(options.json ? `${JSON.stringify(report)}\n` : describeReport(report));
      if (!report.home.isWritable || !report.temporary.isWritable) context.setStatus(1);
    });
}

async function examine(home: string): Promise<DoctorReport> {
  const facts = await gatherHostFacts(findInstallation());
  const decision = decideHowToOpen(facts);
  return {
    winnow: WINNOW_VERSION,
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    cores: availableParallelism(),
    memoryGb: gigabytes(totalmem()),
    libraries: await libraryVersions(),
    home: await examinePlace(home),
    temporary: await examinePlace(tmpdir()),
    electron: decision.how === 'electron',
    models: await examineModels(home),
    opens: { how: decision.how, because: decision.how === 'electron' ? null : decision.because },
  };
}

/** Loads the native modules, so that one that does not fit this machine is found here. */
async function libraryVersions(): Promise<Record<string, string>> {
  const [{ default: sharp }, { default: Database }] = await Promise.all([import('sharp'), import('better-sqlite3')]);
  const db = new Database(':memory:');
  try {
    const sqlite = String(db.prepare('SELECT sqlite_version()').pluck().get());
    return { sqlite, sharp: sharp.versions.sharp ?? '?', libvips: sharp.versions.vips };
  } finally {
    db.close();
  }
}

async function examineModels(home: string): Promise<DoctorReport['models']> {
  const unopened = (): never => {
    throw new WinnowError('internal', 'Listing models opens none.');
  };
  try {
    const models = await createModels({ home, embedder: unopened }).list();
    const named = (state: string): readonly string[] => models.filter((model) => model.state === state).map(({ name }) => name);
    const problems = models.flatMap(({ name, problem }) => (problem === null ? [] : [`${name}: ${problem}`]));
    return { ready: named('ready'), available: named('available'), problems };
  } catch (error) {
    if (error instanceof WinnowError) return { ready: [], available: [], problems: [error.message] };
    throw error;
  }
}

async function examinePlace(path: string): Promise<Place> {
  try {
    await mkdir(path, { recursive: true });
    await access(path, constants.W_OK);
    const { bavail, bsize } = await statfs(path);
    return { path, isWritable: true, freeGb: gigabytes(bavail * bsize) };
  } catch {
    return { path, isWritable: false, freeGb: null };
  }
}

function describeReport(report: DoctorReport): string {
  const place = ({ path, isWritable, freeGb }: Place): string => `${path} (${isWritable ? `${freeGb} GB free` : 'NOT WRITABLE'})`;
  const libraries = Object.entries(report.libraries).map(([name, version]) => `${name} ${version}`);
  const { models } = report;
  const lines = {
    winnow: report.winnow,
    node: `${report.node}, ${report.platform}`,
    machine: `${report.cores} cores, ${report.memoryGb} GB memory`,
    libraries: libraries.join(', '),
    home: place(report.home),
    temporary: place(report.temporary),
    models: [`${models.ready.join(', ')} ready`, `${models.available.length} to download`, ...models.problems].join('; '),
    electron: report.electron ? 'yes' : `no: ${report.opens.because} (opens as: ${report.opens.how})`,
  };
  return Object.entries(lines)
    .map(([name, text]) => `${name.padEnd(10)} ${text}\n`)
    .join('');
}

function gigabytes(bytes: number): number {
  return Math.round(bytes / 1e8) / 10;
}
