/** `cn-hangzhou/i-bp1…`: an id with the region where it was seen, or the id alone. */
export function readRecord(record: string): { id: string; region?: string } {
  const [first = '', ...rest] = record.split('/');
  return rest.length ? { id: rest.join('/'), region: first } : { id: first };
}
