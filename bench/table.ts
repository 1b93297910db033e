/** One promise of the product and what was measured for it. `bare` is the library alone, doing the least. */
export type Line = {
  what: string;
  unit: string;
  ours: number;
  bare?: number;
  /** Where it must lie: our own value, or ours divided by the bare one. */
  reach: { of: 'ours' | 'ratio'; atMost: number } | { of: 'ours' | 'ratio'; atLeast: number };
};

export function reached(line: Line): boolean {
  const value = line.reach.of === 'ours' ? line.ours : ratio(line);
  return 'atMost' in line.reach ? value <= line.reach.atMost : value >= line.reach.atLeast;
}

/** Markdown, as the README quotes it. */
export function table(lines: Line[]): string {
  const rows = lines.map((line) => [
    line.what,
    shown(line.ours, line.unit),
    line.bare === undefined ? '—' : shown(line.bare, line.unit),
    line.bare === undefined ? '—' : ratio(line).toFixed(2),
    promise(line),
    reached(line) ? 'yes' : '**no**',
  ]);
  const head = ['what', 'ours', 'bare', 'ratio', 'promised', 'reached'];
  return [head, ['---', '--:', '--:', '--:', '---', '---'], ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function ratio({ ours, bare = Number.NaN }: Line): number {
  return ours / bare;
}

function promise({ reach, unit }: Line): string {
  const [sign, limit] = 'atMost' in reach ? ['≤', reach.atMost] : ['≥', reach.atLeast];
  return reach.of === 'ours' ? `${sign} ${limit} ${unit}` : `${sign} ${limit} × bare`;
}

function shown(value: number, unit: string): string {
  const digits = value < 10 ? 1 : 0;
  return `${value.toLocaleString('en', { maximumFractionDigits: digits })} ${unit}`;
}
