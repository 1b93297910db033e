import type { Operation } from '../jobs/operation.ts';
import type { Card } from '../src/chat/card.ts';
import type { Rendered } from '../src/chat/outbox.ts';
import { accountKey, type ChatPlatform } from '../src/chat/platform.ts';
import { type Directory, seenOn } from '../src/domain/access.ts';
import type { Request } from '../src/domain/request.ts';
import type { Translate } from '../src/i18n/index.ts';
import { translator } from '../src/i18n/index.ts';
import { mention, type Text } from '../src/i18n/text.ts';
import type { Store } from '../src/store/index.ts';
import type { Letter } from '../src/store/outbox.ts';
import { requestCard, told } from './request-card.ts';

/** Draws a letter when it is sent, from the record as it is then, in the asker's language or its place's. */
export function letterRenderer(
  store: Store,
  operations: Operation[],
  directory: Directory,
  platforms: ReadonlyMap<string, ChatPlatform>,
  report: (letter: Letter & { kind: 'report' }) => Promise<Rendered>,
) {
  return async (letter: Letter): Promise<Rendered | undefined> => {
    if (letter.kind === 'answer') return letter;
    if (letter.kind === 'report') return report(letter);
    if (letter.kind === 'file') return undefined;
    const request = (await store.requests.load(letter.request))?.request;
    const operation = operations.find(({ name }) => name === request?.operation);
    if (!request || !operation) return undefined;
    const t = translator(
      platforms.get(letter.place.platform)?.language?.(letter.place) ?? request.asker.locale,
    );
    if (letter.kind === 'card')
      return { card: requestCard(request, operation, seenOn(letter.place.platform, directory), t), request };
    const card = notes[letter.note](request, operation, t);
    return card && { card: { locale: t.locale, footer: request.id, ...card }, request };
  };
}

/** Shown in the thread, so each says by itself what it is about; the asker is mentioned at the end alone. */
const notes: Record<
  (Letter & { kind: 'note' })['note'],
  (request: Request, operation: Operation, t: Translate) => Card | undefined
> = {
  decided(request, operation, t) {
    const { decision } = request;
    if (!decision) return undefined;
    const what = operation.summary(request.plan, t);
    const who = decision.account ? mention(decision.account, decision.name) : '';
    if (decision.kind === 'approved')
      return { title: t('note.approved.title', { what }), body: text(t('note.approved', { who })) };
    if (decision.kind === 'denied')
      return {
        title: t('note.denied.title', { what }),
        body: text(
          decision.reason
            ? t('note.denied.reason', { asker: asker(request), who, reason: decision.reason })
            : t('note.denied', { asker: asker(request), who }),
        ),
      };
    if (decision.kind === 'cancelled')
      return {
        title: t('note.cancelled.title', { what }),
        body: text(t('note.cancelled', { asker: asker(request), who })),
      };
    return {
      tone: 'warn',
      title: t('note.expired.title', { what }),
      body: text(t('note.expired', { asker: asker(request) })),
    };
  },
  outcome(request, operation, t) {
    if (request.status === 'succeeded') {
      const result = operation.result(request.plan, request.state, t);
      return {
        tone: 'good',
        ...result,
        body: [{ kind: 'text', text: t('note.done', { asker: asker(request) }) }, ...(result.body ?? [])],
      };
    }
    if (request.status === 'cancelled')
      return {
        title: t('note.cancelled.title', { what: operation.summary(request.plan, t) }),
        body: text(t('note.stopped', { asker: asker(request), who: request.decision?.name ?? '' })),
      };
    const why = request.error ? told(request.error, t) : [];
    return {
      tone: 'bad',
      title: t('note.failed.title', { what: operation.summary(request.plan, t) }),
      body: [
        { kind: 'text', text: t('note.failed', { asker: asker(request) }) },
        { kind: 'text', text: why },
        ...(request.track === 'recovery'
          ? text(
              t(
                putBack(request, operation)
                  ? (operation.recovery?.told ?? 'note.recovered')
                  : 'note.unrecovered',
              ),
            )
          : []),
      ],
    };
  },
  attention(request, operation, t) {
    if (!request.attention) return undefined;
    return {
      tone: 'warn',
      title: t('note.attention.title', { what: operation.summary(request.plan, t) }),
      body: [
        { kind: 'text', text: t('note.attention', { asker: asker(request) }) },
        { kind: 'text', text: told(request.attention, t) },
      ],
    };
  },
  changed(request, operation, t) {
    return {
      tone: 'warn',
      title: t('note.changed.title', { what: operation.summary(request.plan, t) }),
      body: text(t('note.changed')),
    };
  },
};

/** Somebody may have given up in the middle of it. */
function putBack({ done }: Request, { recovery }: Operation): boolean {
  const names = new Set(done.map(({ name }) => name));
  return (recovery?.steps ?? []).every(({ name }) => names.has(name));
}

function asker({ asker: { account } }: Request): Text {
  return mention(accountKey(account), account.name);
}

function text(words: Text): NonNullable<Card['body']> {
  return [{ kind: 'text', text: words }];
}
