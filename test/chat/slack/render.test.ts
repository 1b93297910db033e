import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { blockErrors, viewErrors } from '../../../sandbox/slack/blocks/validate.ts';
import type { Card } from '../../../src/chat/card.ts';
import { renderForm } from '../../../src/chat/slack/form.ts';
import { type Content, render } from '../../../src/chat/slack/render.ts';
import { renderSimply } from '../../../src/chat/slack/simple.ts';
import { cards, importForm } from '../../renders/cards.ts';

const folder = new URL('../../renders/slack/', import.meta.url);

/** Written when missing, so that a new card needs no second tool; a change is made by deleting the old file. */
function golden(name: string, drawn: unknown): unknown {
  const file = new URL(`${name}.json`, folder);
  if (!existsSync(file) && !process.env.CI) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, `${JSON.stringify(drawn, null, 2)}\n`);
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}

const wire = <T>(value: T): T => JSON.parse(JSON.stringify(value));
const names = Object.keys(cards);
const card = (name: string): Card => cards[name] ?? { title: 'missing' };
const carried = { form: 'import', nonce: 'n1', place: { platform: 'slack' as const, id: 'T0001:C0001' } };

describe('a card on Slack', () => {
  it.each(names)('%s is drawn as in its golden file', (name) => {
    expect(wire(render(card(name)))).toEqual(golden(name, render(card(name))));
  });

  it.each(names)('%s is taken by Slack, in rich and in plain blocks', (name) => {
    expect(blockErrors(wire(render(card(name)).blocks), 'message')).toEqual([]);
    expect(blockErrors(wire(renderSimply(card(name)).blocks), 'message')).toEqual([]);
  });

  it('can call nobody with what comes from the cloud or from people', () => {
    const drawn = [render(card('hostile-en')), renderSimply(card('hostile-en'))];

    for (const { text, blocks } of drawn) {
      expect(text).not.toMatch(/<[!@#]/);
      const markup = JSON.stringify(blocks).match(/\{"type":"mrkdwn"[^}]*\}/g) ?? [];
      for (const element of markup) expect(element).not.toMatch(/<[!@#]/);
      expect(JSON.stringify(blocks)).not.toMatch(/"type":"(broadcast|usergroup|user|channel)"/);
    }
  });

  it('keeps to every limit of Slack, and says what it left out', () => {
    const long = '长🙂'.repeat(3000);
    const huge: Card = {
      title: long,
      locale: 'en',
      body: [
        {
          kind: 'table',
          caption: long,
          columns: ['a', 'b'],
          rows: Array.from({ length: 300 }, () => [long, 'x']),
        },
        { kind: 'facts', facts: Array.from({ length: 30 }, () => ({ label: long, value: long })) },
        { kind: 'list', items: [long, long] },
        { kind: 'output', text: long },
        { kind: 'steps', title: long, steps: [{ id: 's', title: long, state: 'done', note: long }] },
        ...Array.from({ length: 60 }, () => ({ kind: 'text' as const, text: long })),
      ],
      buttons: Array.from({ length: 30 }, () => ({ action: 'a', record: 'r', label: long })),
      footer: long,
    };

    const rich = wire(render(huge));

    expect(blockErrors(rich.blocks, 'message')).toEqual([]);
    expect(blockErrors(wire(renderSimply(huge).blocks), 'message')).toEqual([]);
    expect(rich.text.length).toBeLessThanOrEqual(3000);
    expect(words(rich)).toContain('more rows are not shown');
    expect(rich.blocks.at(-1)).toMatchObject({ type: 'context' });
  });

  it('says its tone and its facts in the text of the notification', () => {
    expect(render(card('recommend-en')).text).toBe(
      [
        '✅ Recommended image for ubuntu',
        'ubuntu_24_04_x64_20G_alibase_20261013.vhd is the newest official image.',
        'Family: acs:ubuntu_24_04_x64',
        'Region: cn-hangzhou',
        'Supported until: 2029-05-31',
        'Checked: 2026-11-24 09:30 UTC',
      ].join('\n'),
    );
  });

  it('shows the end of a long output', () => {
    const text = `first${'.'.repeat(5000)}last`;

    const drawn = words(render({ title: 'out', body: [{ kind: 'output', text }] }));

    expect(drawn).toContain('last');
    expect(drawn).not.toContain('first');
  });
});

describe('a form on Slack', () => {
  it('is drawn as in its golden file and taken by Slack', () => {
    const view = wire(renderForm(importForm, carried));

    expect(view).toEqual(golden('form-import', view));
    expect(viewErrors(view, 'modal')).toEqual([]);
  });
});

function words({ blocks }: Content): string {
  return JSON.stringify(blocks);
}
