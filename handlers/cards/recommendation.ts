import type { Block, Card } from '../../src/chat/card.ts';
import { type Line, paid, reasons, warnings } from '../../src/domain/advice.ts';
import type { Candidate } from '../../src/domain/candidate.ts';
import { checkedOn } from '../../src/domain/lifecycle.ts';
import type { Recommendation, Refused } from '../../src/domain/recommend.ts';
import { releaseName } from '../../src/domain/systems.ts';
import type { Translate } from '../../src/i18n/index.ts';
import { at, code, type Text } from '../../src/i18n/text.ts';
import { prefix } from '../usage.ts';
import { builtText, facts, familyText, supportText } from './facts.ts';

/** One image to use: its exact id, why, what to know before, and what else there is. */
export function recommendationCard(advice: Recommendation, now: number, t: Translate): Card {
  const { best, needs, refused, alternatives } = advice;
  const { image } = best;
  const record = `${image.region}/${image.id}`;
  return {
    tone: refused ? 'warn' : 'good',
    title: t('recommend.title', { os: releaseName(best.what) }),
    body: [
      ...(refused ? [{ kind: 'text' as const, text: refusal(refused, advice, t) }] : []),
      {
        kind: 'facts',
        facts: facts(
          [t('fact.image'), code(image.id)],
          [t('fact.family'), familyText(image.family, t)],
          [t('fact.support'), supportText(best.support, t)],
          [t('fact.built'), builtText(image, now, t)],
          [t('fact.fee'), t(paid(best) ? 'fee.paid' : 'fee.free')],
        ),
      },
      ...listed(t('recommend.why'), said(reasons(best, needs, now), t)),
      ...listed(t('recommend.before'), said(warnings(best, needs, now), t)),
      ...listed(
        t('recommend.beside'),
        alternatives.map((one) => alternative(one, t)),
      ),
    ],
    buttons: [
      { action: 'show', record, label: t('recommend.show'), typed: `${prefix} show ${image.id}` },
      {
        action: 'pick',
        record,
        label: t('recommend.pick'),
        style: 'primary',
        typed: `${prefix} replace i-… ${image.id}`,
      },
    ],
    footer: t('recommend.footer', { region: image.region, checked: checkedOn }),
  };
}

function refusal({ release, why, since }: Refused, { best, needs }: Recommendation, t: Translate): Text {
  const os = releaseName(release);
  const instead = releaseName(best.what);
  const { region } = best.image;
  if (why === 'unlisted') return t('refused.unlisted', { os, region, instead });
  if (why === 'unfit')
    return t('refused.unfit', {
      os,
      region,
      instead,
      what: needs.type ? code(needs.type.id) : needs.architecture,
    });
  if (!since) return t('refused.ended.undated', { os, instead });
  return t('refused.ended', { os, instead, since: at(since, 'date') });
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
