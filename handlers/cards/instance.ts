import type { Block, Button, Card } from '../../src/chat/card.ts';
import type { Image, Instance } from '../../src/domain/cloud.ts';
import { instancePage, type Site } from '../../src/domain/console.ts';
import { identity } from '../../src/domain/image.ts';
import { checkedOn, dead, support } from '../../src/domain/lifecycle.ts';
import { releaseName } from '../../src/domain/systems.ts';
import type { Translate } from '../../src/i18n/index.ts';
import { at, code, plain, type Text } from '../../src/i18n/text.ts';
import { prefix } from '../usage.ts';
import { type About, lastRequests, requestButtons } from './about.ts';
import { ageInDays, builtText, facts, supportText } from './facts.ts';
import { next } from './next.ts';

/** What is known beside the instance's own record. */
type Beside = {
  /** Its image, as long as that is listed. */
  image?: Image | undefined;
  /** A later build of the same kind. */
  newer?: Image | undefined;
  about: About[];
};

/** An instance with what matters for its system: what it runs, until when that is supported, what holds it. */
export function instanceCard(
  instance: Instance,
  beside: Beside,
  { now, t, site }: { now: number; t: Translate; site: Site },
): Card {
  const { id, region, imageId = '' } = instance;
  // The image may have left the list: the instance still tells the system's name.
  const made = { ...instance, id: imageId, createdAt: beside.image?.createdAt };
  const what = identity(made);
  const known = what && support(what, now);
  const over = known && dead(known);
  const created = Date.parse(instance.createdAt ?? '');
  const ips = [...instance.publicIps, ...instance.privateIps];
  return {
    tone: over || instance.locks.length ? 'warn' : 'plain',
    title: t('show.instance.title', { name: instance.name || id }),
    body: [
      {
        kind: 'facts',
        facts: facts(
          [t('fact.id'), code(id)],
          [t('fact.status'), t.words({ term: 'ecs.status', word: instance.status })],
          [t(instance.zone ? 'fact.zone' : 'fact.region'), instance.zone ?? region],
          [t('fact.type'), instance.type && code(instance.type)],
          [t('fact.os'), what ? releaseName(what) : (instance.osNameEn ?? instance.osName)],
          [t('fact.support'), known && supportText(known, t)],
          [t('fact.image'), imageId ? code(imageId) : undefined],
          [t('fact.built'), imageId ? builtText(made, now, t) : undefined],
          [t('fact.ip'), ips.length ? t.words({ list: ips }) : undefined],
          [t('fact.keyPair'), instance.keyPair ?? t('value.none')],
          [
            t('fact.created'),
            Number.isNaN(created)
              ? undefined
              : t('show.age', { created: at(created, 'date'), days: ageInDays(created, now) }),
          ],
          [t('fact.locks'), locks(instance, t)],
          [t('fact.protection'), instance.deletionProtection ? t('value.protected') : undefined],
        ),
      },
      ...notes(instance, beside, t),
      ...lastRequests(beside.about, t),
    ],
    buttons: buttons(instance, beside.about, { over: !!over, t, site, os: what && releaseName(what) }),
    footer: t('show.footer', { checked: checkedOn }),
  };
}

function locks({ locks: reasons }: Instance, t: Translate): string | undefined {
  const list = reasons.map((reason) => {
    const what = t.stored(`lock.${reason}`);
    return what ? plain(t('lock.explained', { what, reason })) : reason;
  });
  return list.length ? t.words({ list }) : undefined;
}

/** What its image id tells of it, and what it cannot tell. */
function notes(instance: Instance, { image, newer }: Beside, t: Translate): Block[] {
  const what = identity({ ...instance, id: instance.imageId ?? '', createdAt: undefined });
  const lines: Text[] = [
    ...(instance.locks.length ? [t('show.locked')] : []),
    ...(instance.imageId ? [t('show.instance.made'), t('show.instance.truth')] : []),
    ...(newer ? [t('show.image.newer.instance', { id: code(newer.id) })] : []),
    ...(!image && !newer && what && instance.imageId ? [t('show.image.gone')] : []),
  ];
  return lines.length ? [{ kind: 'list', items: lines }] : [];
}

function buttons(
  { id, region, imageId, locks: { length: locked } }: Instance,
  about: About[],
  { over, os, t, site }: { over: boolean; os: string | undefined; t: Translate; site: Site },
): Button[] {
  const record = `${region}/${id}`;
  return [
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
    ...(locked
      ? []
      : [{ action: 'pick', record, label: t('show.replace'), typed: `${prefix} replace ${id} …` }]),
    ...(over ? [next(t('show.instance.recommend'), `recommend ${id}`)] : []),
    ...(os ? [next(t('show.instance.eol'), `eol ${os.toLowerCase()}`)] : []),
    ...requestButtons(about, t),
    { link: instancePage(site, region, id), label: t('show.console') },
  ];
}
