import type { Block, Button, Card } from '../../src/chat/card.ts';
import { endsSoon, type Line, reasons, warnings } from '../../src/domain/advice.ts';
import type { Candidate } from '../../src/domain/candidate.ts';
import { buyPage, type Site } from '../../src/domain/console.ts';
import { feeOf } from '../../src/domain/fee.ts';
import { checkedOn } from '../../src/domain/lifecycle.ts';
import type { Question, Recommendation, Refused } from '../../src/domain/recommend.ts';
import { releaseName } from '../../src/domain/systems.ts';
import type { Translate } from '../../src/i18n/index.ts';
import { at, code, link, plain, type Text } from '../../src/i18n/text.ts';
import { prefix } from '../usage.ts';
import { builtText, facts, familyText, supportText } from './facts.ts';
import { roads } from './roads.ts';

type Reader = { now: number; t: Translate; site: Site };

/** One image to use: its exact id, why, what to know before, what else there is, and where to go with it. */
export function recommendationCard(
  advice: Recommendation,
  asked: Question | undefined,
  reader: Reader,
): Card {
  const { best, needs, refused, alternatives } = advice;
  const { now, t } = reader;
  const { image } = best;
  return {
    tone: refused || endsSoon(best) ? 'warn' : 'good',
    title: t('recommend.title', { os: releaseName(best.what) }),
    body: [
      ...(refused ? refusal(refused, advice, t) : []),
      {
        kind: 'facts',
        facts: facts(
          [t('fact.image'), code(image.id)],
          [t('fact.family'), familyText(image.family, t)],
          [t('fact.support'), supportText(best.support, t)],
          [t('fact.built'), builtText(image, now, t)],
          [t('fact.fee'), t(`fee.${feeOf(best.what, image.region)}`)],
        ),
      },
      ...listed(t('recommend.why'), said(reasons(best, needs, now), t)),
      ...listed(t('recommend.before'), said(warnings(best, needs, now), t)),
      ...listed(
        t('recommend.beside'),
        alternatives.map((one) => alternative(one, t)),
      ),
      ...(refused?.why === 'ended' ? roads(refused.release, advice, reader) : buy(best, reader)),
      ...(asked ? [{ kind: 'text' as const, text: question(asked, advice, t) }] : []),
    ],
    buttons: buttons(best, reader),
    footer: t('recommend.footer', { region: image.region, checked: checkedOn }),
  };
}

function buttons({ image }: Candidate, { t, site }: Reader): Button[] {
  const record = `${image.region}/${image.id}`;
  return [
    { action: 'show', record, label: t('recommend.show'), typed: `${prefix} show ${image.id}` },
    {
      action: 'pick',
      record,
      label: t('recommend.pick'),
      style: 'primary',
      typed: `${prefix} replace i-… ${image.id}`,
    },
    { link: buyPage(site, image.region), label: t('recommend.buy.button') },
  ];
}

/** Why not what was asked for; for an image that does not fit, what is in its way. */
function refusal(refused: Refused, { best, needs }: Recommendation, t: Translate): Block[] {
  const { release, why, since, gate } = refused;
  const os = releaseName(release);
  const instead = releaseName(best.what);
  const { region } = best.image;
  const { type, architecture } = needs;
  const text = (words: Text): Block => ({ kind: 'text', text: words });
  if (why === 'unlisted') return [text(t('refused.unlisted', { os, region, instead }))];
  if (why === 'unfit') {
    const slots = {
      type: code(type?.id ?? architecture),
      memory: type?.memoryGiB ?? 0,
      boot: { list: type?.bootModes ?? [] },
    };
    const what = type ? code(type.id) : architecture;
    return [
      text(t('refused.unfit', { os, region, instead, what })),
      ...(gate ? [text(t.stored(`gate.${gate}`, slots) ?? [])] : []),
    ];
  }
  if (!since) return [text(t('refused.ended.undated', { os, instead }))];
  return [text(t('refused.ended', { os, instead, since: at(since, 'date') }))];
}

/** People choose by the system's name on the buy page; the id is what they can check it against. */
function buy({ image, what }: Candidate, { site, t }: Reader): Block[] {
  const { region } = image;
  const page = link(buyPage(site, region), plain(t('recommend.buy.page', { region })));
  return [{ kind: 'text', text: t('recommend.buy', { page, os: releaseName(what), id: code(image.id) }) }];
}

function question(asked: Question, { needs }: Recommendation, t: Translate): Text {
  if (asked === 'type') return t('question.type', { architecture: needs.architecture });
  return t(`question.${asked}`);
}

function alternative({ image, what, support }: Candidate, t: Translate): Text {
  return t('recommend.alternative', {
    os: releaseName(what),
    support: supportText(support, t),
    id: code(image.id),
  });
}

function said(lines: Line[], t: Translate): Text[] {
  return lines.map(({ key, slots }) => t.stored(key, slots) ?? []);
}

function listed(heading: Text, items: Text[]): Block[] {
  return items.length
    ? [
        { kind: 'heading', text: heading },
        { kind: 'list', items },
      ]
    : [];
}
