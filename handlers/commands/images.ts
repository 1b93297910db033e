import { z } from 'zod';
import type { Block } from '../../src/chat/card.ts';
import type { Image } from '../../src/domain/cloud.ts';
import { buildTime, byAge, type Identity, identity, variant } from '../../src/domain/image.ts';
import { checkedOn, support } from '../../src/domain/lifecycle.ts';
import { includes } from '../../src/domain/recommend.ts';
import { release, releaseName } from '../../src/domain/systems.ts';
import { UserError } from '../../src/errors.ts';
import type { Translate } from '../../src/i18n/index.ts';
import { code, type Words } from '../../src/i18n/text.ts';
import { ageInDays, supportText } from '../cards/facts.ts';
import { next } from '../cards/next.ts';
import { arg, command, option } from '../command.ts';
import { listImages } from '../lookups.ts';
import { ArchitectureWord, RegionId } from '../schemas.ts';

const most = 30;
const owners = { system: 'system', self: 'self', shared: 'others' } as const;

export const images = command({
  name: 'images',
  aliases: ['镜像列表', '列表'],
  summary: 'command.images',
  role: 'viewer',
  args: z.object({
    words: arg('arg.words', z.string().default(''), { rest: true }),
    owner: option('arg.owner', z.enum(['system', 'self', 'shared']).optional()),
    arch: option('arg.arch', ArchitectureWord.optional()),
    region: option('arg.region', RegionId.optional()),
  }),
  examples: ['images ubuntu 24', 'images --owner self', 'images rocky --arch arm64'],
  async run({ words, owner, arch, region: asked }, ctx) {
    const region = asked ?? ctx.home.region;
    const found = (await listImages(ctx, region))
      .filter((image) => !owner || image.owner === owners[owner])
      .filter((image) => !arch || image.architecture === arch)
      .filter((image) => matches(image, words))
      .sort(byAge);
    if (found.length === 0) throw new UserError('error.images.none', { region });
    const more = found.length - most;
    const body: Block[] = [
      table(found.slice(0, most), ctx.now, ctx.t),
      ...(more > 0 ? [{ kind: 'text' as const, text: ctx.t('images.more', { count: more }) }] : []),
    ];
    const system = release(words);
    const name = system && releaseName(system).toLowerCase();
    return {
      title: ctx.t('images.title', { count: found.length, region }),
      body,
      buttons: name
        ? [
            next(ctx.t('eol.button.recommend'), `recommend ${name}`),
            next(ctx.t('recommend.eol'), `eol ${name}`),
          ]
        : [],
      footer: ctx.t('recommend.footer', { region, checked: checkedOn }),
    };
  },
});

/** A system is matched as one, so that `ubuntu 24` is not any image with a 24 in its date. */
function matches(image: Image, words: string): boolean {
  const what = identity(image);
  const asked = release(words);
  if (asked && what) return includes(asked, what);
  const { id, name, osName, osNameEn, family } = image;
  const text = [id, name, osName, osNameEn, family].join(' ').toLowerCase();
  return words
    .toLowerCase()
    .split(' ')
    .every((word) => text.includes(word));
}

function table(rows: Image[], now: number, t: Translate): Block {
  return {
    kind: 'table',
    columns: [t('fact.image'), t('fact.os'), t('fact.architecture'), t('fact.age'), t('eol.column.now')],
    rows: rows.map((image) => row(image, now, t)),
  };
}

function row(image: Image, now: number, t: Translate): Words[] {
  const what = identity(image);
  const built = buildTime(image);
  return [
    code(image.id),
    what ? named(what) : (image.osNameEn ?? image.name),
    image.architecture ?? t('value.unknown'),
    built === undefined ? t('value.unknown') : t('age.days', { days: ageInDays(built, now) }),
    what ? supportText(support(what, now), t) : t('support.unknown'),
  ];
}

/** Editions are words of the vendor's ids: `Alibaba Cloud Linux 3 (pro)`. */
function named(what: Identity): string {
  const edition = variant(what);
  return edition === 'plain' ? releaseName(what) : `${releaseName(what)} (${edition})`;
}
