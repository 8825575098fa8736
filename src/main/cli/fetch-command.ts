import { resolve } from 'node:path';
import type { Command } from 'commander';
import {
  type ChosenColumns,
  FETCH_DEFAULTS,
  FETCH_ROLES,
  type FetchPreview,
  type FetchRequest,
  type FetchRole,
  type FetchSummary,
  failedRows,
} from '../../shared/fetch.ts';
import type { Job } from '../../shared/job.ts';
import { doorClient } from './ask-door.ts';
import type { CliContext } from './cli-context.ts';
import { ownEngine } from './connect.ts';
import { describeFetch, describeTable } from './describe-fetch.ts';
import { followJob } from './follow-job.ts';
import { numberUpTo } from './option-values.ts';

type FetchOptions = Partial<Record<FetchRole, string | false>> & {
  readonly contact?: string;
  readonly preview?: boolean;
  readonly perHost: number;
  readonly pause: number;
  readonly connections: number;
  readonly maxSize: number;
  readonly timeout: number;
  readonly retry?: boolean;
  readonly allowPrivate?: boolean;
  readonly json?: boolean;
};

const ROLE_HELP: Readonly<Record<FetchRole, string>> = {
  url: 'the addresses',
  key: 'names for the files',
  licence: 'licences',
  label: 'labels',
  caption: 'captions',
};

const AFTER_HELP = `
Hosts are asked as winnow with your contact address, as their robots.txt allows. Stopped by Ctrl-C or anything else, the
same command goes on where it was; rows that could not be reached are tried again.
FOLDER/fetched.csv lists each row: its file or the reason why there is none, and all that the table says of it.`;

/** `winnow fetch` */
export function addFetchCommand(program: Command, context: CliContext): void {
  const command = program
    .command('fetch')
    .description('download the pictures of a table of web addresses into a folder')
    .argument('<table>', 'CSV, TSV, JSON lines, JSON or Parquet with a column of addresses')
    .argument('<folder>', 'a new folder, or one that this table was downloaded into before')
    .option('--contact <address>', 'e-mail or web address of yours, told to every host (required)')
    .option('--preview', 'only say how the table would be read');
  for (const role of FETCH_ROLES) {
    command.option(`--${role} <column>`, `column of ${ROLE_HELP[role]} (default: guessed)`);
    if (role !== 'url') command.option(`--no-${role}`, `no column holds ${ROLE_HELP[role]}`);
  }
  command
    .option('--per-host <n>', 'connections to one host', numberUpTo(1, 16), FETCH_DEFAULTS.perHost)
    .option('--pause <ms>', 'between two requests to one host', numberUpTo(0, 600_000), FETCH_DEFAULTS.pauseMs)
    .option('--connections <n>', 'connections in all', numberUpTo(1, 256), FETCH_DEFAULTS.connections)
    .option('--max-size <mb>', 'largest file, MB', numberUpTo(1, 100_000), Math.round(FETCH_DEFAULTS.maxBytes / 2 ** 20))
    .option('--timeout <s>', 'for one file', numberUpTo(1, 3600), FETCH_DEFAULTS.timeoutMs / 1000)
    .option('--retry', 'try rows again, too, that failed for good')
    .option('--allow-private', 'let addresses of the table lead to this computer and its network')
    .option('--json', 'print JSON')
    .addHelpText('after', AFTER_HELP)
    .action((table: string, folder: string, options: FetchOptions) => {
      if (options.contact === undefined && options.preview !== true) {
        command.error("error: required option '--contact <address>' not specified: hosts are told whom to turn to");
      }
      return fetchTable(table, folder, options, context);
    });
}

async function fetchTable(table: string, folder: string, options: FetchOptions, context: CliContext): Promise<void> {
  const request = requestOf(table, folder, options);
  const { door, token, close } = ownEngine(context);
  const client = doorClient(door, token);
  try {
    const { columns, table: file } = request;
    const preview = await client.post<FetchPreview>('/api/fetches/preview', { table: file, columns });
    if (options.preview === true) {
      await context.out.write(options.json === true ? `${JSON.stringify(preview)}\n` : describeTable(table, preview));
      return;
    }
    await context.err.write(describeTable(table, preview));
    const summary = await follow(await client.post<Job>('/api/fetches', request));
    await context.out.write(options.json === true ? `${JSON.stringify(summary)}\n` : describeFetch(summary));
    if (summary.counts.fetched === 0 && failedRows(summary.counts) > 0) context.setStatus(1);
  } finally {
    await close();
  }

  async function follow(job: Job): Promise<FetchSummary> {
    try {
      return (await followJob(client, job, context)).result as FetchSummary;
    } catch (error) {
      if (context.signal.aborted) await context.err.write('Stopped. The same command goes on where it was.\n');
      throw error;
    }
  }
}

function requestOf(table: string, folder: string, options: FetchOptions): FetchRequest {
  const { contact = '', perHost, pause, connections, maxSize, timeout, retry = false, allowPrivate = false } = options;
  return {
    ...{ table: resolve(table), folder: resolve(folder), contact, columns: chosenColumns(options) },
    ...{ perHost, pauseMs: pause, connections, maxBytes: maxSize * 2 ** 20, timeoutMs: timeout * 1000, retry, allowPrivate },
  };
}

/** `--no-label` is false, `--label NAME` a name, neither absent. */
function chosenColumns(options: FetchOptions): ChosenColumns {
  const chosen = FETCH_ROLES.map((role) => {
    const given = options[role];
    return [role, given === false ? null : typeof given === 'string' ? given : undefined] as const;
  });
  return Object.fromEntries(chosen.filter(([, name]) => name !== undefined));
}
