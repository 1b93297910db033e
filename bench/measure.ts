/** The same quantity of ours and of the bare library's, measured in one run. */
export type Pair<T> = { ours: T; bare: T };

export function median(values: number[]): number {
  return percentile(values, 50);
}

/** The value that so many of a hundred do not exceed. */
export function percentile(values: number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? Number.NaN;
}

/** Both in turn, each first as often as the other: whatever else the machine does disturbs both alike. */
export async function inTurn(rounds: number, measure: Pair<() => Promise<number>>): Promise<Pair<number[]>> {
  const values: Pair<number[]> = { ours: [], bare: [] };
  for (let round = 0; round < rounds; round++)
    for (const side of round % 2 ? (['bare', 'ours'] as const) : (['ours', 'bare'] as const))
      values[side].push(await measure[side]());
  return values;
}
