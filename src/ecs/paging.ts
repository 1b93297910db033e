import { z } from 'zod';

const Total = z.object({ totalCount: z.number().optional().catch(undefined) });
const Token = z.object({ nextToken: z.string().optional() });

/** All pages of an action that pages by NextToken. TotalCount means nothing there. */
export async function byToken<T>(
  page: (nextToken: string | undefined) => Promise<unknown>,
  parse: (body: unknown) => T[],
): Promise<T[]> {
  const all: T[] = [];
  let next: string | undefined;
  do {
    const body = await page(next);
    all.push(...parse(body));
    next = Token.parse(body).nextToken || undefined;
  } while (next);
  return all;
}

/** All pages of an action that pages by number. Without a TotalCount a page that is not full is the last. */
export async function byNumber<T>(
  pageSize: number,
  page: (pageNumber: number) => Promise<unknown>,
  parse: (body: unknown) => T[],
): Promise<T[]> {
  const all: T[] = [];
  for (let pageNumber = 1; ; pageNumber++) {
    const body = await page(pageNumber);
    const items = parse(body);
    all.push(...items);
    const { totalCount } = Total.parse(body);
    if (totalCount === undefined ? items.length < pageSize : pageNumber * pageSize >= totalCount) return all;
  }
}
