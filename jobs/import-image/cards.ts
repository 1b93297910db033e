import type { Block, Button, Fact } from '../../src/chat/card.ts';

import { imagesPage } from '../../src/domain/console.ts';
import type { ImportPlan } from '../../src/domain/import-plan.ts';
import type { Translate } from '../../src/i18n/index.ts';
import { code, type Text, type Words } from '../../src/i18n/text.ts';
import type { ImportState } from './state.ts';

type CheckItem = NonNullable<ImportState['check']>['items'][number];

const gib = 2 ** 30;

export function summary({ name, region }: ImportPlan, t: Translate): Text {
  return t('import.summary', { name, region });
}

/** What will be imported as what, and what may be wrong with it. */
export function brief(plan: ImportPlan, t: Translate): Block[] {
  const items = warnings(plan, t);
  return [
    { kind: 'facts', facts: [file(plan, t), ...choices(plan, t)] },
    ...(items.length ? [{ kind: 'list' as const, items }] : []),
  ];
}

/** The new image, and what the image check found in it. */
export function result(plan: ImportPlan, { imageId = '', check }: ImportState, t: Translate) {
  const { name, region, site } = plan;
  const image: Fact = { label: t('import.fact.image'), value: code(imageId) };
  const risks = (check?.items ?? []).filter(({ risk }) => risk);
  const items = [...risks.map((item) => riskLine(item, t)), ...warnings(plan, t)];
  const body: Block[] = [
    { kind: 'facts', facts: [image, ...choices(plan, t)] },
    {
      kind: 'text',
      text: verdict(check?.status === 'Finished' ? check.items.length : undefined, risks.length, t),
    },
    ...(items.length ? [{ kind: 'list' as const, items }] : []),
    { kind: 'text', text: t('import.next', { imageId }) },
  ];
  const page: Button = { link: imagesPage(site, region), label: t('import.console') };
  return { title: t('import.done', { name, region }), body, buttons: [page] };
}

function file({ bucket, object, sizeBytes }: ImportPlan, t: Translate): Fact {
  const size = (sizeBytes / gib).toFixed(sizeBytes < gib ? 2 : 1);
  return {
    label: t('import.fact.file'),
    value: t('import.file', { file: code(`oss://${bucket}/${object}`), size }),
  };
}

function choices({ format, sizeGiB, platform, architecture, bootMode }: ImportPlan, t: Translate): Fact[] {
  return [
    { label: t('import.fact.format'), value: format },
    { label: t('import.fact.size'), value: t('import.size', { size: sizeGiB }) },
    { label: t('import.fact.os'), value: platform },
    { label: t('import.fact.architecture'), value: t.words({ list: [architecture, bootMode] }) },
  ];
}

function warnings({ platform, platformFrom, bootable }: ImportPlan, t: Translate): Words[] {
  return [
    ...(platform === 'Others Linux' ? [t('import.warn.platform')] : []),
    ...(platformFrom === 'name' ? [t('import.warn.guessed', { platform })] : []),
    ...(bootable ? [] : [t('import.warn.partitions')]),
  ];
}

function verdict(checked: number | undefined, risks: number, t: Translate): Text {
  if (checked === undefined) return t('import.check.pending');
  return risks ? t('import.check.risks', { count: risks }) : t('import.check.passed', { count: checked });
}

/** `High` may keep it from starting; `Medium` costs performance or settings. The names are ECS's own. */
function riskLine({ name, value, risk, code: riskCode }: CheckItem, t: Translate): Words {
  const level = risk === 'High' ? 'high' : 'medium';
  const what = t.stored(`import.risk.of.${name.toLowerCase().replace(/^guestos\./, '')}`);
  if (what) return t(`import.risk.${level}`, { what });
  const found = { term: 'ecs.status' as const, word: value ?? riskCode ?? '?' };
  return t(`import.risk.${level}.other`, { name, found });
}
