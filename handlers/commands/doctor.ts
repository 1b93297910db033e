import { z } from 'zod';
import type { DryRun } from '../../src/ecs/dry-run.ts';
import { EcsError, explain } from '../../src/ecs/errors.ts';
import type { Translate } from '../../src/i18n/index.ts';
import { code, type Text, type Words } from '../../src/i18n/text.ts';
import { chineseFont } from '../../src/picture/canvas.ts';
import { type Ctx, command } from '../command.ts';
import { told } from '../request-card.ts';

export const doctor = command({
  name: 'doctor',
  aliases: ['自检', '体检'],
  summary: 'doctor.summary',
  role: 'admin',
  examples: ['doctor'],
  args: z.object({}),
  async run(_args, ctx) {
    const [troubles, lacks, regions, dryRuns] = await Promise.all([
      ctx.health(),
      ctx.chatLacks(),
      Promise.all(ctx.home.regions.map((region) => seesRegion(ctx, region))),
      rights(ctx),
    ]);
    const own: Words[] = troubles.length ? troubles.map((line) => warned(line)) : [ctx.t('doctor.healthy')];
    return {
      whisper: {
        title: ctx.t('doctor.title'),
        body: [
          { kind: 'heading', text: ctx.t('doctor.self') },
          {
            kind: 'list',
            items: [
              ...own,
              ...lacks.map((right) => ctx.t('doctor.scope', { right })),
              people(ctx),
              await pictures(ctx),
            ],
          },
          { kind: 'heading', text: ctx.t('doctor.cloud') },
          { kind: 'list', items: regions },
          { kind: 'heading', text: ctx.t('doctor.rights') },
          { kind: 'list', items: dryRuns },
        ],
      },
    };
  },
});

async function seesRegion({ catalog, t }: Ctx, region: string): Promise<Text> {
  try {
    return t('doctor.region', { region, images: (await catalog.images(region)).length });
  } catch (error) {
    if (!(error instanceof EcsError)) throw error;
    return [{ text: `⚠️ ${region}: ` }, ...told(explain(error), t)];
  }
}

async function rights({ ecs, home, t }: Ctx): Promise<Words[]> {
  try {
    return (await ecs.dryRun({ region: home.region })).map((run) => right(run, t));
  } catch (error) {
    if (!(error instanceof EcsError)) throw error;
    return [[{ text: '⚠️ ' }, ...told(explain(error), t)]];
  }
}

function right({ verdict, ramAction, code: answer }: DryRun, t: Translate): Text {
  const action = code(ramAction);
  if (verdict === 'allowed') return t('doctor.allowed', { action });
  if (verdict === 'refused') return t('doctor.refused', { action });
  if (verdict === 'untested') return t('doctor.untested', { action });
  return t('doctor.unclear', { action, answer: answer ?? '—' });
}

function people({ config, t }: Ctx): Words {
  const { roles } = config.directory;
  return t('doctor.people', {
    operators: roles.operator.length,
    approvers: roles.approver.length,
    file: config.configFile,
  });
}

async function pictures({ t }: Ctx): Promise<Words> {
  const font = await chineseFont();
  return font ? t('doctor.picture', { font }) : t('doctor.picture.english');
}

function warned(line: string): Text {
  return [{ text: `⚠️ ${line}` }];
}
