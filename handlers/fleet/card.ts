import type { Block, Button, Card } from '../../src/chat/card.ts';
import {
  byStage,
  bySystem,
  endingDays,
  fleetStages,
  type Machine,
  needsCare,
  type SystemCount,
} from '../../src/domain/fleet.ts';
import { checkedOn, dead, deadSince, type Support } from '../../src/domain/lifecycle.ts';
import type { Snooze } from '../../src/domain/snooze.ts';
import { explain } from '../../src/ecs/errors.ts';
import type { Translate } from '../../src/i18n/index.ts';
import { at, code, plain, type Text, type Words } from '../../src/i18n/text.ts';
import { supportText } from '../cards/facts.ts';
import { told } from '../request-card.ts';
import { prefix } from '../usage.ts';
import type { Survey } from './survey.ts';

const systemsShown = 10;
const worstShown = 20;
/** A row of a table holds no button, so the first few have theirs below it. */
const plansOffered = 3;

/** What the fleet runs by stage and by system, who is to be cared for first, and the way to do it. */
export function fleetCard({ machines, at: asOf, failed }: Survey, title: Text, t: Translate): Card {
  const worst = machines.filter(needsCare);
  return {
    tone: worst.some(({ stage }) => stage === 'ended') || failed.length ? 'warn' : 'good',
    title,
    body: [
      ...failed.map(
        ({ region, error }): Block => ({
          kind: 'text',
          text: [
            ...t('fleet.failed', { region }),
            { text: t.locale === 'zh' ? '' : ' ' },
            ...told(explain(error), t),
          ],
        }),
      ),
      { kind: 'facts', facts: stages(machines, t) },
      { kind: 'heading', text: t('fleet.systems') },
      { kind: 'list', items: systems(bySystem(machines), t) },
      ...snoozed(machines, t),
      worst.length
        ? worstTable(worst.slice(0, worstShown), t)
        : { kind: 'text', text: t('fleet.fine', { days: endingDays }) },
    ],
    buttons: worst.slice(0, plansOffered).map((machine) => plan(machine, t)),
    footer: t('fleet.footer', { at: at(asOf), checked: checkedOn }),
  };
}

export function stageWord(stage: Machine['stage'], t: Translate): Text {
  return stage === 'ending' ? t('fleet.stage.ending', { days: endingDays }) : t(`fleet.stage.${stage}`);
}

/** What people have put off, and for how many instances that counts. */
function snoozed(machines: Machine[], t: Translate): Block[] {
  const counts = new Map<string, { snooze: Snooze; count: number }>();
  for (const { snooze } of machines)
    if (snooze) counts.set(snooze.what, { snooze, count: (counts.get(snooze.what)?.count ?? 0) + 1 });
  const items = [...counts.values()].map(({ snooze: { what, until, by, reason }, count }) =>
    t('fleet.snooze', { what: code(what), until: at(until, 'date'), by, reason, count }),
  );
  return items.length
    ? [
        { kind: 'heading', text: t('fleet.snoozed') },
        { kind: 'list', items },
      ]
    : [];
}

function stages(machines: Machine[], t: Translate) {
  const counts = byStage(machines);
  return fleetStages
    .filter((stage) => counts[stage])
    .map((stage) => ({ label: stageWord(stage, t), value: t('fleet.count', { count: counts[stage] }) }));
}

function systems(counts: SystemCount[], t: Translate): Text[] {
  const left = counts.length - systemsShown;
  const lines = counts.slice(0, systemsShown).map(({ system, machines: count, support, snoozed }) => {
    const slots = { system, count, support: supportText(support, t) };
    return snoozed ? t('fleet.system.snoozed', { ...slots, snoozed }) : t('fleet.system', slots);
  });
  return left > 0 ? [...lines, t('fleet.systems.more', { count: left })] : lines;
}

function worstTable(worst: Machine[], t: Translate): Block {
  return {
    kind: 'table',
    caption: t('fleet.worst'),
    columns: [t('fleet.name'), t('fact.id'), t('fact.region'), t('fact.os'), t('fleet.until')],
    rows: worst.map((machine): Words[] => [
      machine.instance.name,
      code(machine.instance.id),
      machine.instance.region,
      machine.system,
      lastDay(machine.support, t),
    ]),
  };
}

/** The date alone: a table is narrow, and its system's line says the rest. */
function lastDay(known: Support, t: Translate): Words {
  const end = dead(known) ? deadSince(known) : known.endsAt;
  return end === undefined ? t('value.unknown') : at(end, 'date');
}

function plan({ instance: { id, name, region } }: Machine, t: Translate): Button {
  return {
    action: 'pick',
    record: `${region}/${id}`,
    label: plain(t('fleet.plan', { name })),
    typed: `${prefix} replace ${id} …`,
  };
}
