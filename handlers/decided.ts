import type { Request } from '../src/domain/request.ts';
import type { Answer, Ctx } from './command.ts';

/** The card and its thread tell everybody; who decided elsewhere is told that it arrived. */
export function decided(request: Request, { incoming, t }: Pick<Ctx, 'incoming' | 't'>): Answer {
  if (incoming.kind === 'click') return 'silent';
  const { id, status, approvals, quorum } = request;
  if (status === 'pending')
    return { whisper: { title: t('decided.counted', { id, have: approvals.length, need: quorum }) } };
  return { whisper: { tone: 'good', title: t('decided.done', { id, state: t(`state.${status}`) }) } };
}
