import { basename } from 'node:path';
import { z } from 'zod';
import type { Block } from '../../src/chat/card.ts';
import { placeKey } from '../../src/chat/platform.ts';
import { code } from '../../src/i18n/text.ts';
import { facts } from '../cards/facts.ts';
import { command } from '../command.ts';
import { linesFor } from '../rights.ts';

export const whoami = command({
  name: 'whoami',
  aliases: ['我是谁'],
  summary: 'command.whoami',
  role: 'viewer',
  args: z.object({}),
  examples: ['whoami'],
  run(_args, { who, home, config, incoming, t }) {
    const roles = who.roles.map((word) => ({ term: 'role' as const, word }));
    const known = who.id !== who.account;
    const lines: Block[] = [
      { kind: 'text', text: t('whoami.lines', { file: code(basename(config.configFile)) }) },
      { kind: 'output', text: linesFor(who, config.directory) },
    ];
    const whisper = {
      title: t('whoami.title', { name: who.name }),
      body: [
        {
          kind: 'facts' as const,
          facts: facts(
            [t('whoami.person'), known ? who.id : t('whoami.unknown')],
            [t('whoami.account'), code(who.account)],
            // Settings name places by it, and no client shows it.
            [t('whoami.place'), code(placeKey({ ...incoming.place, thread: undefined }))],
            [t('whoami.roles'), roles.length ? t.words({ list: roles }) : t('whoami.noroles')],
            [t('whoami.region'), home.region],
            [t('whoami.regions'), t.words({ list: home.regions })],
            [t('whoami.site'), t(`whoami.site.${home.site}`)],
          ),
        },
        ...(known ? [] : lines),
      ],
    };
    return { whisper };
  },
});
