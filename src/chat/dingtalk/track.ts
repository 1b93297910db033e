import type { Place } from '../platform.ts';
import { shortHash } from './places.ts';

/**
 * The name of a request's card in one place (`outTrackId`), the same whenever it is made again, so that DingTalk knows
 * it. `record` tells which plan it shows.
 */
export function trackId(request: string, place: Place, record: string): string {
  return `ei-${request}-${shortHash(place.id, record)}`;
}

/** The request of a card of ours; undefined for any other card. */
export function requestOf(outTrackId: string): string | undefined {
  return /^ei-(rq_[0-9a-z]+)-[0-9a-f]{32}$/.exec(outTrackId)?.[1];
}
