import type { Block, Card } from '../../src/chat/card.ts';
import type { Instance } from '../../src/domain/cloud.ts';
import { identity } from '../../src/domain/image.ts';
import { checkedOn, dead, support } from '../../src/domain/lifecycle.ts';
import { releaseName } from '../../src/domain/systems.ts';
import type { Translate } from '../../src/i18n/index.ts';
import { at, code } from '../../src/i18n/text.ts';
import { prefix } from '../usage.ts';
import { builtText, facts, supportText } from './facts.ts';

/** An instance with what matters for its system: what it runs, until when that is supported, what holds it. */
export function instanceCard(instance: Instance, now: number, t: Translate): Card {
  const { id, region, imageId = '' } = instance;
  // The image may have left the list: the instance still tells the system's name.
  const made = { ...instance, id: imageId, createdAt: undefined };
  const what = identity(made);
  const known = what && support(what, now);
  const over = known && dead(known);
  const created = Date.parse(instance.createdAt ?? '');
  const ips = [...instance.publicIps, ...instance.privateIps];
  const notes: Block[] = [
    ...(what && over
      ? [
          {
            kind: 'text' as const,
            text: t('show.instance.ended', { os: releaseName(what), product: what.product }),
          },
        ]
      : []),
    { kind: 'text', text: t('show.instance.made') },
  ];
  return {
    tone: over || instance.locks.length ? 'warn' : 'plain',
    title: t('show.instance.title', { name: instance.name || id }),
    body: [
      {
        kind: 'facts',
        facts: facts(
          [t('fact.id'), code(id)],
          [t('fact.status'), instance.status],
          [t('fact.region'), instance.zone ?? region],
          [t('fact.type'), instance.type && code(instance.type)],
          [t('fact.os'), what ? releaseName(what) : (instance.osNameEn ?? instance.osName)],
          [t('fact.support'), known && supportText(known, t)],
          [t('fact.image'), imageId ? code(imageId) : undefined],
          [t('fact.built'), imageId ? builtText(made, now, t) : undefined],
          [t('fact.ip'), ips.join(', ') || undefined],
          [t('fact.keyPair'), instance.keyPair ?? t('value.none')],
          [t('fact.created'), Number.isNaN(created) ? undefined : at(created, 'date')],
          [t('fact.locks'), instance.locks.join(', ') || undefined],
          [t('fact.protection'), instance.deletionProtection ? t('value.protected') : undefined],
        ),
      },
      ...notes,
    ],
    buttons: [
      ...(imageId
        ? [
            {
              action: 'show',
              record: `${region}/${imageId}`,
              label: t('show.instance.image'),
              typed: `${prefix} show ${imageId}`,
            },
          ]
        : []),
      {
        action: 'pick',
        record: `${region}/${id}`,
        label: t('show.replace'),
        typed: `${prefix} replace ${id} …`,
      },
    ],
    footer: t('show.footer', { checked: checkedOn }),
  };
}
