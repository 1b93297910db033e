import { placeKey } from '../src/chat/platform.ts';
import type { Request } from '../src/domain/request.ts';
import type { Answer, Ctx } from './command.ts';

/** The card and its thread tell everybody where it stands; who decided elsewhere is told that it arrived. */
export function decided(request: Request, { incoming, t }: Pick<Ctx, 'incoming' | 't'>): Answer {
  const { id, status, approvals, quorum, places } = request;
  const reads = places.some((place) => placeKey(place) === placeKey(incoming.place));
  if (incoming.kind === 'click' || (reads && status !== 'pending')) return 'silent';
  if (status === 'pending')
    return { whisper: { title: t('decided.counted', { id, have: approvals.length, need: quorum }) } };
  return { whisper: { tone: 'good', title: t('decided.done', { id, state: t(`state.${status}`) }) } };
}
