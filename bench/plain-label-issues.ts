/** Confident learning, pruned by noise rate, written down as its definition reads: what the fast one is measured against. */

type Row = readonly number[];

const sum = (values: Row): number => values.reduce((total, value) => total + value, 0);
const argmax = (row: Row): number => row.reduce((best, value, k) => (value > (row[best] ?? 0) ? k : best), 0);

/** @returns flags, and the flagged by normalised margin */
export function plainLabelIssues(values: Float32Array, labels: Int32Array, classes: number) {
  const rows = Array.from(labels, (_, row) => Array.from(values.subarray(row * classes, (row + 1) * classes)));
  const members = Array.from({ length: classes }, (): number[] => []);
  labels.forEach((label, row) => {
    members[label]?.push(row);
  });
  const thresholds = members.map((own, k) =>
    own.length === 0 ? 2 : Math.max(2e-6, sum(own.map((row) => rows[row]?.[k] ?? 0)) / own.length),
  );
  const joint = members.map((own, label) => {
    const counts = new Array<number>(classes).fill(0);
    for (const row of own) {
      const probabilities = rows[row] ?? [];
      const confident = probabilities.flatMap((value, k) => (value >= (thresholds[k] ?? 2) - 1e-6 ? [k] : []));
      const guess = confident.length > 1 ? argmax(probabilities) : confident[0];
      if (guess !== undefined) counts[guess] = (counts[guess] ?? 0) + 1;
    }
    counts[label] = Math.max(1, counts[label] ?? 0);
    const scale = own.length / sum(counts);
    return rounded(counts.map((count) => count * scale));
  });
  const flags = new Uint8Array(labels.length);
  members.forEach((own, label) => {
    if (own.length < 2) return;
    joint[label]?.forEach((count, k) => {
      if (k === label || count === 0) return;
      const margins = own.map((row) => ({ row, margin: (rows[row]?.[k] ?? 0) - (rows[row]?.[label] ?? 0) }));
      for (const { row } of margins.sort((a, b) => b.margin - a.margin).slice(0, count)) flags[row] = 1;
    });
  });
  rows.forEach((row, at) => {
    if (argmax(row) === labels[at]) flags[at] = 0;
  });
  const quality = rows.map((row, at) => {
    const own = row[labels[at] ?? 0] ?? 0;
    const other = row.reduce((largest, value, k) => (k === labels[at] ? largest : Math.max(largest, value)), 0);
    return (own - other + 1) / 2;
  });
  const order = Array.from(flags.keys()).filter((row) => flags[row] === 1);
  order.sort((a, b) => (quality[a] ?? 0) - (quality[b] ?? 0));
  return { flags, order };
}

function rounded(values: Row): Row {
  const whole = values.map(Math.round);
  const missing = Math.round(sum(values)) - sum(whole);
  const lost = (k: number): number => Math.sign(missing) * ((values[k] ?? 0) - (whole[k] ?? 0));
  const order = values.map((_, k) => k).sort((a, b) => lost(b) - lost(a) || Math.sign(missing) * (b - a));
  for (const k of order.slice(0, Math.abs(missing))) whole[k] = (whole[k] ?? 0) + Math.sign(missing);
  return whole;
}
