import type { Lineage, ManifestRow, Verification, VerifyProblem } from '../../shared/export.ts';
import { UnreadableFile } from '../../workers/decode/read-file.ts';
import { absoluteBytes } from '../dataset/paths.ts';
import type { JobContext } from '../jobs/job-context.ts';
import { LINEAGE_FILE, MANIFEST_FILE } from './export-layout.ts';
import { hashFile } from './file-hash.ts';
import { inLanes } from './lanes.ts';
import { type ManifestLine, manifestLines, readLineage } from './read-lineage.ts';
import { systemCode } from './system-code.ts';
import { textKey } from './text-key.ts';
import { walkExport } from './walk-export.ts';

/** Files read at the same time. */
const LANES = 4;
const MOST_PROBLEMS = 1000;

/**
 * Reads every file of an export again and compares it with the manifest: present, of these bytes, and no other file
 * beside them.
 * @param out absolute
 * @throws {WinnowError} not_found or verification_failed where there is no manifest to compare with
 */
export async function verifyExport(out: string, context: JobContext): Promise<Verification> {
  const lineage = await readLineage(out);
  const findings = createFindings();
  context.report({ done: 0, total: rowsOf(lineage) });
  await verifyTables(out, lineage, findings);
  if (findings.isMissing(MANIFEST_FILE)) return findings.result();
  const expected = new Set([LINEAGE_FILE, ...Object.keys(lineage.tables)].map(textKey));
  await verifyFiles(out, lineage, findings, expected, context);
  await findExtras(out, findings, expected, context.signal);
  return findings.result();
}

interface Findings {
  readonly add: (problem: VerifyProblem) => void;
  readonly countChecked: () => number;
  readonly isMissing: (path: string) => boolean;
  readonly result: () => Verification;
}

function createFindings(): Findings {
  const problems: VerifyProblem[] = [];
  let problemCount = 0;
  let checked = 0;
  return {
    add(problem) {
      problemCount++;
      if (problems.length < MOST_PROBLEMS) problems.push(problem);
    },
    countChecked: () => ++checked,
    isMissing: (path) => problems.some((problem) => problem.path === path && problem.kind !== 'changed'),
    result: () => ({ ok: problemCount === 0, checked, problemCount, problems }),
  };
}

const rowsOf = ({ exported, augmented }: Lineage): number => exported + augmented;

async function verifyTables(out: string, lineage: Lineage, findings: Findings): Promise<void> {
  const tables = { [MANIFEST_FILE]: '', ...lineage.tables };
  for (const [path, sha256] of Object.entries(tables)) {
    const problem = await compareFile(out, { path, sha256, sizeBytes: null, source: null });
    if (problem !== null) findings.add(problem);
    findings.countChecked();
  }
}

async function verifyFiles(
  out: string,
  lineage: Lineage,
  findings: Findings,
  expected: Set<number>,
  context: JobContext,
): Promise<void> {
  let listed = 0;
  let done = 0;
  await inLanes(manifestLines(out), LANES, async (line) => {
    context.signal.throwIfAborted();
    if (line.row === null) return findings.add(malformed(line));
    listed++;
    for (const file of filesOf(line.row)) {
      expected.add(textKey(file.path));
      const problem = await compareFile(out, file);
      if (problem !== null) findings.add(problem);
      findings.countChecked();
    }
    context.report({ done: ++done });
  });
  if (listed === rowsOf(lineage)) return;
  const message = `lists ${listed} files where ${LINEAGE_FILE} says ${rowsOf(lineage)}`;
  findings.add({ path: MANIFEST_FILE, kind: 'malformed', message, source: null });
}

async function findExtras(out: string, findings: Findings, expected: ReadonlySet<number>, signal: AbortSignal): Promise<void> {
  for await (const path of walkExport(out)) {
    signal.throwIfAborted();
    if (!expected.has(textKey(path))) findings.add({ path, kind: 'extra', message: 'is not in the manifest', source: null });
  }
}

interface ExpectedFile {
  readonly path: string;
  readonly sha256: string | null;
  /** Null: not known. */
  readonly sizeBytes: number | null;
  readonly source: string | null;
}

/** The sample's file and what goes with it. */
function filesOf({ path, sha256, sizeBytes, source, sidecar }: ManifestRow): readonly ExpectedFile[] {
  return [
    ...(path === null ? [] : [{ path, sha256, sizeBytes, source }]),
    ...(sidecar === null ? [] : [{ ...sidecar, sizeBytes: null, source: null }]),
  ];
}

async function compareFile(out: string, { path, sha256, sizeBytes, source }: ExpectedFile): Promise<VerifyProblem | null> {
  try {
    const found = await hashFile({ path: absoluteBytes(out, path) });
    if (found.sha256 === sha256) return null;
    const isOtherSize = sizeBytes !== null && found.sizeBytes !== sizeBytes;
    const message = isOtherSize
      ? `has ${found.sizeBytes} bytes where the manifest says ${sizeBytes}`
      : 'has other bytes than the manifest says';
    return { path, kind: 'changed', message, source };
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    if (systemCode(error.cause) === 'ENOENT') return { path, kind: 'missing', message: 'is not there', source };
    return { path, kind: 'unreadable', message: `cannot be read: ${error.message}`, source };
  }
}

function malformed({ number }: ManifestLine): VerifyProblem {
  return { path: MANIFEST_FILE, kind: 'malformed', message: `line ${number} is no row of a manifest`, source: null };
}
