import { invalid } from './errors.ts';

/** One page by number, with the fields every such answer has. */
export function page<T>(all: T[], { PageNumber, PageSize }: { PageNumber: number; PageSize: number }) {
  return {
    rows: all.slice((PageNumber - 1) * PageSize, PageNumber * PageSize),
    fields: { TotalCount: all.length, PageNumber, PageSize },
  };
}

/** One page by token. The token is opaque on purpose: clients must hand it back, not count with it. */
export function stretch<T>(all: T[], limit: number, token: string | undefined) {
  const from = token ? decode(token) : 0;
  const next = from + limit < all.length ? encode(from + limit) : '';
  return { rows: all.slice(from, from + limit), NextToken: next };
}

/** By token when the caller pages by token (or not at all), by number when it still pages the old way. */
export function either<T>(
  all: T[],
  asked: {
    MaxResults?: number | undefined;
    NextToken?: string | undefined;
    PageNumber?: number | undefined;
    PageSize?: number | undefined;
  },
  usual = 10,
) {
  if (asked.PageNumber === undefined && asked.PageSize === undefined) {
    const { rows, NextToken } = stretch(all, asked.MaxResults ?? usual, asked.NextToken);
    return { rows, fields: { NextToken, TotalCount: 0, PageNumber: 1, PageSize: asked.MaxResults ?? usual } };
  }
  const { rows, fields } = page(all, {
    PageNumber: asked.PageNumber ?? 1,
    PageSize: asked.PageSize ?? usual,
  });
  return { rows, fields: { ...fields, NextToken: '' } };
}

const encode = (from: number) => Buffer.from(`from:${from}`).toString('base64url');

function decode(token: string): number {
  const from = /^from:(\d+)$/.exec(Buffer.from(token, 'base64url').toString())?.[1];
  if (!from) throw invalid('InvalidParameter.NextToken', 'The specified NextToken is not valid.');
  return Number(from);
}
