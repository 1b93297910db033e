import type { Block, Card } from '../../src/chat/card.ts';
import type { Image } from '../../src/domain/cloud.ts';
import { identity, variant } from '../../src/domain/image.ts';
import { checkedOn, dead, support } from '../../src/domain/lifecycle.ts';
import { releaseName } from '../../src/domain/systems.ts';
import type { Translate } from '../../src/i18n/index.ts';
import { code, type Text } from '../../src/i18n/text.ts';
import { prefix } from '../usage.ts';
import { builtText, facts, familyText, supportText } from './facts.ts';

/** Everything a person may want to know of one image. */
export function imageCard(image: Image, now: number, t: Translate): Card {
  const what = identity(image);
  const known = what && support(what, now);
  return {
    tone: known && dead(known) ? 'warn' : 'plain',
    title: t('show.image.title', { name: image.name || image.id }),
    body: [
      {
        kind: 'facts',
        facts: facts(
          [t('fact.image'), code(image.id)],
          [t('fact.family'), image.owner === 'system' ? familyText(image.family, t) : image.family],
          [t('fact.os'), what ? releaseName(what) : image.osNameEn],
          [t('fact.edition'), what && variant(what) !== 'plain' ? variant(what) : undefined],
          [t('fact.support'), known && supportText(known, t)],
          [t('fact.built'), builtText(image, now, t)],
          [t('fact.status'), image.status],
          [t('fact.region'), image.region],
          [t('fact.owner'), image.owner && t(`owner.${image.owner}`)],
          [t('fact.architecture'), image.architecture],
          [t('fact.boot'), image.bootMode ?? t('value.unknown')],
          [t('fact.nvme'), t(image.nvme ? `value.${image.nvme}` : 'value.unknown')],
          [
            t('fact.size'),
            image.sizeGiB === undefined ? undefined : t('value.size', { size: image.sizeGiB }),
          ],
        ),
      },
      ...checked(image, t),
    ],
    buttons: [
      {
        action: 'pick',
        record: `${image.region}/${image.id}`,
        label: t('recommend.pick'),
        typed: `${prefix} replace i-… ${image.id}`,
      },
    ],
    footer: t('show.footer', { checked: checkedOn }),
  };
}

/** What the image check of an import found; only items with a risk are worth reading. */
function checked({ check }: Image, t: Translate): Block[] {
  const risks = (check?.items ?? []).filter(({ risk }) => risk);
  if (risks.length === 0) return [];
  const items = risks.map(
    ({ name, value, code: reason }): Text => [
      ...code(name),
      { text: ` ${[value, reason].filter(Boolean).join(' ')}` },
    ],
  );
  return [
    { kind: 'heading', text: t('show.image.check') },
    { kind: 'list', items },
  ];
}
