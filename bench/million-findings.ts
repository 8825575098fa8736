import type { WritableDb } from '../src/main/db/connection.ts';
import type { DuplicateKind } from '../src/shared/issue.ts';

/** Shares of the samples. */
const IN_EXACT_GROUP = 0.01;
const IN_NEAR_GROUP = 0.01;
const PRIVATE = 0.05;
const KEPT = 0.002;

/**
 * What the checks would have stored of the samples of `makeMillionRows`: scores of those that are ok, 1 % of the samples in
 * exact groups of two, 1 % in near groups of three, private metadata on 5 %, and some that were said to be no issue.
 * @param random uniform numbers in [0, 1), others than the rows were made of
 */
export function addMillionFindings(db: WritableDb, rows: number, random: () => number): void {
  addScores(db, rows, random);
  addGroups(db, rows, random);
  const tell = db.prepare('UPDATE sample SET private_metadata = ? WHERE id = ?');
  const keep = db.prepare("INSERT INTO kept_issue (sample_id, kind) VALUES (?, 'blurry')");
  for (let id = 1; id <= rows; id++) {
    if (random() < PRIVATE) tell.run(JSON.stringify([{ kind: 'position', tag: 'GPSLatitude', value: '48.1' }]), id);
    if (random() < KEPT) keep.run(id);
  }
}

function addScores(db: WritableDb, rows: number, random: () => number): void {
  const insert = db.prepare(`
    INSERT INTO image_score (sample_id, version, dark, light, blurry, low_information, grayscale, single_color, letterbox, strong_compression)
    SELECT id, 1, ?, ?, ?, ?, ?, ?, ?, ? FROM sample WHERE id = ? AND status = 'ok'`);
  for (let id = 1; id <= rows; id++) {
    // The higher the power, the fewer are below a low cut.
    const score = (power: number): number => 1 - (1 - random()) ** power;
    const letterbox = 1 - (random() < 0.02 ? random() : 0);
    insert.run(score(4), score(30), score(4), score(5), score(200), score(200), letterbox, random(), id);
  }
}

/** Groups of samples that stand anywhere in the dataset; those with the same bytes lie in no wider group. */
function addGroups(db: WritableDb, rows: number, random: () => number): void {
  const insert = db.prepare('INSERT INTO duplicate (kind, sample_id, group_id, linked_id, distance) VALUES (?, ?, ?, ?, ?)');
  const addGroup = (kind: DuplicateKind, members: readonly number[], distance: () => number): void => {
    const root = Math.min(...members);
    for (const id of members) insert.run(kind, id, root, id === root ? null : root, id === root ? null : distance());
  };
  const free = new Set<number>();
  while (free.size < rows * (IN_EXACT_GROUP + IN_NEAR_GROUP)) free.add(1 + Math.floor(random() * rows));
  const members = [...free];
  const inExact = Math.floor(rows * IN_EXACT_GROUP);
  for (let at = 0; at + 1 < inExact; at += 2) addGroup('exact', members.slice(at, at + 2), () => 0);
  for (let at = inExact; at + 2 < members.length; at += 3) addGroup('near', members.slice(at, at + 3), () => random() * 0.1);
}
