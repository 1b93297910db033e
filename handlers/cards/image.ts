import type { Block, Button, Card } from '../../src/chat/card.ts';
import { warnings } from '../../src/domain/advice.ts';
import { candidate } from '../../src/domain/candidate.ts';
import type { Image } from '../../src/domain/cloud.ts';
import { feeOf } from '../../src/domain/fee.ts';
import { buildTime, identity, variant } from '../../src/domain/image.ts';
import { checkedOn, dead, support } from '../../src/domain/lifecycle.ts';
import { picking } from '../../src/domain/picking.ts';
import { releaseName } from '../../src/domain/systems.ts';
import type { Translate } from '../../src/i18n/index.ts';
import { at, code, type Text } from '../../src/i18n/text.ts';
import { prefix } from '../usage.ts';
import { type About, lastRequests, requestButtons, showButton } from './about.ts';
import { builtText, facts, familyText, supportText } from './facts.ts';
import { next } from './next.ts';

/** Everything a person may want to know of one image; `newer` is a later build of the same kind. */
export function imageCard(
  image: Image,
  { newer, about }: { newer?: Image | undefined; about: About[] },
  { now, t }: { now: number; t: Translate },
): Card {
  const what = identity(image);
  const known = what && support(what, now);
  const public_ = image.owner === 'system';
  return {
    tone: known && dead(known) ? 'warn' : 'plain',
    title: t('show.image.title', { name: image.name || image.id }),
    body: [
      {
        kind: 'facts',
        facts: facts(
          [t('fact.image'), code(image.id)],
          [t('fact.family'), public_ ? familyText(image.family, t) : image.family || undefined],
          [t('fact.os'), what ? releaseName(what) : image.osNameEn],
          [t('fact.edition'), what && variant(what) !== 'plain' ? variant(what) : undefined],
          [t('fact.support'), known && supportText(known, t)],
          [t('show.supportedBy'), what && t(`compare.vendor.${picking(what.product).supportedBy}`)],
          [t('fact.fee'), what && t(`fee.${feeOf(what, image.region)}`)],
          [t('fact.built'), builtText(image, now, t)],
          [t('fact.status'), t.words({ term: 'ecs.status', word: image.status })],
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
      ...caveats(image, now, t),
      ...newerBuild(newer, t),
      ...checked(image, t),
      ...lastRequests(about, t),
    ],
    buttons: buttons(image, newer, about, !!known && dead(known), t),
    footer: t('show.footer', { checked: checkedOn }),
  };
}

/** What to know before it is used, for whatever place that may be. */
function caveats(image: Image, now: number, t: Translate): Block[] {
  const one = candidate(image, now);
  if (!one) return [];
  const { architecture, language = t.locale, traits } = one.what;
  const lines = warnings(one, { architecture, language, traits }, now);
  const items = lines.map(({ key, slots }) => t.stored(key, slots) ?? []);
  return items.length ? [{ kind: 'list', items }] : [];
}

function newerBuild(newer: Image | undefined, t: Translate): Block[] {
  const built = newer && buildTime(newer);
  if (!newer || built === undefined) return [];
  return [{ kind: 'text', text: t('show.image.newer', { id: code(newer.id), built: at(built, 'date') }) }];
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

function buttons(
  image: Image,
  newer: Image | undefined,
  about: About[],
  over: boolean,
  t: Translate,
): Button[] {
  const what = identity(image);
  return [
    {
      action: 'pick',
      record: `${image.region}/${image.id}`,
      label: t('recommend.pick'),
      typed: `${prefix} replace i-… ${image.id}`,
    },
    ...(newer ? [showButton(newer.id, `${image.region}/${newer.id}`, t('show.image.newer.button'))] : []),
    ...(what ? [next(t('recommend.eol'), `eol ${releaseName(what).toLowerCase()}`)] : []),
    ...(what && over
      ? [next(t('eol.button.recommend'), `recommend ${releaseName(what).toLowerCase()}`)]
      : []),
    ...requestButtons(about, t),
  ];
}
